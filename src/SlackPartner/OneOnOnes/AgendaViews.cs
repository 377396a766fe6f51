using System.Globalization;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.OneOnOnes.OneOnOneIds.Action;
using Field = SlackPartner.OneOnOnes.OneOnOneIds.Field;

namespace SlackPartner.OneOnOnes;

/// <summary>One page of an agenda, with everything around it.</summary>
internal sealed record AgendaPage(
    Series Series, UserId Reader, DateTimeZone Zone, Plan? Plan, Occurrence? Next, AskedNow? Question, IReadOnlyList<AgendaItem> Items, int Count, int Number, Instant Now)
{
    public const int Size = 8;

    public UserId Partner => Series.Pair.Beside(Reader);
    public LocalDate Today => Now.DateIn(Zone);
    public bool HasMore => Count > (Number + 1) * Size;
}

/// <summary>The agenda, its items and the question.</summary>
internal static class AgendaViews
{
    public const int LongestWords = 3000;

    public static Modal Agenda(AgendaPage page)
    {
        var id = page.Series.Id.ToString();
        return new(
            OneOnOneIds.View.Agenda,
            "One-on-one",
            [
                new Section($"*With {Mrkdwn.Mention(page.Partner)}*\n{NextLine(page)}"),
                .. page.Plan is { Place.IsBlank: false } plan ? new Block[] { new Quote(plan.Place) { OpensLink = true } } : [],
                .. First(page),
                new Header("Agenda"),
                .. page.Count == 0 ? [new Section("Nothing yet. What you add waits here until you two have talked about it.")] : page.Items.SelectMany(item => Row(item, page)),
                .. Paging(page, id),
                new Actions(new Button(Action.AddItem, "Add Item", id) { Primary = true }),
                new Divider(),
                new Actions(Manage(page, id)),
            ])
        {
            Metadata = $"{id}:{page.Number}",
        };
    }

    /// <summary>An item on one line, with whose it is.</summary>
    public static string Line(AgendaItem item, int length) => item.Hint is { } hint
        ? $"• {Hint(hint, item.Author)}"
        : $"• {Mrkdwn.Excerpt(item.Words, length)} · {Mrkdwn.Mention(item.Author)}";

    public static Modal AddItemForm(IReadOnlyList<UserId> partners, UserId? chosen, PrivateText words) => new(
        OneOnOneIds.View.AddItem,
        "Add to your agenda",
        [
            new Section(chosen is { } partner ? $"For your next one-on-one with {Mrkdwn.Mention(partner)}. Both of you see it." : "For your next one-on-one. Both of you see it."),
            .. chosen is null ? [new Input(Field.Partner, "Partner", new UserSelect(partners.Count > 0 ? partners[0] : null))] : Array.Empty<Block>(),
            new Input(Field.Words, "What do you want to talk about", new TextInput { Initial = words, Multiline = true, MaxLength = LongestWords, Focus = true }),
        ])
    {
        Submit = "Add",
        Close = "Cancel",
        Metadata = chosen?.Value ?? "",
    };

    /// <summary>A message as it reads; what is cut stays where the message is.</summary>
    public static PrivateText FromMessage(PrivateText message) => Mrkdwn.Plain(message, LongestWords - 1);

    /// <summary>Whole as it was typed, the person named in front included.</summary>
    public static PrivateText Whole(PrivateText typed) => Mrkdwn.Plain(typed, int.MaxValue);

    /// <summary>The form cannot hold it, and it is not clear whose agenda it is for.</summary>
    public static Message TooLongForForm(CommandNames names) => new($"Whose agenda is this for? `{names.OneOnOne} add @name` and these words put it there.");

    public static Message Added(UserId partner) => new($"It's on the agenda of your next one-on-one with {Mrkdwn.Mention(partner)}.");

    /// <summary>The question and, until both have answered, a place for one's own answer.</summary>
    public static Modal QuestionForm(AskedNow asked, UserId reader, UserId partner)
    {
        var reference = ReminderViews.QuestionRef(asked);
        if (asked.Status is QuestionStatus.Revealed) return new Modal(OneOnOneIds.View.Notice, "The question", RevealedBlocks(asked, reader, partner));
        if (asked.Status is QuestionStatus.Skipped)
            return new Modal(OneOnOneIds.View.Notice, "The question", [new Section("This question was skipped. The next one-on-one brings another.")]);
        return new(
            OneOnOneIds.View.Answer,
            "The question",
            [
                new Section($"*{asked.Question.Text}*"),
                new Context(QuestionState(asked, reader, partner)),
                new Input(Field.Words, "Your answer", new TextInput { Initial = asked.Answers.GetValueOrDefault(reader), Multiline = true, MaxLength = LongestWords, Focus = true })
                {
                    Hint = "It is shown only when both of you have answered. Skipping is free.",
                },
                new Actions(new Button(Action.SkipQuestion, "Skip This Question", reference)),
            ])
        {
            Submit = "Answer",
            Close = "Cancel",
            Metadata = reference,
        };
    }

    /// <summary>Who has answered, never what.</summary>
    public static string QuestionState(AskedNow asked, UserId reader, UserId partner) => (asked.Answers.ContainsKey(reader), asked.Answers.ContainsKey(partner)) switch
    {
        (true, true) => "Both of you have answered.",
        (true, false) => $"You have answered; both answers open when {Mrkdwn.Mention(partner)} has, too.",
        (false, true) => $"{Mrkdwn.Mention(partner)} has answered; both answers open with yours.",
        _ => "Answers open when both of you have answered.",
    };

    /// <summary>To each, once both have answered.</summary>
    public static Message Revealed(AskedNow asked, UserId reader, UserId partner)
    {
        var fallback = $"Both of you have answered: you can read {Mrkdwn.Mention(partner)}'s answer now.";
        var whole = new Message(fallback, RevealedBlocks(asked, reader, partner));
        return BlockLimits.Check(whole).Count == 0
            ? whole
            : new Message(fallback, [new Section("Both of you have answered. It is longer than one message can hold.", new Button(Action.AnswerQuestion, "Read", ReminderViews.QuestionRef(asked)))]);
    }

    private static Block[] RevealedBlocks(AskedNow asked, UserId reader, UserId partner) =>
    [
        new Section($"*{asked.Question.Text}*"),
        new Section($"{Mrkdwn.Mention(partner)}:"),
        new Quote(asked.Answers.GetValueOrDefault(partner)),
        new Section("You:"),
        new Quote(asked.Answers.GetValueOrDefault(reader)),
    ];

    private static string NextLine(AgendaPage page) =>
        page.Next is { } next ? $"Next: {PlanViews.At(next.StartsAt, page.Zone)}{(next.InPerson ? ", in person" : "")}{(next.MovedTo is null ? "" : " (moved)")}"
        : page.Plan is null ? "No time is set yet."
        : page.Series.HasPauseAt(page.Today) && page.Series.PausedUntil is { } until ? $"On a break until {PlanViews.Day(until)}." : "The next one is being planned.";

    /// <summary>The relationship's minutes come first, and take no work items.</summary>
    private static IEnumerable<Block> First(AgendaPage page)
    {
        if (page.Plan is not { } plan) yield break;
        yield return new Header($"First {plan.MarginMinutes} minutes: the two of you");
        if (page.Question is not { Status: not QuestionStatus.Skipped } asked)
        {
            yield return new Section("No work items here. How are you, really?");
            yield break;
        }
        yield return new Section(
            $"{asked.Question.Text}\n_{QuestionState(asked, page.Reader, page.Partner)}_",
            new Button(Action.AnswerQuestion, asked.Status is QuestionStatus.Revealed ? "Read" : "Answer the Question", ReminderViews.QuestionRef(asked)));
    }

    private static IEnumerable<Block> Row(AgendaItem item, AgendaPage page)
    {
        var menu = new Overflow(
            Action.ItemMenu,
            new Option("Done", $"done:{item.Id}"), new Option("Next Time", $"later:{item.Id}"), new Option("Drop", $"drop:{item.Id}"));
        var later = item.NotBefore is { } until && until > page.Now ? " · for the time after" : "";
        yield return new Section(item.Hint is { } hint ? Hint(hint, item.Author) : $"{Mrkdwn.Mention(item.Author)}{later}", menu);
        if (item.Hint is null) yield return new Quote(item.Words);
    }

    private static string Hint(AgendaHint hint, UserId author) => hint switch
    {
        AgendaHint.Feedback => $"{Mrkdwn.Mention(author)} has an observation to share",
        AgendaHint.CoolDown => $"{Mrkdwn.Mention(author)} would like to look back at your pause",
        _ => $"{Mrkdwn.Mention(author)} would like to talk about who does what",
    };

    private static IEnumerable<Block> Paging(AgendaPage page, string id)
    {
        // Two buttons of one block may not share an action id.
        if (page.Number > 0) yield return new Actions(new Button(Action.OpenAgenda, "Earlier Items", $"{id}:{(page.Number - 1).ToString(CultureInfo.InvariantCulture)}"));
        if (page.HasMore) yield return new Actions(new Button(Action.OpenAgenda, $"More Items ({page.Count - ((page.Number + 1) * AgendaPage.Size)})", $"{id}:{(page.Number + 1).ToString(CultureInfo.InvariantCulture)}"));
    }

    private static Element[] Manage(AgendaPage page, string id) =>
    [
        new Button(Action.SetUp, page.Plan is null ? "Set Up" : "Change Time", page.Partner.Value),
        .. page.Next is { } next ? new Element[] { new Button(Action.MoveOnce, "Move Once", next.Id.ToString()), SkipButton(next) } : [],
        .. page.Plan is null || page.Series.IsPausedOn(page.Today) ? [] : new Element[] { new Button(Action.Pause, "Pause", id) },
        .. page.Plan is not null && page.Series.HasPauseAt(page.Today) ? new Element[] { new Button(Action.Resume, "End the Break", id) } : [],
        .. page.Plan is null ? [] : new Element[] { new Button(Action.Calendar, "Calendar File", id), CancelButton(id) },
    ];

    private static Button CancelButton(string id) => new(Action.Cancel, "Cancel This 1:1", id)
    {
        Confirm = new Confirm(
            "Cancel this one-on-one?", "No more meetings and reminders for either of you. You stay partners, and the agenda stays. Your partner is told.", "Cancel This 1:1", "Go Back"),
    };

    private static Button SkipButton(Occurrence next) => new(Action.SkipOnce, "Skip Once", next.Id.ToString())
    {
        Confirm = new Confirm("Skip this one?", "Your partner is told. What is on the agenda stays for the next.", "Skip Once", "Go Back"),
    };
}
