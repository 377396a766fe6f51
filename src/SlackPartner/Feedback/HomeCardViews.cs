using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Feedback.FeedbackIds.Action;

namespace SlackPartner.Feedback;

/// <summary>Feedback's part of Home. Home is open while screens are shared, so words of notes stay in the lists.</summary>
internal static class HomeCardViews
{
    private static readonly LocalDatePattern Day = LocalDatePattern.Create("MMMM d", CultureInfo.InvariantCulture);
    private static readonly LocalDateTimePattern Plan = LocalDateTimePattern.Create("dddd, MMMM d 'at' HH:mm", CultureInfo.InvariantCulture);

    public static HomeCard Draw(IReadOnlyList<HomeNote> notes, Leaving leaving, Retention retention, ZonedDateTime now, CommandNames names) => new(
        Waiting: Part(notes, HomePart.Waiting, count => $"*{Count(count, "note")}* for you to answer"),
        Standing:
        [
            new Header("Feedback"),
            .. notes.Count == 0 ? HowToBegin(names) : [],
            new Actions(new Button(Action.Write, "Draft Feedback", "new") { Primary = true }),
            .. Part(notes, HomePart.Drafts, count => $"*{Count(count, "draft")}* not shared yet"),
            .. Leave(leaving.Drafts, "draft", leaving.FirstDraft, leaving.LastDraft, retention.Drafts, now, unless: " unless you open "),
            .. Part(notes, HomePart.Scheduled, count => $"*{Count(count, "note")}* waiting for a good time"),
            .. Part(notes, HomePart.Received, count => $"*{Count(count, "note")} received*"),
            .. Part(notes, HomePart.Shared, count => $"*{Count(count, "note")} shared*"),
            .. Leave(leaving.Shared, "shared note", leaving.FirstShared, leaving.LastShared, retention.Shared, now),
        ]);

    private static IEnumerable<Block> HowToBegin(CommandNames names) =>
    [
        new Section(
            $"Good feedback names one moment: _In Tuesday's planning you asked Ana for her view before deciding. I learned about the risk in time._ Write yours here or with `{names.Sbi}`."),
        new Context("Your drafts, what you shared and what others share with you will be listed here."),
    ];

    private static IReadOnlyList<Block> Part(IReadOnlyList<HomeNote> notes, HomePart part, Func<int, string> heading)
    {
        var showAll = ListOf(part);
        var mine = notes.Where(note => note.Part == part).ToList();
        if (mine.Count == 0) return [];
        var inList = notes.Where(note => ListOf(note.Part) == showAll).DistinctBy(note => note.Part).Sum(note => note.InAll);
        var all = new Button(showAll, $"All {inList}", "0") { Label = $"The list with all {inList} of them" };
        return [new Section(heading(mine[0].InAll), all), .. mine.SelectMany(Rows)];
    }

    /// <summary>The list that holds a part whole; two parts share each of the first two.</summary>
    private static string ListOf(HomePart part) => part switch
    {
        HomePart.Drafts or HomePart.Scheduled => Action.ShowDrafts,
        HomePart.Waiting or HomePart.Received => Action.ShowInbox,
        _ => Action.ShowSent,
    };

    private static IEnumerable<Block> Rows(HomeNote note) => note.Part is HomePart.Scheduled ? [Row(note), new Actions([.. TimingViews.PlanButtons(note.Id, note.Version)])] : [Row(note)];

    private static Block Row(HomeNote note) => note.Part switch
    {
        HomePart.Waiting or HomePart.Received => new Section(
            $"From {Mrkdwn.Mention(note.Other ?? UserId.Gone)}{About(note)}", new Button(Action.Read, "Read", note.Id.ToString())),
        HomePart.Drafts => new Section($"{To(note)}{About(note)}{(note.Status is FeedbackStatus.Asking ? " · asked first" : "")}", OpenButton(note)),
        HomePart.Scheduled => new Section(
            $"{To(note)}{(note.SendLocal is { } at ? $" · {Plan.Format(at)}, their time" : "")}", OpenButton(note)),
        _ => new Context($"{To(note)}{About(note)}{StatusOf(note)}"),
    };

    private static Button OpenButton(HomeNote note) => new(Action.Review, "Open", note.Id.ToString());

    private static string To(HomeNote note) =>
        note.Other is { } other ? $"To {Mrkdwn.Mention(other)}" : note.Part is HomePart.Shared ? $"To {Mrkdwn.Mention(UserId.Gone)}" : "To nobody yet";

    private static string About(HomeNote note) => note.OccurredOn is { } date ? $" · about {Day.Format(date)}" : "";

    private static string StatusOf(HomeNote note) => note.Status switch
    {
        FeedbackStatus.Answered => " · answered",
        FeedbackStatus.TakenBack => " · taken back",
        FeedbackStatus.Shared when !note.IsDelivered && note.Other is not null => " · on its way",
        _ => "",
    };

    /// <summary>What goes within the week, said before it does.</summary>
    private static IEnumerable<Block> Leave(int count, string what, Instant? first, Instant? last, int days, ZonedDateTime now, string unless = "")
    {
        if (count == 0 || first is not { } from || last is not { } to) yield break;
        var (begins, ends) = (DayOf(from), DayOf(to));
        var when = begins == ends ? $"on {Day.Format(begins)}" : $"between {Day.Format(begins)} and {Day.Format(ends)}";
        yield return new Context($"{Count(count, what)} {(count == 1 ? "goes" : "go")} {when}{(unless.Length == 0 ? "" : unless + (count == 1 ? "it" : "them"))}.");

        LocalDate DayOf(Instant lastUsed) => LocalDate.Max(now.Date, (lastUsed + Duration.FromDays(days)).InZone(now.Zone).Date);
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
