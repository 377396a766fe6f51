using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Preferences;

/// <summary>Knows of something that keeps two people apart for a while, such as a cool-down. Each slice may add one.</summary>
public interface INotBefore
{
    /// <summary>The earliest good moment for something from one to the other; null when nothing speaks against now.</summary>
    Task<Instant?> NotBeforeAsync(Tx tx, PersonId from, PersonId to, Instant now);
}
