using System.Globalization;
using NodaTime;
using SlackPartner.Coach;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Feedback.Talking.TalkIds.Action;

namespace SlackPartner.Feedback.Talking;

/// <summary>What the bot says while it walks someone through a draft.</summary>
internal static class TalkViews
{
    private const int ExcerptLength = 200;

    /// <summary>The next question, with what there is to say before it.</summary>
    public static Message Ask(FeedbackNote draft, TalkMessage say)
    {
        var step = TalkRules.StepOf(draft);
        var note = say.Answered is { } answered ? TalkRules.NoteOn(draft, answered) : null;
        return BlockLimits.Fitting(
            QuestionOf(draft, step),
            [.. Before(draft, say), .. Coaching(draft, note), .. Question(draft, step, say)],
            [.. Before(draft, say with { Hint = TalkHint.None, Guess = null }), new Section("What is there already is too long for one message; the form shows it."), .. Question(draft, step, say, isShort: true)]);
    }

    /// <summary>All parts are there: the note as it will read, and the ways to go on.</summary>
    public static Message Review(FeedbackNote draft, TalkMessage say, LocalDate today, ReaderHour? hour = null)
    {
        var notice = say.Hint is TalkHint.None or TalkHint.Show ? null : HintOf(draft, say);
        var review = ReviewViews.Review(draft, NoteCoach.Check(draft), today, notice: notice, hour: hour);
        return BlockLimits.Fitting(
            $"Your note{To(draft)} is ready to review. Share it, choose a time, or keep it as a draft.",
            review.Blocks,
            [.. notice is null ? Array.Empty<Block>() : [new Section(notice)], new Section($"Your note{To(draft)} is longer than one message can hold.", new Button(FeedbackIds.Action.Review, "Open Review", draft.Id.ToString()))]);
    }

    /// <summary>A question after one of its buttons was pressed.</summary>
    public static Message Settled(FeedbackNote draft, TalkStep asked) => new($"{Title(asked)}{To(draft)}: we go on below.", [new Context($"{Title(asked)}{To(draft)}: we go on below.")]);

    /// <summary>A question of an older turn.</summary>
    public static Message MovedOn(FeedbackNote? draft) => new(
        draft is { IsUnshared: false }
            ? "This note is shared already."
            : "We've moved on from this question. Write `show` to see the draft as it is.");

    public static Message PutAway(FeedbackNote draft) => draft.Text.IsBlank
        ? new Message("All right, nothing was kept.")
        : new Message(
            $"Put away. Your draft{To(draft)} is in Drafts.",
            [
                new Section($"Put away. Your draft{To(draft)} is in Drafts. Write `continue` to go on with it here."),
                new Actions(
                    new Button(FeedbackIds.Action.Review, "Open Draft", draft.Id.ToString()),
                    new Button(FeedbackIds.Action.Discard, "Discard", draft.Id.ToString())
                    {
                        Confirm = new Confirm("Discard this draft?", "It will be deleted. There is no way to bring it back.", "Discard", "Keep It"),
                    }),
            ]);

    public static Message Tell(Tidings what, FeedbackNote? note, CommandNames names) => what switch
    {
        Tidings.Help => Help(names),
        Tidings.PutAway when note is not null => PutAway(note),
        Tidings.PutAway or Tidings.NothingKept => new Message("All right, nothing was kept."),
        Tidings.UseTheButtons => UseTheButtons(note, names),
        Tidings.NotFollowed => new Message("I couldn't find your earlier words in the draft any more, so it stays as it is. Write `show` to see it."),
        Tidings.BackInDrafts when note is not null => BackInDrafts(note),
        Tidings.AlreadyShared => new Message("That note is shared already, so editing your message doesn't change it."),
        _ => HowToBegin(names),
    };

    private static Message BackInDrafts(FeedbackNote note) => new(
        $"You changed your note{To(note)}, so it is a draft again: nothing goes out that you haven't looked at.",
        [
            new Section($"You changed your note{To(note)}, so it is a draft again: nothing goes out that you haven't looked at."),
            new Actions(new Button(FeedbackIds.Action.Review, "Open Review", note.Id.ToString())),
        ]);

    private static Message Help(CommandNames names) => new(
        "How drafting here works",
        [
            new Section("*I ask one thing at a time:* who it is for, when and where it was, what you saw or heard, the effect, and anything to ask. Nobody else sees it before you share it."),
            new Section(
                """
                `back` to the question before · `skip` leaves it out
                `show` prints the draft so far · `continue` goes on with it
                `cancel` puts it away in Drafts · `stop` does the same
                Edit or delete a message of yours, and the draft follows.
                """),
            new Section($"To begin: `feedback for @kim`, or simply tell me what happened. The form is always there, too: `{names.Sbi}`."),
            BeginButtons,
        ]);

    private static Message HowToBegin(CommandNames names) => new(
        "To draft feedback here, write: feedback for @name.",
        [
            new Section($"To draft feedback here, write `feedback for @kim`, or tell me what happened. `help` shows more, and `{names.Sbi}` opens the form."),
            BeginButtons,
        ]);

    private static Message UseTheButtons(FeedbackNote? card, CommandNames names) => card is null
        ? new Message($"I can't read replies to a card: please use the buttons on it. To draft feedback here, write `feedback for @kim`, or use `{names.Sbi}`.")
        : new Message(
            $"To answer the note from {Mrkdwn.Mention(card.Author.User)}, use the buttons on its card: Thank You, I Need Time, Ask a Question or I See It Differently. I don't pass on what is typed here.",
            [
                new Section($"To answer the note from {Mrkdwn.Mention(card.Author.User)}, use the buttons on its card: *Thank You*, *I Need Time*, *Ask a Question* or *I See It Differently*. I don't pass on what is typed here."),
                new Actions(new Button(FeedbackIds.Action.Read, "Open the Note", card.Id.ToString())),
            ]);

    private static readonly Actions BeginButtons = new(
        new Button(FeedbackIds.Action.Write, "Draft Feedback", "new"),
        new Button(FeedbackIds.Action.ShowDrafts, "Drafts", "0"),
        new Button(FeedbackIds.Action.ShowInbox, "Received", "0"),
        new Button(FeedbackIds.Action.ShowSent, "Shared", "0"));

    private static IEnumerable<Block> Before(FeedbackNote draft, TalkMessage say)
    {
        if (say.TellsOfExports)
            yield return new Context("Once, so that you know: direct messages are ordinary Slack messages, and a workspace export may contain them. If you'd rather not write here, press Use the Form.");
        if (say.Paused is { } paused) yield return new Context($"Your draft for {Mrkdwn.Mention(paused)} waits in Drafts. `continue` brings it back once this one is done.");
        if (HintOf(draft, say) is { } hint) yield return new Section(hint);
        if (say.Guess is not null && !draft.Text.IsBlank)
        {
            yield return new Section("*This is how I sort your words.* A first guess: you can still change all of it.");
            foreach (var block in NoteViews.Parts(draft.Text)) yield return block;
            foreach (var block in say.Guess.SelectMany(place => AskWhere(draft, place, say.Guess))) yield return block;
        }
        else if (say.Hint is TalkHint.Show or TalkHint.GoingOn)
        {
            foreach (var block in NoteViews.Parts(draft.Text)) yield return block;
        }
    }

    /// <summary>One sentence whose part is a guess, and the other parts it may belong to.</summary>
    private static IEnumerable<Block> AskWhere(FeedbackNote draft, Place place, IReadOnlyList<Place> all)
    {
        var text = TalkRules.PartOf(draft.Text, place.Part).Reveal();
        if (place.Start < 0 || place.Start + place.Length > text.Length) yield break;
        var sentence = Mrkdwn.Excerpt(new PrivateText(text.Substring(place.Start, place.Length)), ExcerptLength);
        yield return new Section($"I'm not sure about “{sentence}” and put it under {Title(place.Part)}. Does it belong elsewhere?");
        var value = string.Create(CultureInfo.InvariantCulture, $"{draft.Id}|{draft.Turn}|{string.Join('+', all)}|{place}");
        yield return new Actions(
        [
            .. from target in new[] { (TalkStep.Situation, Action.MoveToSituation), (TalkStep.Behavior, Action.MoveToBehavior), (TalkStep.Impact, Action.MoveToImpact) }
               where target.Item1 != place.Part
               select new Button(target.Item2, $"Move to {Title(target.Item1)}", value),
        ]);
    }

    private static IEnumerable<Block> Coaching(FeedbackNote draft, Finding? finding)
    {
        if (finding is null) yield break;
        var part = finding.Field switch { SbiField.Situation => TalkStep.Situation, SbiField.Behavior => TalkStep.Behavior, _ => TalkStep.Impact };
        yield return new Section(CheckViews.Describe(finding, TalkRules.PartOf(draft.Text, part)));
        yield return new Actions(
            new Button(Action.Rephrase, "Rephrase", Value(draft, (int)part)),
            new Button(Action.KeepAsIs, "Keep As Is", Value(draft, FindingKeys.Of(finding))) { Label = "Keep these words as they are" });
        yield return new Divider();
    }

    private static IEnumerable<Block> Question(FeedbackNote draft, TalkStep step, TalkMessage say, bool isShort = false)
    {
        if (step is TalkStep.Who)
        {
            yield return new Section($"*{QuestionOf(draft, step)}*\nMention them with @, write a name, or choose here.", new UserSelect(null) { ActionId = Action.ChoosePerson });
            foreach (var person in say.Several)
                yield return new Section(Mrkdwn.Mention(person), new Button(Action.ThisPerson, "This Person", Value(draft, person)));
            yield return new Actions(new Button(FeedbackIds.Action.Edit, "Use the Form", draft.Id.ToString()), new Button(Action.Cancel, "Cancel", Value(draft)));
            yield break;
        }
        yield return new Section($"*{QuestionOf(draft, step)}*\n{AdviceOn(step)}");
        var already = TalkRules.PartOf(draft.Text, step);
        if (!already.IsBlank && !isShort)
        {
            yield return new Quote(already);
            yield return new Context("Your next message takes its place; `skip` keeps it.");
        }
        yield return new Actions(
            new Button(Action.Back, "Back", Value(draft)),
            new Button(Action.Skip, "Skip", Value(draft)),
            new Button(Action.Show, "Show", Value(draft)),
            new Button(FeedbackIds.Action.Edit, "Use the Form", draft.Id.ToString()),
            new Button(Action.Cancel, "Cancel", Value(draft)));
    }

    private static string QuestionOf(FeedbackNote draft, TalkStep step) => step switch
    {
        TalkStep.Who => "Who is this for?",
        TalkStep.Situation => $"For {Mention(draft)}: when and where was it?",
        TalkStep.Behavior => $"For {Mention(draft)}: what you saw or heard. What did they do or say?",
        TalkStep.Impact => $"For {Mention(draft)}: the effect. What did it do to you, or to the work?",
        TalkStep.Question => $"For {Mention(draft)}: anything to ask them?",
        _ => $"Your note{To(draft)} is ready to review.",
    };

    private static string AdviceOn(TalkStep step) => step switch
    {
        TalkStep.Situation => "One moment both of you can recall: a meeting, a day, a place.",
        TalkStep.Behavior => "Only what a camera would have recorded.",
        TalkStep.Impact => "Start with “I” where you can.",
        TalkStep.Question => "A question leaves room for reasons you don't know, such as “What were you aiming for?” `skip` if there is none.",
        _ => "Write `show` to see it.",
    };

    private static string? HintOf(FeedbackNote draft, TalkMessage say) => say.Hint switch
    {
        TalkHint.NeedsWords => "I need words for this one.",
        TalkHint.FilesIgnored => "I can't read files, so only your words are in the draft.",
        TalkHint.UnknownName => "I don't know anyone by that name here. Everything you wrote is kept.",
        TalkHint.SeveralPeople => "Several people go by that name. Which one?",
        TalkHint.NotYourself => "Choose someone other than yourself.",
        TalkHint.NotAnApp => "Choose a person: apps can't receive feedback.",
        TalkHint.FirstQuestion => "This is the first question.",
        TalkHint.NotAdded => "Your note is complete, so I haven't added that. To change a part, edit your message above, write `back`, or press Edit.",
        TalkHint.SayAgain => "Say it in other words; they take the place of the first ones.",
        TalkHint.Show when draft.Text.IsBlank => "Nothing is written down yet.",
        TalkHint.Show => $"*Your draft{To(draft)} so far*",
        TalkHint.GoingOn => $"Going on with your draft{To(draft)}.",
        TalkHint.Changed => "Changed in the draft, as you edited it.",
        _ => null,
    };

    private static string Title(TalkStep step) => step switch
    {
        TalkStep.Who => "Who",
        TalkStep.Situation => "Situation",
        TalkStep.Behavior => "Behavior",
        TalkStep.Impact => "Impact",
        TalkStep.Question => "Question",
        _ => "Review",
    };

    private static string Value(FeedbackNote draft, object? more = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{draft.Id}|{draft.Turn}{(more is null ? "" : "|")}{more}");

    private static string Mention(FeedbackNote draft) => draft.RecipientUser is { } user ? Mrkdwn.Mention(user) : "this person";

    private static string To(FeedbackNote draft) => draft.RecipientUser is { } user ? $" for {Mrkdwn.Mention(user)}" : "";
}
