using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>A person's own words out of feedback. Of what others wrote to them: ids and dates.</summary>
internal static class ExportFeedback
{
    private const int AllAtOnce = int.MaxValue;

    private const string ListReceived =
        """
        select id, author, status, occurred_on, shared_at
        from feedback
        where team_id = @Team and recipient = @User and status in (1, 2, 3) and delivered_at is not null
        order by shared_at, id
        """;

    private const string ListRequests =
        """
        select id, asker, asked, topic, created_at
        from feedback_request
        where team_id = @Team and (asker = @User or asked = @User)
        order by created_at, id
        """;

    public static async Task<IReadOnlyList<ExportPart>> ExportFeedbackAsync(this Tx tx, TextCipher cipher, PersonId person)
    {
        var args = new { person.Team, person.User };
        var sealer = await cipher.ForAsync(tx, person.Team);
        var drafts = await tx.ListWrittenAsync(cipher, person, drafts: true, AllAtOnce, offset: 0);
        var shared = await tx.ListWrittenAsync(cipher, person, drafts: false, AllAtOnce, offset: 0);
        var answers = await tx.ListGivenAnswersAsync(cipher, person);
        var requests = await tx.ListAsync<RequestRow>(ListRequests, args);
        return
        [
            new ExportPart("drafts", [.. drafts.Select(Note)]),
            new ExportPart("shared_by_you", [.. shared.Select(Note)]),
            new ExportPart("your_answers", [.. answers.Select(Answer)]),
            new ExportPart("shared_with_you", [.. (await tx.ListAsync<ReceivedRow>(ListReceived, args)).Select(row => row.Entry)]),
            new ExportPart("advice_you_asked_for", [.. requests.Where(row => row.Asker == person.User).Select(row => row.Own(sealer))]),
            new ExportPart("advice_asked_of_you", [.. requests.Where(row => row.Asked == person.User).Select(row => row.Others)]),
            new ExportPart("people_you_muted", [.. (await tx.ListMutedAsync(person)).Select(muted => new ExportEntry().Add("person", muted.Who).Add("since", muted.MutedAt))]),
        ];
    }

    private static ExportEntry Note(FeedbackNote note) => Words(
        new ExportEntry()
            .Add("id", note.Id.ToString()).Add("to", note.RecipientUser).Add("status", note.Status.ToString()).Add("about", note.OccurredOn)
            .Add("written_at", note.CreatedAt).Add("changed_at", note.UpdatedAt).Add("shared_at", note.SharedAt).Add("delivered_at", note.DeliveredAt)
            .Add("planned_for", note.Plan?.At).Add("linked_message", note.Evidence.Link),
        note.Text);

    private static ExportEntry Answer(FeedbackAnswer answer) => Words(
        new ExportEntry().Add("note", answer.Note.ToString()).Add("answer", answer.Kind.ToString()).Add("answered_at", answer.CreatedAt).Add("remind_at", answer.RemindAt),
        answer.Text);

    private static ExportEntry Words(ExportEntry entry, FeedbackText text) => entry
        .Add("situation", text.Situation).Add("behavior", text.Behavior).Add("impact", text.Impact).Add("question", text.Question).Add("request", text.Request);

    private sealed record ReceivedRow(FeedbackId Id, UserId Author, int Status, LocalDate? OccurredOn, Instant? SharedAt)
    {
        public ExportEntry Entry => new ExportEntry()
            .Add("id", Id.ToString()).Add("from", Author).Add("status", ((FeedbackStatus)Status).ToString()).Add("about", OccurredOn).Add("shared_at", SharedAt);
    }

    private sealed record RequestRow(Guid Id, UserId Asker, UserId Asked, byte[]? Topic, Instant CreatedAt)
    {
        public ExportEntry Own(WorkspaceCipher sealer) => new ExportEntry()
            .Add("id", Id.ToString("N")).Add("asked", Asked).Add("asked_at", CreatedAt).Add("topic", sealer.Open("feedback_request", "topic", Id.ToString("N"), Topic));

        public ExportEntry Others => new ExportEntry().Add("id", Id.ToString("N")).Add("from", Asker).Add("asked_at", CreatedAt);
    }
}
