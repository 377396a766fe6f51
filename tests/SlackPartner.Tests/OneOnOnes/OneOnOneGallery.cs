using NodaTime;
using SlackPartner.Feedback;
using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.OneOnOnes;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Tests.Feedback;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.OneOnOnes;

/// <summary>Every view of this slice, drawn with any words.</summary>
internal static class OneOnOneGallery
{
    private static readonly CommandNames Names = new();
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    public static IReadOnlyList<Drawn> All(FeedbackText text)
    {
        var place = new PrivateText(text.Request.Reveal()[..Math.Min(PlanViews.LongestPlace, text.Request.Reveal().Length)]);
        var plan = A.Plan() with { Place = place };
        var biweekly = plan with { Time = new LocalTime(6, 30), EveryWeeks = 2, InPersonEvery = 4, Ruler = A.Bob.User };
        var series = A.Series(plan);
        var occurrence = A.Occurrence();
        var moved = occurrence with { MovedTo = new LocalDateTime(2026, 11, 26, 15, 0), StartsAt = Instant.FromUtc(2026, 11, 26, 20, 0) };
        var notice = Notice(plan, occurrence, openItems: 9);
        AgendaItem[] items =
        [
            A.Item(text.Situation), A.Item(text.Behavior) with { Author = A.Bob.User, NotBefore = A.Noon + Duration.FromDays(10), PutOff = 1 },
            A.Item(default) with { Hint = AgendaHint.Feedback }, A.Item(default) with { Hint = AgendaHint.CoolDown }, A.Item(default) with { Hint = AgendaHint.GreyZone },
        ];
        var open = Asked();
        var answered = Asked((A.Ann.User, text.Impact), (A.Bob.User, text.Behavior)) with { Status = QuestionStatus.Revealed };
        var meetup = new Meetup(default, series.Pair, default, place, new LocalDate(2026, 11, 24), new LocalDate(2026, 11, 25), null, null);
        var page = new AgendaPage(series, A.Ann.User, NewYork, plan, occurrence, open, items, 60, 1, A.Noon);
        Standing[] standings =
        [
            new(A.Bob.User, series, plan, null, occurrence with { InPerson = true }, 3), new(A.Cleo.User, series, null, plan with { Proposer = A.Cleo.User }, null, 0),
            new(A.Bob.User, series, null, plan, null, 0), new(A.Bob.User, series with { PausedUntil = new LocalDate(2027, 1, 3) }, plan, null, null, 1), new(A.Bob.User, null, null, null, null, 0),
        ];
        return
        [
            new("PlanViews.SetUpForm", PlanViews.SetUpForm(A.Ann.User, A.Bob.User, NewYork, Berlin, null, "U0BOB|-")),
            new("PlanViews.SetUpForm.changed", PlanViews.SetUpForm(A.Bob.User, A.Ann.User, Berlin, NewYork, biweekly, "U0ANN|1", "A notice.")),
            new("PlanViews.Proposal", PlanViews.Proposal(Seen(plan, A.Bob.User))),
            new("PlanViews.Proposal.change", PlanViews.Proposal(Seen(plan with { Time = new LocalTime(17, 30) }, A.Bob.User) with { IsChange = true })),
            new("PlanViews.Proposal.early", PlanViews.Proposal(Seen(biweekly, A.Bob.User))),
            new("PlanViews.Proposal.gap", PlanViews.Proposal(Seen(plan with { FirstOn = new LocalDate(2026, 11, 22), Time = new LocalTime(2, 30) }, A.Bob.User))),
            new("PlanViews.OpenProposal", PlanViews.OpenProposal(Seen(plan, A.Bob.User))),
            new("PlanViews.SettledProposal.confirmed", PlanViews.SettledProposal(Seen(plan with { Status = PlanStatus.Confirmed }, A.Bob.User))),
            new("PlanViews.SettledProposal.declined", PlanViews.SettledProposal(Seen(plan with { Status = PlanStatus.Declined }, A.Bob.User))),
            new("PlanViews.SettledProposal.replaced", PlanViews.SettledProposal(Seen(plan with { Status = PlanStatus.Replaced }, A.Bob.User))),
            new("PlanViews.SettledProposal.taken_back", PlanViews.SettledProposal(Seen(plan with { Status = PlanStatus.TakenBack }, A.Bob.User))),
            new("PlanViews.Canceled", PlanViews.Canceled(series, A.Ann.User)),
            new("PlanViews.Proposed", PlanViews.Proposed(Seen(plan, A.Ann.User))),
            new("PlanViews.Confirmed", PlanViews.Confirmed(Seen(plan, A.Ann.User), occurrence.StartsAt)),
            new("PlanViews.Declined", PlanViews.Declined(A.Bob.User)),

            new("ReminderViews.DayBefore", ReminderViews.DayBefore(notice, items, open)),
            new("ReminderViews.DayBefore.empty", ReminderViews.DayBefore(notice with { OpenItems = 0, Place = default }, [], open with { Status = QuestionStatus.Skipped })),
            new("ReminderViews.Soon", ReminderViews.Soon(notice with { Occurrence = occurrence with { InPerson = true } })),
            new("ReminderViews.Snoozed", ReminderViews.Snoozed(occurrence.StartsAt, Berlin, sameDay: true)),
            new("ReminderViews.Snoozed.later", ReminderViews.Snoozed(occurrence.StartsAt, Berlin, sameDay: false)),
            new("ReminderViews.Stopped", ReminderViews.Stopped(ReminderKinds.Soon, Names)),
            new("ReminderViews.After", ReminderViews.After(notice)),
            .. Enum.GetValues<OccurrenceStatus>().Select(status => new Drawn(
                $"ReminderViews.AfterSettled.{status}", ReminderViews.AfterSettled(moved with { Status = status, AnsweredBy = A.Bob.User }, series.Pair, A.Ann.User, NewYork))),
            new("ReminderViews.Missed", ReminderViews.Missed(series.Pair, A.Ann.User, series.Id)),
            .. Enum.GetValues<MeetingChange>().Select(change => new Drawn(
                $"ReminderViews.Changed.{change}", ReminderViews.Changed(notice with { PausedFrom = new(2026, 12, 21), PausedUntil = new(2027, 1, 3) }, change, change is MeetingChange.Shifted ? null : A.Bob.User))),

            new("AgendaViews.Agenda", AgendaViews.Agenda(page)),
            new("AgendaViews.Agenda.empty", AgendaViews.Agenda(page with { Plan = null, Next = null, Question = null, Items = [], Count = 0, Number = 0 })),
            new("AgendaViews.Agenda.paused", AgendaViews.Agenda(page with { Series = series with { PausedFrom = new(2026, 12, 21), PausedUntil = new(2027, 1, 3) }, Next = null, Question = null, Items = [], Count = 0, Number = 0 })),
            new("AgendaViews.AddItemForm", AgendaViews.AddItemForm([A.Bob.User], A.Bob.User, text.Situation)),
            new("AgendaViews.AddItemForm.several", AgendaViews.AddItemForm([A.Bob.User, A.Cleo.User], null, default)),
            new("AgendaViews.Added", AgendaViews.Added(A.Bob.User)),
            new("AgendaViews.QuestionForm", AgendaViews.QuestionForm(Asked((A.Ann.User, text.Impact)), A.Ann.User, A.Bob.User)),
            new("AgendaViews.QuestionForm.revealed", AgendaViews.QuestionForm(answered, A.Ann.User, A.Bob.User)),
            new("AgendaViews.QuestionForm.skipped", AgendaViews.QuestionForm(open with { Status = QuestionStatus.Skipped }, A.Ann.User, A.Bob.User)),
            new("AgendaViews.Revealed", AgendaViews.Revealed(answered, A.Ann.User, A.Bob.User)),
            new("AgendaViews.Revealed.longer", AgendaViews.Revealed(Asked((A.Ann.User, new PrivateText(new string('"', 6000))), (A.Bob.User, text.Behavior)), A.Ann.User, A.Bob.User)),

            new("OverviewViews.Overview", OverviewViews.Overview(standings, A.Ann.User, NewYork, Names)),
            new("OverviewViews.Overview.full", OverviewViews.Overview([.. Enumerable.Repeat(standings[0], 60)], A.Ann.User, NewYork, Names)),
            new("OverviewViews.Overview.empty", OverviewViews.Overview([], A.Ann.User, NewYork, Names)),
            new("OverviewViews.Help", OverviewViews.Help(Names)),
            new("OverviewViews.MoveForm", OverviewViews.MoveForm(occurrence, A.Bob.User, NewYork)),
            new("OverviewViews.PauseForm", OverviewViews.PauseForm(series, A.Bob.User, new LocalDate(2026, 11, 24))),
            new("OverviewViews.TripForm", OverviewViews.TripForm(default, [])),
            new("OverviewViews.TripForm.typed", OverviewViews.TripForm(text.Situation, [new(default, A.Ann, place, meetup.From, meetup.Until)])),
            new("AgendaViews.TooLongForForm", AgendaViews.TooLongForForm(Names).ShowingBack(text.Impact)),
            new("OverviewViews.Meetup", OverviewViews.Meetup(meetup, A.Ann.User)),
            .. Enum.GetValues<MeetupChoice>().Select(choice => new Drawn($"OverviewViews.MeetupChosen.{choice}", OverviewViews.MeetupChosen(meetup, A.Ann.User, choice))),
            new("OverviewViews.MeetupWish", OverviewViews.MeetupWish(meetup, A.Ann.User, MeetupChoice.Coffee, null)),
            new("OverviewViews.MeetupWish.both", OverviewViews.MeetupWish(meetup with { Until = meetup.From }, A.Ann.User, MeetupChoice.InPerson, MeetupChoice.InPerson)),
            new("OverviewViews.CalendarSent", OverviewViews.CalendarSent(Names)),
            new("OverviewViews.Notice", OverviewViews.Notice("A sentence.")),
            .. Enum.GetValues<OneOnOneRefusal>().Select(refusal => new Drawn($"OneOnOneSentences.{refusal}", new Message(OneOnOneSentences.Of(refusal)))),
            new("HomeViews.Home.one_on_ones", HomeViews.Home([OverviewViews.Home(standings, [.. items.Take(OverviewViews.MostItemsOnHome)], A.Ann.User, NewYork, Names)], A.Noon.InUtc())),
            new("HomeViews.Home.no_partner", HomeViews.Home([OverviewViews.Home([], [], A.Ann.User, NewYork, Names)], A.Noon.InUtc())),
        ];
    }

    private static PlanSeen Seen(Plan plan, UserId reader)
    {
        var (ann, bob) = (new Preference(A.Ann, NewYork), new Preference(A.Bob, Berlin));
        var outlook = plan.Ruler == A.Ann.User ? PlanWarnings.Look(plan, ann, bob) : PlanWarnings.Look(plan, bob, ann);
        return reader == A.Ann.User ? new(plan, A.Series(plan).Pair, reader, NewYork, Berlin, outlook) : new(plan, A.Series(plan).Pair, reader, Berlin, NewYork, outlook);
    }

    private static MeetingNotice Notice(Plan plan, Occurrence occurrence, int openItems) => new(
        occurrence, Pair.Of(A.Ann, A.Bob.User), A.Ann, NewYork, plan.MarginMinutes, plan.RemindMinutes, plan.Place, openItems, null, null, []);

    private static AskedNow Asked(params (UserId Person, PrivateText Words)[] answers) => new(
        A.SeriesOne, new LocalDate(2026, 11, 24), new DeckQuestion("easy.food", 1, "Which dish would you travel for?"), QuestionStatus.Open, answers.ToDictionary(answer => answer.Person, answer => answer.Words));
}
