using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Partners;

/// <summary>Who is partner with whom. Only those who accepted are.</summary>
public interface IPartnerDirectory
{
    /// <summary>Null unless the two are partners now.</summary>
    Task<Partner?> FindAsync(Tx tx, PersonId person, UserId other);

    /// <summary>Everyone this person is partner with now, oldest first.</summary>
    Task<IReadOnlyList<Partner>> ListAsync(Tx tx, PersonId person);

    /// <summary>Whether the person blocked the other: to them it looks like someone who cannot be reached.</summary>
    Task<bool> HasBlockedAsync(Tx tx, PersonId person, UserId other);
}

/// <summary>The other one of a partnership, as one of the two sees it. The id names the pair, whoever asks.</summary>
public sealed record Partner(Guid Pair, UserId User, Instant Since);

/// <summary>Keeps something between two partners, and lets go of it when they are no longer.</summary>
public interface IPartnershipListener
{
    /// <summary>In the transaction that ends it. May be told again; that must be harmless.</summary>
    Task EndedAsync(Tx tx, Pair pair, Instant now);
}

/// <summary>The agenda of two people's one-on-ones, for what another slice wants to have talked about there.</summary>
public interface IAgenda
{
    /// <summary>Puts a line on it that says what it is about and carries no text. Kept until there is a one-on-one; the same id again changes nothing, or brings it back once it was closed.</summary>
    Task HintAsync(Tx tx, PersonId from, UserId to, AgendaHint hint, Guid about, Instant now);

    /// <summary>Takes such a line off: it was settled some other way.</summary>
    Task ForgetHintAsync(Tx tx, TeamId team, Guid about);

    /// <summary>Puts a person's words on it.</summary>
    Task AddAsync(Tx tx, PersonId from, UserId to, PrivateText words, Instant now);
}

/// <summary>What a line without text is about. Stored as its number: add at the end, never renumber.</summary>
public enum AgendaHint { Feedback = 0, CoolDown = 1, GreyZone = 2 }

/// <summary>When two people meet next.</summary>
public interface INextOneOnOne
{
    /// <summary>Null when nothing is planned.</summary>
    Task<Instant?> FindAsync(Tx tx, Pair pair, Instant now);
}
