using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Home;

/// <summary>A slice's part of Home.</summary>
public interface IHomeCard
{
    /// <summary>What waits for this person first, then what they have, then how to begin.</summary>
    Task<HomeCard> DrawAsync(Tx tx, PersonId person);
}

/// <summary>Blocks of one slice: what is urgent goes to the top of the tab.</summary>
public sealed record HomeCard(IReadOnlyList<Block> Waiting, IReadOnlyList<Block> Standing);
