using NodaTime;
using NodaTime.Text;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.CoolDowns.CoolDownIds.Action;
using Field = SlackPartner.CoolDowns.CoolDownIds.Field;

namespace SlackPartner.CoolDowns;

/// <summary>Writing instead of talking: the page, and what may become of it.</summary>
internal static class WriteOutViews
{
    private const int LongestInput = 3000;
    private const int ExcerptLength = 80;
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("MMMM d");

    public static Modal Form(WriteOutId id, UserId? about) => new(
        CoolDownIds.View.WriteOut,
        "Write it out",
        [
            new Section($"Seven minutes, for you alone{(about is { } user ? $", about you and {Mrkdwn.Mention(user)}" : "")}. Write as a neutral third party would who wants the best for both of you."),
            Prompt(Field.Happened, "What happened, as they would tell it?", "What a stranger at the table would have seen and heard.", focus: true),
            Prompt(Field.Hard, "What makes that view hard to take?", "What gets in the way when you are in the middle of it."),
            Prompt(Field.NextTime, "What could you try next time?", "One small thing that is yours to do."),
            new Context("It goes after 7 days unless you keep it. Borrowed from research on couples."),
        ])
    {
        Submit = "Save",
        Close = "Cancel",
        Metadata = $"{id}|{about?.Value}",
    };

    /// <param name="hasAgenda">It is about someone the author shares an agenda with.</param>
    public static Modal Written(WriteOut page, DateTimeZone zone, bool hasAgenda) => new(
        CoolDownIds.View.Written,
        "Written out",
        [
            .. Parts(page),
            new Context($"Only you can read this. {Stays(page, zone)}"),
            new Section("It can become something, or nothing. Both are fine."),
            new Actions(
                [
                    new Button(Action.MakeDraft, "Make It a Draft", page.Id.ToString()) { Label = "Make it a draft of feedback" },
                    .. hasAgenda && !page.Shareable.IsBlank ? [AgendaButton(page)] : Array.Empty<Element>(),
                    .. page.ExpiresAt is null ? Array.Empty<Element>() : [new Button(Action.Keep, "Keep It", page.Id.ToString())],
                    new Button(Action.Delete, "Delete It", page.Id.ToString())
                    {
                        Confirm = new Confirm("Delete this page?", "There is no way to bring it back.", "Delete It", "Keep It"),
                    },
                ]),
        ]);

    public static Modal List(IReadOnlyList<WriteOut> pages, DateTimeZone zone) => new(
        CoolDownIds.View.List,
        "Written out",
        pages.Count == 0
            ? [new Section("There is nothing here. Pages you write during a pause show up here for 7 days.")]
            :
            [
                .. pages.Select(page => new Section(
                    $"{Day.Format(page.CreatedAt.DateIn(zone))} · {Mrkdwn.Excerpt(page.Happened.IsBlank ? page.NextTime.IsBlank ? page.Hard : page.NextTime : page.Happened, ExcerptLength)}",
                    new Button(Action.OpenWritten, "Open", page.Id.ToString()))),
            ]);

    public static Modal Drafted(WriteOut page, DateTimeZone zone, CommandNames names) => CoolDownViews.Notice(
        $"It's a draft now: `{names.Sbi} drafts` brings it up. Nobody sees it unless you share it. The page stays, too. {Stays(page, zone)}");

    public static Modal DraftedBefore(WriteOut page, DateTimeZone zone, CommandNames names) => CoolDownViews.Notice(
        $"This page became a draft before: `{names.Sbi} drafts` brings it up unless you shared it. {Stays(page, zone)}");

    public static Modal OnAgenda(WriteOut page, UserId other, DateTimeZone zone) => CoolDownViews.Notice(
        $"{What(page)} is on your shared agenda with {Mrkdwn.Mention(other)}, who can read it there. The page stays with you alone. {Stays(page, zone)}");

    public static Modal OnAgendaBefore(WriteOut page, UserId other, DateTimeZone zone) => CoolDownViews.Notice(
        $"This page was put on your agenda with {Mrkdwn.Mention(other)} before. {Stays(page, zone)}");

    private static string What(WriteOut page) => page.NextTime.IsBlank ? "What happened" : "What to try next time";

    private static string Stays(WriteOut page, DateTimeZone zone) =>
        page.ExpiresAt is { } at ? $"It goes on {Day.Format(at.DateIn(zone))} unless you keep it." : "It is kept until you delete it.";

    private static Button AgendaButton(WriteOut page) => new(Action.AddToAgenda, "Add to 1:1", page.Id.ToString())
    {
        Confirm = new Confirm(
            "Put it on your agenda?", $"Your partner can read it there: {(page.NextTime.IsBlank ? "what happened" : "what to try next time")}, as you wrote it, and nothing else.", "Add to 1:1", "Go Back"),
    };

    private static IEnumerable<Block> Parts(WriteOut page) =>
        from part in new[] { ("What happened", page.Happened), ("What makes it hard", page.Hard), ("What to try next time", page.NextTime) }
        where !part.Item2.IsBlank
        from block in new Block[] { new Section($"*{part.Item1}*"), new Quote(part.Item2) }
        select block;

    private static Input Prompt(string field, string label, string hint, bool focus = false) =>
        new(field, label, new TextInput { Multiline = true, MaxLength = LongestInput, Focus = focus }) { Hint = hint, Optional = true };
}
