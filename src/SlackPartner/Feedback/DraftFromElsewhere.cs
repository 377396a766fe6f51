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
    public async Task AddAsync(Tx tx, PersonId author, UserId? to, PrivateText words, PrivateText request, Instant now)
    {
        var sorted = SentenceSorter.Sort(words);
        var text = FeedbackText.Empty with { Situation = sorted.Situation, Behavior = sorted.Behavior, Impact = sorted.Impact, Request = request };
        await tx.AddAsync(cipher, FeedbackRules.Begin(FeedbackId.New(), author, to == author.User ? null : to, occurredOn: null, text, now));
        await tx.RefreshHomeAsync(author, now);
    }
}
