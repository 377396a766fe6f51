using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Partners;

/// <summary>Where words found elsewhere become a draft of feedback.</summary>
public interface IFeedbackDrafts
{
    /// <summary>Its author's alone, like any draft. Sentences are sorted into the parts as a first guess.</summary>
    Task AddAsync(Tx tx, PersonId author, UserId? to, PrivateText words, PrivateText request, Instant now);
}
