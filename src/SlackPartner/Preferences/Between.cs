using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Preferences;

/// <summary>Knows of something that keeps two people apart for a while, such as a cool-down. Each slice may add one.</summary>
public interface INotBefore
{
    /// <summary>The earliest good moment for something from one to the other; null when nothing speaks against now.</summary>
    /// <param name="since">When it was handed over: nothing is held for ever by one reason after the other.</param>
    Task<Instant?> NotBeforeAsync(Tx tx, PersonId from, PersonId to, Instant since, Instant now);
}

/// <summary>Keeps things to bring up when two people talk next. Each slice may add one.</summary>
public interface IAgendaHints
{
    /// <summary>One of them wants to bring something up, and the other wants to hear it then. What it is stays where it is: there is no text.</summary>
    /// <param name="subject">Names it. Held twice, it is there once.</param>
    Task HoldAsync(Tx tx, PersonId from, PersonId to, string subject, Instant now);

    /// <summary>It was said or dropped meanwhile. Harmless where it is not held.</summary>
    Task ReleaseAsync(Tx tx, PersonId from, PersonId to, string subject);
}
