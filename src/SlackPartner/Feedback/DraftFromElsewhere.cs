using NodaTime;
using SlackPartner.Coach;
using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>Words another slice helped to find, as a draft.</summary>
internal sealed class DraftFromElsewhere(TextCipher cipher) : IFeedbackDrafts
{
    public async Task<bool> AddAsync(Tx tx, Guid origin, PersonId author, UserId? to, PrivateText words, PrivateText request, Instant now)
    {
        var id = FeedbackId.From(origin);
        if (await tx.FindFeedbackAsync(cipher, author.Team, id) is not null) return false;
        var sorted = SentenceSorter.Sort(words);
        var text = FeedbackText.Empty with { Situation = sorted.Situation, Behavior = sorted.Behavior, Impact = sorted.Impact, Request = request };
        await tx.AddAsync(cipher, FeedbackRules.Begin(id, author, to == author.User ? null : to, occurredOn: null, text, now));
        await tx.RefreshHomeAsync(author, now);
        return true;
    }
}
