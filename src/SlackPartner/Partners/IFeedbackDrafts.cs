using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Partners;

/// <summary>Where words found elsewhere become a draft of feedback.</summary>
public interface IFeedbackDrafts
{
    /// <summary>Its author's alone, like any draft. Sentences are sorted into the parts as a first guess. False when these words became a draft before.</summary>
    /// <param name="origin">Names the words: they become one draft, however often it is asked for.</param>
    Task<bool> AddAsync(Tx tx, Guid origin, PersonId author, UserId? to, PrivateText words, PrivateText request, Instant now);
}
