using NodaTime;
using SlackPartner.Coach;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>Writes, reads and draws a note of nobody's in a transaction that is rolled back.</summary>
internal sealed class FeedbackWarmUp(Database database, TextCipher cipher, CommandNames names, IClock clock) : IWarmUp
{
    private const string AddWorkspace =
        """
        insert into workspace (team_id, bot_user_id, installed_at)
        values (@team, '', @now)
        on conflict (team_id) do nothing
        """;

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var team = new TeamId("warm-up");
        var (author, reader) = (new PersonId(team, new UserId("author")), new PersonId(team, new UserId("reader")));
        var sorted = SentenceSorter.Sort(new PrivateText("In Monday's planning you said no twice. I lost track and you never asked."));
        var text = FeedbackText.Empty with { Situation = sorted.Situation, Behavior = sorted.Behavior, Impact = sorted.Impact };
        var note = FeedbackRules.Begin(FeedbackId.New(), author, reader.User, now.DateIn(DateTimeZone.Utc), text, now);

        await using var tx = await database.BeginAsync(cancel); // never committed
        await tx.ExecuteAsync(AddWorkspace, new { team, now });
        await cipher.CreateKeyAsync(tx, team);
        await tx.AddAsync(cipher, note);
        if (await tx.FindFeedbackAsync(cipher, team, note.Id) is not { } found) return;
        await tx.SaveAsync(cipher, found with { Status = FeedbackStatus.Shared, DeliveredAt = now });
        await tx.AddAnswerAsync(cipher, team, new FeedbackAnswer(note.Id, AnswerKind.ThankYou, FeedbackText.Empty, RemindAt: null, now));
        var answers = await tx.ListAnswersAsync(cipher, note);
        await tx.CountSharedAsync(note, since: now);
        await tx.IsFirstContactAsync(reader, note.Id.Value);
        await tx.HasMutedAsync(reader, author.User);

        BlockJson.Write(FormViews.Form(found)).ToJsonString(BlockJson.Options);
        BlockJson.Write(ReviewViews.Review(found, NoteCoach.Check(found), now.DateIn(DateTimeZone.Utc))).ToJsonString(BlockJson.Options);
        BlockJson.Write(CardViews.Settled(found, answers[0], DateTimeZone.Utc).Blocks);
        BlockJson.Write(ListViews.Drafts(await tx.DraftsPageAsync(cipher, author, page: 0), names));
        BlockJson.Write(ListViews.Inbox(await tx.InboxPageAsync(cipher, reader, page: 0)));
        BlockJson.Write(new HomeTab(FeedbackHomeCard.Draw(await tx.CountForHomeAsync(author), names).Standing));
        cipher.Forget(team); // its key is rolled back with the rest
    }
}
