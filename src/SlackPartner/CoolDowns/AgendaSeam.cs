using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Storage;

namespace SlackPartner.CoolDowns;

/// <summary>What other slices take over from a pause, where they are there.</summary>
internal sealed class AgendaSeam(IEnumerable<IAgenda> agendas, IPartnerDirectory partners)
{
    private readonly IAgenda? _agenda = agendas.FirstOrDefault();

    public bool IsThere => _agenda is not null;

    /// <summary>The agenda the two share; null with nobody, and with someone who is no partner now.</summary>
    public async Task<IAgenda?> FindAsync(Tx tx, PersonId person, UserId? other) =>
        other is { } user && _agenda is not null && await partners.FindAsync(tx, person, user) is not null ? _agenda : null;
}
