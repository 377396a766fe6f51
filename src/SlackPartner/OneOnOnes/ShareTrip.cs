using NodaTime;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Field = SlackPartner.OneOnOnes.OneOnOneIds.Field;

namespace SlackPartner.OneOnOnes;

/// <summary><c>/1on1 trip</c> and Add a Trip.</summary>
internal sealed class OpenTripForm(Database database, TextCipher cipher) : IHandle<SlashCommand>, IHandle<BlockAction>
{
    public Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel) => OpenAsync(command.Actor, AgendaViews.Whole(command.Text), cancel);

    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => OpenAsync(action.Actor, default, cancel);

    private async Task<Reply> OpenAsync(PersonId actor, PrivateText typed, CancellationToken cancel) =>
        new Reply.Open(OverviewViews.TripForm(typed, await database.ReadAsync(tx => tx.ListTripsAsync(cipher, actor), cancel)));
}

/// <summary>Remove, beside one's own trip: what was proposed for it goes along.</summary>
internal sealed class RemoveTrip(Database database, TextCipher cipher) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var left = await database.WriteAsync(
            async tx =>
            {
                if (TripId.TryParse(action.Value) is { } id) await tx.DeleteTripAsync(action.Actor, id);
                return await tx.ListTripsAsync(cipher, action.Actor);
            },
            cancel);
        return action.ShowInPlaceOf(OneOnOneIds.View.Trip, OverviewViews.TripForm(default, left));
    }
}

/// <summary>The form came in: kept until its last day, and compared with each partner's trips and home.</summary>
internal sealed class SubmitTrip(Database database, TextCipher cipher, IPartnerDirectory partners, Schedules schedules, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        var (form, actor, now) = (submission.Form, submission.Actor, clock.GetCurrentInstant());
        var today = now.DateIn(await schedules.ZoneAsync(actor, cancel));
        var (place, from, until) = (form[Field.Place].Trimmed(), form.Date(Field.From), form.Date(Field.Until));
        Dictionary<string, string> errors = [];
        if (place.IsBlank) errors[Field.Place] = OneOnOneSentences.Of(OneOnOneRefusal.NothingWritten);
        if (TripRules.Check(from, until, today) is { } refusal) OneOnOneSentences.BesideDays(errors, from, until, refusal);
        if (errors.Count > 0 || from is not { } first || until is not { } last) return new Reply.Errors(errors);

        var trip = new Trip(TripId.New(), actor, place, first, last);
        var met = 0;
        await using var tx = await database.BeginAsync(cancel);
        // The same stay with other days takes the place of what was said before.
        foreach (var earlier in (await tx.ListTripsAsync(cipher, actor)).Where(one => TripRules.Overlap(one, trip))) await tx.DeleteTripAsync(actor, earlier.Id);
        await tx.AddAsync(cipher, trip, now);
        foreach (var partner in await partners.ListAsync(tx, actor))
        {
            var person = new PersonId(actor.Team, partner.User);
            var home = (await tx.FindKnownAsync(person)).Zone;
            if (TripRules.Meet(trip, await tx.ListTripsAsync(cipher, person), home) is not { } days) continue;
            var meetup = new Meetup(MeetupId.New(), Pair.Of(actor, partner.User), trip.Id, trip.Place, days.From, days.Until, null, null);
            await tx.AddAsync(meetup);
            foreach (var one in meetup.Pair.People)
                await tx.EnqueueAsync(new WorkItem(OneOnOneIds.Work.Meetup, $"{meetup.Id}:{one.User}", one, one == actor ? now : TripRules.ProposeAt(meetup, await tx.FindKnownAsync(one), now)) { NotAfter = now + Duration.FromDays(Period.DaysBetween(today, last) + 1) });
            met++;
        }
        await tx.CommitAsync();
        return new Reply.Update(OverviewViews.Notice(met == 0
            ? "Kept until the last day, then forgotten. Should a partner be there, too, both of you get a proposal."
            : "Kept until the last day. A partner is there, too: both of you get a proposal."));
    }
}

/// <summary>Brings the proposal, while both are partners and it is wanted.</summary>
internal sealed class ProposeMeetup(Database database, TextCipher cipher) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindMeetupAsync(cipher, work.To, work.Subject.Split(':')[0]) is { } meetup
                && (await tx.FindKnownAsync(work.To)).Wants(ReminderKinds.StopIdOf(ReminderKinds.Meetup))
            ? OverviewViews.Meetup(meetup, work.Person)
            : null,
        cancel);
}

/// <summary>Lunch, Coffee, In-Person 1:1 or Not This Time.</summary>
internal sealed class ChooseMeetup(Database database, TextCipher cipher, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var choice = action.ActionId switch
        {
            OneOnOneIds.Action.Lunch => MeetupChoice.Lunch,
            OneOnOneIds.Action.Coffee => MeetupChoice.Coffee,
            OneOnOneIds.Action.InPerson => MeetupChoice.InPerson,
            _ => MeetupChoice.NotThisTime,
        };
        var now = clock.GetCurrentInstant();
        await using var tx = await database.BeginAsync(cancel);
        if (await tx.FindMeetupAsync(cipher, action.Actor, action.Value) is not { } meetup) return action.Refuse(OneOnOneRefusal.NotFound);
        await tx.ChooseAsync(meetup, action.Actor.User, choice);
        var other = new PersonId(meetup.Pair.Team, meetup.Pair.Beside(action.Actor.User));
        if (choice is not MeetupChoice.NotThisTime)
            await tx.EnqueueAsync(new WorkItem(OneOnOneIds.Work.MeetupChoice, $"{meetup.Id}:{(int)choice}:{other.User}", other, now));
        if (choice is MeetupChoice.InPerson && await tx.FindSeriesAsync(meetup.Pair) is { } series)
            await tx.MarkInPersonAsync(series.Id, now);
        await tx.CommitAsync();
        return action.Settle(OverviewViews.MeetupChosen(meetup, action.Actor.User, choice));
    }
}

/// <summary>Tells the other one what was chosen.</summary>
internal sealed class TellMeetupChoice(Database database, TextCipher cipher) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx =>
        {
            if (work.Subject.Split(':') is not [var id, var choice, ..] || !Enum.TryParse<MeetupChoice>(choice, out var theirs)) return null;
            return await tx.FindMeetupAsync(cipher, work.To, id) is { } meetup ? OverviewViews.MeetupWish(meetup, work.Person, theirs, meetup.ChoiceOf(work.Person)) : null;
        },
        cancel);
}
