using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Field = SlackPartner.Feedback.Advice.AdviceIds.Field;

namespace SlackPartner.Feedback.Advice;

/// <summary><c>/sbi ask @kim our planning</c>: asks at once; what is missing is asked for in a form.</summary>
internal sealed class AskAdvice(AskingDesk desk) : IHandle<SlashCommand>
{
    public async Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel)
    {
        var order = SbiOrder.ReadAsk(command.Text);
        if (order.Person is null || order.Text.IsBlank)
        {
            var notice = order.Unknown.IsBlank ? null : AdviceViews.TakenForAName(order.Unknown);
            return new Reply.Open(AdviceViews.Form(AdviceId.New(), order.Person, order.Text, notice));
        }
        var asked = await desk.AskAsync(AdviceId.New(), command.Actor, order.Person, order.Text, cancel);
        return new Reply.Ephemeral(asked.Match(done => AdviceViews.Asked(done.Request, done.IsHeld), refusal => AdviceViews.Refused(refusal, order.Text)));
    }
}

/// <summary>The form came in.</summary>
internal sealed class SubmitAsk(AskingDesk desk) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        if (AdviceId.TryParse(submission.Metadata) is not { } id) return Reply.Done;
        var asked = await desk.AskAsync(id, submission.Actor, submission.Form.User(Field.To), submission.Form[Field.Topic], cancel);
        return asked.Match<Reply>(
            done => new Reply.Update(AdviceViews.AskedNotice(done.Request, done.IsHeld)),
            refusal => new Reply.Errors(
                refusal is AdviceRefusal.NoTopic or AdviceRefusal.TopicTooLong or AdviceRefusal.AlreadyAsked ? Field.Topic : Field.To, AdviceViews.Sentence(refusal)));
    }
}

/// <summary>A request that was taken.</summary>
/// <param name="IsHeld">The two are pausing: it goes out after that.</param>
internal sealed record TakenRequest(AdviceRequest Request, bool IsHeld);

/// <summary>Takes a request and queues its card, both or neither.</summary>
internal sealed class AskingDesk(Database database, TextCipher cipher, People people, Schedules schedules, HoldNotes holds, IClock clock)
{
    public async Task<Result<TakenRequest, AdviceRefusal>> AskAsync(AdviceId id, PersonId asker, UserId? chosen, PrivateText topic, CancellationToken cancel)
    {
        if (AdviceRules.Check(asker, chosen, topic) is { } missing) return missing;
        var asked = new PersonId(asker.Team, chosen!.Value); // Check saw one
        Person? profile;
        try
        {
            profile = await people.RefreshAsync(asked, cancel); // someone may have left since
        }
        catch (SlackException)
        {
            return AdviceRefusal.SlackBusy; // said with the words, which an apology would lose
        }
        if (profile?.IsBot == true) return AdviceRefusal.ToAnApp;
        var schedule = await schedules.FindAsync(asked, cancel);

        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        var lately = await tx.CountSharedAsync(asker, asked.User, since: now - Duration.FromDays(1)); // from here on one after the other
        var isHeld = await holds.AreApartAsync(tx, asker, asked);
        if (await tx.FindRequestAsync(cipher, asker.Team, id) is { } twice) return twice.Asker == asker ? new TakenRequest(twice, isHeld) : AdviceRefusal.NotFound;
        var facts = new AskedFacts(profile?.CanBeWrittenTo == true, await tx.HasMutedAsync(cipher, asked, asker.User), schedule.Wants(AdviceIds.Kind));
        var open = await tx.ListOpenRequestsAsync(cipher, asker, asked.User);
        if (!AdviceRules.Ask(id, asker, asked.User, topic, facts, open, lately, now).Succeeded(out var request, out var refusal)) return refusal;

        await tx.AddAsync(cipher, request);
        await tx.EnqueueAsync(new WorkItem(AdviceIds.Work.Deliver, request.Id.ToString(), asked, now));
        await tx.CommitAsync();
        return new TakenRequest(request, isHeld);
    }
}

/// <summary>Brings the card to the person who is asked.</summary>
internal sealed class DeliverRequest(Database database, TextCipher cipher, Schedules schedules, HoldNotes holds, IClock clock) : IMessageHandler
{
    public async Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel)
    {
        var schedule = await schedules.FindAsync(work.To, cancel);
        var asking = await database.ReadAsync(tx => tx.FindRequestAsync(cipher, work.TeamId, work.Subject), cancel);
        if (asking is null || await holds.PutOffAsync(work, asking.Asker, asking.CreatedAt, cancel)) return null;
        return await database.WriteAsync(
            async tx =>
            {
                if (await tx.FindRequestAsync(cipher, work.TeamId, work.Subject) is not { Status: AdviceStatus.Open } request) return null;
                if (schedule.Wants(AdviceIds.Kind) && !await tx.HasMutedAsync(cipher, work.To, request.Asker.User))
                    return AdviceViews.Card(request, await tx.IsFirstContactAsync(work.To, request.Id.Value));
                await ReturnAsync(tx, request); // stopped while it was on its way
                return null;
            },
            cancel);
    }

    /// <summary>From now on this is the card that answers change.</summary>
    public async Task SentAsync(Tx tx, ClaimedWork work, MessageRef at)
    {
        if (await tx.FindRequestAsync(cipher, work.TeamId, work.Subject) is { } request) await tx.SaveAsync(request with { Card = at });
    }

    public async Task UndeliverableAsync(Tx tx, ClaimedWork work)
    {
        if (await tx.FindRequestAsync(cipher, work.TeamId, work.Subject) is { Status: AdviceStatus.Open } request) await ReturnAsync(tx, request);
    }

    private async Task ReturnAsync(Tx tx, AdviceRequest request)
    {
        var now = clock.GetCurrentInstant();
        await tx.SaveAsync(request with { Status = AdviceStatus.Undelivered, UpdatedAt = now });
        await tx.EnqueueAsync(new WorkItem(AdviceIds.Work.Undelivered, request.Id.ToString(), request.Asker, now));
    }
}

/// <summary>Tells the one who asked that it could not be brought, and gives the words back.</summary>
internal sealed class TellNotAsked(Database database, TextCipher cipher) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindRequestAsync(cipher, work.TeamId, work.Subject) is { } request ? AdviceViews.Undelivered(request) : null, cancel);
}
