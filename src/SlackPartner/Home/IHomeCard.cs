using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Home;

/// <summary>A slice's part of Home.</summary>
public interface IHomeCard
{
    /// <summary>What waits for this person first, then what they have, then how to begin.</summary>
    /// <param name="now">The moment, where the person is.</param>
    Task<HomeCard> DrawAsync(Tx tx, PersonId person, ZonedDateTime now);
}

/// <summary>
/// Blocks of one slice: what is urgent goes to the top of the tab. A few rows of each kind and a button to the whole list, so that the
/// cards of all slices together stay below what Slack shows.
/// </summary>
public sealed record HomeCard(IReadOnlyList<Block> Waiting, IReadOnlyList<Block> Standing);
