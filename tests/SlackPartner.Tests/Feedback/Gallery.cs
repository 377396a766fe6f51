using System.Text.Json.Nodes;
using NodaTime;
using SlackPartner.Coach;
using SlackPartner.Feedback;
using SlackPartner.Home;
using SlackPartner.Home.Privacy;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Feedback;

/// <summary>One view as a person may see it, named after the function that draws it.</summary>
internal sealed record Drawn(string Name, object View)
{
    private JsonObject? _json;

    public JsonObject Json => _json ??= View switch
    {
        Modal modal => BlockJson.Write(modal),
        Message message => new JsonObject { ["text"] = message.Fallback, ["blocks"] = BlockJson.Write(message.Blocks) },
        HomeTab home => BlockJson.Write(home),
        _ => throw new ArgumentOutOfRangeException(nameof(View), View, null),
    };

    public IReadOnlyList<string> Problems => View switch
    {
        Modal modal => BlockLimits.Check(modal),
        Message message => BlockLimits.Check(message),
        HomeTab home => BlockLimits.Check(home),
        _ => throw new ArgumentOutOfRangeException(nameof(View), View, null),
    };

    /// <summary>Every object of the JSON, with its property's name.</summary>
    public IEnumerable<(string Property, JsonObject Node)> Nodes => Walk("", Json);

    public override string ToString() => Name;

    public static IEnumerable<(string Property, JsonObject Node)> Walk(string property, JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(child => Walk(child.Key, child.Value)).Prepend((property, json)),
        JsonArray list => list.SelectMany(child => Walk(property, child)),
        _ => [],
    };
}

/// <summary>Every view of the bot, drawn with any words.</summary>
internal static class Gallery
{
    private static readonly CommandNames Names = new();
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly LocalDate Today = new(2026, 11, 24);

    public static IReadOnlyList<Drawn> All(FeedbackText text)
    {
        var note = A.Note(text);
        var nobody = note with { RecipientUser = null, OccurredOn = null };
        var asked = note.Answer(AnswerKind.Question, FeedbackText.Empty with { Question = text.Question });
        var differently = note.Answer(AnswerKind.Differently, text with { Question = default, Request = default });
        var findings = Findings(text);
        var cited = note with { Evidence = new Evidence(text.Situation, new PrivateText("https://acme.slack.com/archives/C1/p1795521600000100")) };
        var motive = findings[1] with { Check = "motive" };
        var lifted = note with { Lifted = new Lifted(FeedbackIds.Field.Behavior, 0, 0, text.Behavior.Reveal().Length, 0, text.Impact) };
        SortedSentence unsure = new(text.Impact, SbiField.Impact, Confidence.Unsure, "");
        var page = new NotePage([note, nobody], 1, HasMore: true);
        var sent = new NotePage([note.Shared(), note.Delivered(), note.Answered(), note.TakenBack()], 0, HasMore: true);
        return
        [
            new("FormViews.Form", FormViews.Form(note)),
            new("FormViews.Form.empty", FormViews.Form(A.Note(FeedbackText.Empty) with { RecipientUser = null })),
            new("FormViews.Form.longer", FormViews.Form(note with { Text = Twice(text) })),

            new("FormViews.Form.cited", FormViews.Form(cited)),
            new("FormViews.Form.unsure", FormViews.Form(note, [unsure])),
            new("FormViews.Form.several", FormViews.Form(note with { RecipientUser = null }, [.. Enumerable.Repeat(unsure, 7)], FormViews.WhoIs(text.Question))),
            new("ReviewViews.Review", ReviewViews.Review(note, [], Today)),
            new("ReviewViews.Review.nobody", ReviewViews.Review(nobody, [], Today)),
            new("ReviewViews.Review.findings", ReviewViews.Review(note, findings, Today)),
            new("ReviewViews.Review.more", ReviewViews.Review(note, findings, Today, showAll: true)),
            new("ReviewViews.Review.cited", ReviewViews.Review(cited, [], Today)),
            new("ReviewViews.Review.motive", ReviewViews.Review(note, [motive], Today)),
            new("ReviewViews.Review.moved", ReviewViews.Review(lifted, [], Today)),
            new("ReviewViews.Review.notice", ReviewViews.Review(note, [], Today, notice: FeedbackSentences.Of(FeedbackRefusal.AlreadyShared))),
            new("ReviewViews.Review.week", ReviewViews.Review(note, [], Today.PlusDays(8))),
            new("ReviewViews.Review.month", ReviewViews.Review(note, [], Today.PlusDays(40))),
            new("ReviewViews.Changed", ReviewViews.Changed(note, Today)),
            new("ReviewViews.OnItsWay", ReviewViews.OnItsWay(note, isHeld: false)),
            new("ReviewViews.OnItsWay.held", ReviewViews.OnItsWay(note, isHeld: true)),
            new("ReviewViews.Saved", ReviewViews.Saved(note, Names)),
            new("ReviewViews.Discarded", ReviewViews.Discarded),

            new("CardViews.Delivery", CardViews.Delivery(note.Shared(), isFirst: false)),
            new("CardViews.Delivery.cited", CardViews.Delivery(cited.Shared(), isFirst: false)),
            new("CardViews.Delivery.first", CardViews.Delivery(note.Shared(), isFirst: true)),
            new("CardViews.Reminder", CardViews.Reminder(note.Delivered())),
            new("CardViews.Settled.thanked", CardViews.Settled(note.Answered(), note.Answer(AnswerKind.ThankYou), Berlin)),
            new("CardViews.Settled.waits", CardViews.Settled(note.Delivered(), note.Answer(AnswerKind.NeedTime), Berlin)),
            new("CardViews.Settled.tomorrow", CardViews.Settled(note.Delivered(), note.Answer(AnswerKind.NeedTime) with { RemindAt = A.Noon + Duration.FromHours(20) }, Berlin)),
            new("CardViews.Settled.asked", CardViews.Settled(note.Answered(), asked, Berlin)),
            new("CardViews.Settled.differs", CardViews.Settled(note.Answered(), differently, Berlin)),
            new("CardViews.Delivery.longer", CardViews.Delivery(note.Shared() with { Text = Twice(text) }, isFirst: true)),
            new("CardViews.Reminder.longer", CardViews.Reminder(note.Delivered() with { Text = Twice(text) })),
            new("CardViews.Settled.longer", CardViews.Settled(note.Answered() with { Text = Twice(text) }, differently, Berlin)),
            new("CardViews.TakenBack", CardViews.TakenBack(note.TakenBack())),
            new("CardViews.Muted", CardViews.Muted(note, new HelpTexts("Talk to People Operations: people@example.com"))),
            new("CardViews.Read", CardViews.Read(note.Delivered(), null, Berlin)),
            new("CardViews.Read.waits", CardViews.Read(note.Delivered(), note.Answer(AnswerKind.NeedTime), Berlin)),
            new("CardViews.Read.differs", CardViews.Read(note.Answered(), differently, Berlin)),
            new("CardViews.NeedTimeForm", CardViews.NeedTimeForm(note, new Preference(A.Bob, Berlin), Instant.FromUtc(2026, 11, 24, 12, 0), meeting: null)),
            new("CardViews.NeedTimeForm.friday", CardViews.NeedTimeForm(note, new Preference(A.Bob, Berlin), Instant.FromUtc(2026, 11, 27, 12, 0), meeting: null)),
            new("CardViews.NeedTimeForm.meeting", CardViews.NeedTimeForm(note, new Preference(A.Bob, Berlin), Instant.FromUtc(2026, 11, 24, 12, 0), Instant.FromUtc(2026, 11, 24, 15, 0))),
            new("CardViews.QuestionForm", CardViews.QuestionForm(note)),
            new("CardViews.DifferentlyForm", CardViews.DifferentlyForm(note)),
            new("CardViews.Delivered", CardViews.Delivered(note.Delivered())),
            new("CardViews.Undelivered", CardViews.Undelivered(note)),
            new("CardViews.AnsweredNote.thanked", CardViews.AnsweredNote(note, note.Answer(AnswerKind.ThankYou))),
            new("CardViews.AnsweredNote.waits", CardViews.AnsweredNote(note, note.Answer(AnswerKind.NeedTime))),
            new("CardViews.AnsweredNote.asked", CardViews.AnsweredNote(note, asked)),
            new("CardViews.AnsweredNote.differs", CardViews.AnsweredNote(note, differently)),

            new("CardViews.AnsweredNote.longer", CardViews.AnsweredNote(note, differently with { Text = Twice(text) })),
            new("CardViews.ReadAnswer", CardViews.ReadAnswer(note, differently)),

            .. Timing(note, nobody),
            .. Settings(),

            new("CheckViews.Checked.nothing", CheckViews.Checked(text.Behavior, [])),
            new("CheckViews.Checked.one", CheckViews.Checked(text.Behavior, [findings[0]])),
            new("CheckViews.Checked.many", CheckViews.Checked(text.Behavior, [.. Enumerable.Repeat(findings[0], 12)])),
            new("CheckViews.NothingToCheck", CheckViews.NothingToCheck(Names)),
            new("HelpViews.Help", HelpViews.Help(Names)),
            new("ListViews.Drafts", ListViews.Drafts(page, Names)),
            new("ListViews.Drafts.empty", ListViews.Drafts(new NotePage([], 0, HasMore: false), Names)),
            new("ListViews.Inbox", ListViews.Inbox(new NotePage([note.Delivered(), note.Answered()], 0, HasMore: false))),
            new("ListViews.Inbox.empty", ListViews.Inbox(new NotePage([], 0, HasMore: false))),
            new("ListViews.Sent", ListViews.Sent(sent, Names)),
            new("ListViews.Sent.empty", ListViews.Sent(new NotePage([], 0, HasMore: false), Names)),
            new("NoteViews.Notice", NoteViews.Notice("Shared", "A sentence.")),
            .. Enum.GetValues<FeedbackRefusal>().Select(refusal => new Drawn($"NoteViews.Refused.{refusal}", NoteViews.Refused(refusal))),

            .. Advice.AdviceGallery.All(text, findings),
            .. TalkGallery.All(note),
            .. Partners.PartnerGallery.All(),
            .. CoolDowns.CoolDownGallery.All(text),
            .. Nudges.NudgeGallery.All(text),
            .. OneOnOnes.OneOnOneGallery.All(text),

            new("CardViews.Orphaned", CardViews.Orphaned(note.Delivered().Orphan())),
            new("CardViews.Orphaned.longer", CardViews.Orphaned((note.Delivered() with { Text = Twice(text) }).Orphan())),
            new("CardViews.Settled.orphan", CardViews.Settled(note.Answered().Orphan(), asked, Berlin)),
            new("CardViews.Read.orphan", CardViews.Read(note.Delivered().Orphan(), null, Berlin)),
            new("PrivacyViews.Blank", PrivacyViews.Blank),
            new("ListViews.Inbox.orphan", ListViews.Inbox(new NotePage([note.Delivered().Orphan()], 0, HasMore: false))),
            new("ListViews.Sent.orphan", ListViews.Sent(new NotePage([note.Delivered() with { RecipientUser = null }], 0, HasMore: false), Names)),
            new("MutedViews.List", MutedViews.List([new("U0BOB", A.Noon), new("#0123456789abcdef", A.Noon)])),
            new("MutedViews.List.empty", MutedViews.List([])),
            new("MutedViews.List.many", MutedViews.List([.. Enumerable.Range(0, 200).Select(n => new MutedPerson("U0BOB", A.Noon - Duration.FromDays(n)))])),

            new("HomeViews.Home", Home([.. HomeNotes(perPart: 2)], new Leaving(2, A.Noon - Duration.FromDays(29), A.Noon - Duration.FromDays(29), 1, A.Noon - Duration.FromDays(175), A.Noon - Duration.FromDays(175)))),
            new("HomeViews.Home.leaving", Home([.. HomeNotes(perPart: 1)], new Leaving(1, A.Noon - Duration.FromDays(40), A.Noon - Duration.FromDays(40), 2, A.Noon - Duration.FromDays(179), A.Noon - Duration.FromDays(175)))),
            new("HomeViews.Home.orphans", Home([.. HomeNotes(perPart: 1).Select(one => one with { Other = one.Part is HomePart.Received ? UserId.Gone : null })], Nothing)),
            new("HomeViews.Home.full", HomeViews.Home([.. Enumerable.Repeat(new HomeCard([.. Many(50)], [.. Many(50)]), 4)], A.Noon.InZone(Berlin))),
            new("HomeViews.Home.empty", Home([], Nothing)),
            new("HomeViews.Blank", HomeViews.Blank(Names)),
            new("PrivacyViews.Stored", PrivacyViews.Stored([new("Drafts of feedback", 2, "Only you."), new("Notes you shared", 0, "You."), new("People you muted", 1, "Only you.") { Manage = (FeedbackIds.Action.ShowMuted, "Show") }], new Retention())),
            new("PrivacyViews.Stored.exported", PrivacyViews.Stored([new("Drafts of feedback", 2, "Only you.")], new Retention(1, 2), isExported: true)),
            new("PrivacyViews.Stored.nothing", PrivacyViews.Stored([new("Drafts of feedback", 0, "Only you.")], new Retention())),
            new("PrivacyViews.Stored.many", PrivacyViews.Stored([.. Enumerable.Range(1, 200).Select(n => new StoredKind($"Kind {n}", n, "Only you."))], new Retention())),
            new("PrivacyViews.EraseForm", PrivacyViews.EraseForm),
            new("PrivacyViews.Erased", PrivacyViews.Erased),
            new("PrivacyViews.Farewell", PrivacyViews.Farewell),
        ];
    }

    private static IReadOnlyList<Drawn> Timing(FeedbackNote note, FeedbackNote nobody)
    {
        var reader = A.Hours();
        var plan = note.Scheduled().Plan!; // planned
        var friday = new SendPlan(new LocalDateTime(2026, 11, 27, 15, 0), Instant.FromUtc(2026, 11, 27, 14, 0));
        var evening = new LocalDateTime(2026, 11, 24, 19, 30);
        FeedbackNote Chose(AskChoice choice) => note.Asked() with { Status = FeedbackStatus.Draft, Choice = choice };
        return
        [
            new("ReviewViews.Review.planned", ReviewViews.Review(note.Scheduled(), [], Today)),
            new("ReviewViews.Review.asking", ReviewViews.Review(note.Asked(), [], Today)),
            new("ReviewViews.Review.for_one_on_one", ReviewViews.Review(Chose(AskChoice.InOurOneOnOne), [], Today)),
            new("ReviewViews.Review.evening", ReviewViews.Review(note, [], Today, hour: new ReaderHour(reader, evening))),
            new("ReviewViews.Review.friday", ReviewViews.Review(note, [], Today, hour: new ReaderHour(reader, friday.Local))),
            new("ReviewViews.Saved.planned", ReviewViews.Saved(note.Scheduled(), Names)),
            new("TimingViews.Form", TimingViews.Form(note, plan, Berlin, DateTimeZoneProviders.Tzdb["America/New_York"])),
            new("TimingViews.PlannedCard", TimingViews.PlannedCard(note.Scheduled(), plan)),
            new("TimingViews.Form.set", TimingViews.Form(note.Scheduled(), plan, Berlin, Berlin)),
            new("TimingViews.Planned", TimingViews.Planned(note.Scheduled(), plan, plan.Local, reader, DateTimeZoneProviders.Tzdb["Pacific/Auckland"])),
            new("TimingViews.Planned.shifted", TimingViews.Planned(note.Scheduled(), plan, plan.Local.PlusHours(-1), reader, Berlin)),
            new("TimingViews.Planned.friday", TimingViews.Planned(note.Scheduled(), friday, friday.Local, reader, Berlin)),
            new("TimingViews.NotSent", TimingViews.NotSent(note, FeedbackRefusal.PairLimit)),
            new("TimingViews.NotSent.out_of_reach", TimingViews.NotSent(note, FeedbackRefusal.OutOfReach)),
            new("TimingViews.SleepOnIt", TimingViews.SleepOnIt(plan.Local)),
            new("TimingViews.SleptOn", TimingViews.SleptOn(note, Today)),
            new("TimingViews.SleptOn.nobody", TimingViews.SleptOn(nobody, Today)),
            new("TimingViews.SleptOn.longer", TimingViews.SleptOn(note with { Text = Twice(note.Text) }, Today)),
            new("ListViews.Drafts.planned", ListViews.Drafts(new NotePage([note.Scheduled(), note.Asked(), Chose(AskChoice.InOurOneOnOne)], 0, HasMore: false), Names)),

            new("AskViews.Card", AskViews.Card(note.Asked(), isFirst: false)),
            new("AskViews.Card.first", AskViews.Card(note.Asked(), isFirst: true)),
            new("AskViews.Card.no_date", AskViews.Card(note.Asked() with { OccurredOn = null }, isFirst: false)),
            .. Enum.GetValues<AskChoice>().SelectMany(choice => new Drawn[]
            {
                new($"AskViews.Settled.{choice}", AskViews.Settled(Chose(choice) with { Plan = choice is AskChoice.TomorrowMorning ? plan : null })),
                new($"AskViews.Told.{choice}", AskViews.Told(Chose(choice) with { Plan = choice is AskChoice.TomorrowMorning ? plan : null }, choice)),
            }),
            new("AskViews.Closed", AskViews.Closed),
            new("AskViews.Stopped", AskViews.Stopped),
            new("AskViews.Asked", AskViews.Asked(note.Asked(), isHeld: false)),
            new("AskViews.Asked.held", AskViews.Asked(note.Asked(), isHeld: true)),
            new("CardViews.AnswerWaits", CardViews.AnswerWaits(note)),
        ];
    }

    private static IReadOnlyList<Drawn> Settings()
    {
        MessageKind[] kinds = [new("advice", "Requests for advice", "A colleague asks what you would do differently."), new("ask_first", "Questions before feedback", "A colleague asks first.")];
        var own = A.Hours("America/Argentina/Ushuaia") with { HasOwnZone = true, Days = WorkDays.Monday | WorkDays.Sunday, StoppedKinds = ["advice"], QuietStart = LocalTime.Midnight, QuietEnd = LocalTime.Midnight };
        return
        [
            new("SettingsViews.Form", SettingsViews.Form(A.Hours(), Berlin, kinds, A.Noon)),
            new("SettingsViews.Form.own", SettingsViews.Form(own, Berlin, kinds, A.Noon)),
            new("SettingsViews.Form.no_kinds", SettingsViews.Form(A.Hours(), Berlin, [], A.Noon)),
            new("SettingsViews.Form.many_kinds", SettingsViews.Form(A.Hours(), Berlin, [.. Enumerable.Range(1, 25).Select(n => new MessageKind($"kind_{n}", $"Kind {n}", "What it means."))], A.Noon)),
            new("SettingsViews.Saved", SettingsViews.Saved(A.Hours() with { WorkEnd = new LocalTime(20, 0) }, A.Noon)),
        ];
    }

    private static readonly Leaving Nothing = new(0, null, null, 0, null, null);

    private static HomeTab Home(IReadOnlyList<HomeNote> notes, Leaving leaving) =>
        HomeViews.Home([HomeCardViews.Draw(notes, leaving, new Retention(), A.Noon.InZone(Berlin), Names)], A.Noon.InZone(Berlin));

    private static IEnumerable<Block> Many(int count) => Enumerable.Range(1, count).Select(n => new Block.Section($"Row {n}"));

    private static IEnumerable<HomeNote> HomeNotes(int perPart) =>
        from part in Enum.GetValues<HomePart>()
        from number in Enumerable.Range(1, perPart)
        let status = part switch
        {
            HomePart.Drafts => number == 1 ? FeedbackStatus.Draft : FeedbackStatus.Asking,
            HomePart.Scheduled => FeedbackStatus.Scheduled,
            HomePart.Received => FeedbackStatus.Answered,
            HomePart.Shared => number switch { 1 => FeedbackStatus.Shared, 2 => FeedbackStatus.TakenBack, _ => FeedbackStatus.Answered },
            _ => FeedbackStatus.Shared,
        }
        select new HomeNote(
            FeedbackId.From(new Guid(number, (short)part, 0, 0, 0, 0, 0, 0, 0, 0, 1)), 2, new UserId("U0BOB"), status, Today.PlusDays(-number),
            part is HomePart.Scheduled ? Today.PlusDays(number).At(new LocalTime(9, 30)) : null, IsDelivered: part is not HomePart.Shared, part, InAll: perPart + 4);

    /// <summary>Words at the start of each part, and one finding about a whole part.</summary>
    private static List<Finding> Findings(FeedbackText text)
    {
        Finding One(SbiField field, PrivateText part, int length) => new(
            "judgment", field, 0, Math.Min(length, part.Reveal().Length), 3, Confidence.Sure, "judgment.test", "This judges rather than tells.", "What did you see?",
            $"In place of “{part.Reveal()[..Math.Min(12, part.Reveal().Length)]}”, say what happened.");
        return
        [
            One(SbiField.Situation, text.Situation, 12), One(SbiField.Behavior, text.Behavior, 12), One(SbiField.Impact, text.Impact, 12),
            One(SbiField.Behavior, text.Behavior, int.MaxValue) with { Check = "missing" },
        ];
    }

    private static FeedbackText Twice(FeedbackText text)
    {
        static PrivateText Long(PrivateText part) => new(string.Concat(Enumerable.Repeat(part.Reveal() + " ", 1 + (6000 / (part.Reveal().Length + 1)))));
        return new FeedbackText(Long(text.Situation), Long(text.Behavior), Long(text.Impact), Long(text.Question), Long(text.Request));
    }
}
