using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>Feedback, as part of what is kept about a person.</summary>
internal sealed class PersonalFeedback(TextCipher cipher) : IPersonalData
{
    // A draft of someone else's is not counted for the one it may be meant for: before sharing nobody else learns that it is there.
    private const string Count =
        """
        select
          (select count(*) from feedback where team_id = @Team and author = @User and status in (0, 4, 5))::int as drafts,
          (select count(*) from feedback where team_id = @Team and author = @User and status in (1, 2, 3) and shared_at is not null)::int as shared,
          (select count(*) from feedback where team_id = @Team and recipient = @User and status in (1, 2, 3) and delivered_at is not null)::int as received,
          (select count(*) from feedback_answer answer join feedback note on note.id = answer.feedback_id
            where note.team_id = @Team and note.recipient = @User)::int as answers,
          (select count(*) from feedback_mute where team_id = @Team and recipient = @User)::int as mutes,
          (select count(*) from feedback_request where team_id = @Team and asker = @User)::int as asked,
          (select count(*) from feedback_request where team_id = @Team and asked = @User)::int as asked_of,
          (select count(*) from talk_message where team_id = @Team and person = @User)::int as talk
        """;

    public IReadOnlyList<string> Tables => ["feedback", "feedback_answer", "feedback_mute", "feedback_request", "talk_message"];

    public async Task<IReadOnlyList<StoredKind>> CountAsync(Tx tx, PersonId person)
    {
        var counts = await tx.FindAsync<FeedbackCounts>(Count, new { person.Team, person.User }) ?? new FeedbackCounts(0, 0, 0, 0, 0, 0, 0, 0);
        return
        [
            new StoredKind("Drafts of feedback", counts.Drafts, "Only you."),
            new StoredKind("Notes you shared", counts.Shared, "You and the person each is for."),
            new StoredKind("Notes shared with you", counts.Received, "You and the person who wrote each."),
            new StoredKind("Your answers to notes", counts.Answers, "You and the person who wrote the note."),
            new StoredKind("People you muted", counts.Mutes, "Only you. They aren't told.") { Manage = (FeedbackIds.Action.ShowMuted, "Show") },
            new StoredKind("Requests for advice you made", counts.Asked, "You and the person you asked."),
            new StoredKind("Requests for advice to you", counts.AskedOf, "You and the person who asked."),
            new StoredKind("Which of your messages became which part of a draft", counts.Talk, "Nobody. Ids, no words."),
        ];
    }

    public Task<IReadOnlyList<ExportPart>> ExportAsync(Tx tx, PersonId person) => tx.ExportFeedbackAsync(cipher, person);

    public async Task EraseAsync(Tx tx, PersonId person, Instant now)
    {
        var others = await tx.ForgetAuthorAsync(person, now);
        others.UnionWith(await tx.ForgetReaderAsync(person, now));
        await tx.ForgetMutesAsync(cipher, person);
        await tx.ForgetRequestsAsync(person, now);
        foreach (var other in others) await tx.RefreshHomeAsync(other, now);
    }

    private sealed record FeedbackCounts(int Drafts, int Shared, int Received, int Answers, int Mutes, int Asked, int AskedOf, int Talk);
}
