using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback.Talking;

/// <summary>Someone wrote to the bot: an answer, a word, the beginning of a draft, or nothing for us.</summary>
internal sealed class HearMessage(Database database, TextCipher cipher, WhoIsMeant whoIsMeant, Colleagues colleagues, Schedules schedules, IClock clock) : IHandleEvent<DirectMessage>
{
    private const int StaleWriteTries = 3;

    public async Task HandleAsync(DirectMessage happened, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await HearAsync(happened, cancel);
                return;
            }
            catch (StaleWriteException) when (attempt < StaleWriteTries)
            {
                // a button was faster: listen again on what is there now
            }
        }
    }

    private async Task HearAsync(DirectMessage happened, CancellationToken cancel)
    {
        var from = happened.From;
        var current = await database.ReadAsync(tx => tx.FindTalkAsync(cipher, from), cancel);
        var heard = TalkWords.Read(happened.Text, current?.Talk?.Step);
        var names = TalkWords.MentionsAnyone(happened.Text) ? await colleagues.OfAsync(from.Team, cancel) : [];
        var isWho = heard is Heard.Words && current?.Talk?.Step is TalkStep.Who;
        var named = heard is Heard.Opening { For: { } someone } ? someone : isWho ? TalkWords.NameIn(happened.Text) : null;
        var who = named is null ? null : await whoIsMeant.FindAsync(from, named, cancel);
        var schedule = heard is Heard.Opening || current?.Talk?.Step is TalkStep.Situation ? await schedules.FindAsync(from, cancel) : null;

        await using var tx = await database.BeginAsync(cancel);
        var now = clock.GetCurrentInstant();
        var part = await ReactAsync(new Scene(tx, happened, current, now.DateIn(schedule?.Zone ?? DateTimeZone.Utc), now), heard, who, names, schedule);
        if (!await tx.HearAsync(from, happened.Message, part?.Note, part?.Part, now)) return; // heard before: nothing of this happens
        await tx.CommitAsync();
    }

    /// <summary>Does what the message asks for. Returns the part of the draft that it became, if it became one.</summary>
    private async Task<HeardPart?> ReactAsync(Scene scene, Heard heard, Meant? who, IReadOnlyList<Colleague> names, Preference? schedule)
    {
        var (tx, happened, current, _, _) = scene;
        if (happened.ThreadTs is { } root && root != happened.Message.Ts && await AnswersCardAsync(scene, root)) return null;
        switch (heard)
        {
            case Heard.Opening { IsGuess: true } when current is null && await TellOfButtonsAsync(scene):
                return null;
            case Heard.Opening opening:
                return await BeginAsync(scene, opening with { Text = TalkWords.Readable(opening.Text, names) }, who, schedule);
            case Heard.Word word:
                await ObeyAsync(scene, word.What);
                return null;
            case Heard.Nothing when current is not null:
                await AskAsync(scene, current, message => message with { Hint = TalkHint.NeedsWords, Cause = happened.Message.Ts });
                return null;
            case Heard.Words words when current is not null:
                if (await tx.FindHeardAfterAsync(happened.From, happened.Message) is { } next && next.Note == current.Id)
                    return await PrecedeAsync(scene, current, next, TalkWords.Readable(words.Text, names));
                return await AnswerAsync(scene, current, TalkWords.Readable(words.Text, names), who);
            case Heard.Words:
                await TellHowToBeginAsync(scene);
                return null;
            default:
                return null; // an emoji out of the blue asks for nothing
        }
    }

    private async Task<HeardPart?> BeginAsync(Scene scene, Heard.Opening opening, Meant? who, Preference? schedule)
    {
        var (tx, happened, current, today, now) = scene;
        var author = happened.From;
        // The question "who?" of a draft without a word in it is answered by naming someone, however it is put.
        if (current is { Talk.Step: TalkStep.Who, Text.IsBlank: true } && opening.Text.IsBlank && who is not null)
            return await AnswerAsync(scene, current, default, who);
        if (who?.Found is { } same && opening.Text.IsBlank && (current?.RecipientUser == same ? current : await tx.FindPausedAsync(cipher, author, same)) is { } unfinished)
        {
            if (current is not null && current.Id != unfinished.Id) await tx.SaveAsync(cipher, TalkRules.Leave(current, now));
            await GoOnAsync(scene, unfinished);
            return null;
        }

        if (current is not null) await LeaveAsync(tx, current, now);
        var text = FirstGuess.Sort(opening.Text);
        var draft = TalkRules.Begin(FeedbackRules.Begin(FeedbackId.New(), author, who?.Found, WhenWasIt.DayIn(opening.Text, today), text, now), now);
        await tx.AddAsync(cipher, draft);
        await AskAsync(scene, draft, message => WithWho(message, who) with
        {
            Guess = opening.Text.IsBlank ? null : FirstGuess.Unsure(opening.Text),
            Paused = current is { Text.IsBlank: false } ? current.RecipientUser : null,
            TellsOfExports = schedule?.ToldOfExportsAt is null,
        });
        await tx.RefreshHomeAsync(author, now);
        return null;
    }

    private async Task<HeardPart?> AnswerAsync(Scene scene, FeedbackNote current, PrivateText text, Meant? who)
    {
        var (tx, happened, _, today, now) = scene;
        var step = TalkRules.StepOf(current);
        switch (step)
        {
            case TalkStep.Review:
                await AskAsync(scene, current, message => message with { Hint = TalkHint.NotAdded, Cause = happened.Message.Ts });
                return null;
            case TalkStep.Who when who?.Found is not { }:
                await AskAsync(scene, current, message => WithWho(message, who) with { Cause = happened.Message.Ts });
                return null;
            case TalkStep.Who:
                await GoAsync(scene, TalkRules.Choose(current, who.Found!.Value, now), message => message); // the case before had none
                return new HeardPart(current.Id, step);
            default:
                await GoAsync(scene, TalkRules.Answer(current, text, today, now), message => message with
                {
                    Answered = step,
                    Hint = happened.HasFiles ? TalkHint.FilesIgnored : TalkHint.None,
                });
                return new HeardPart(current.Id, step);
        }
    }

    /// <summary>Slack delivered them the other way round.</summary>
    private async Task<HeardPart?> PrecedeAsync(Scene scene, FeedbackNote current, HeardPart next, PrivateText late)
    {
        if (next.Part is TalkStep.Who) return null;
        await scene.Tx.SaveAsync(cipher, TalkRules.Precede(current, next.Part, late, scene.Now));
        return new HeardPart(current.Id, next.Part);
    }

    private async Task ObeyAsync(Scene scene, TalkWord word)
    {
        var (tx, happened, current, _, now) = scene;
        if (word is TalkWord.Help)
        {
            await scene.TellAsync(Tidings.Help);
            return;
        }
        if (current is null)
        {
            if (word is TalkWord.Continue && await tx.FindPausedAsync(cipher, happened.From, recipient: null) is { } paused) await GoOnAsync(scene, paused);
            else await TellHowToBeginAsync(scene);
            return;
        }
        switch (word)
        {
            case TalkWord.Back:
                var isFirst = TalkRules.StepOf(current) is TalkStep.Who;
                await GoAsync(scene, TalkRules.Back(current, now), message => message with { Hint = isFirst ? TalkHint.FirstQuestion : TalkHint.None });
                break;
            case TalkWord.Skip when TalkRules.StepOf(current) is not TalkStep.Review:
                await GoAsync(scene, TalkRules.Skip(current, now), message => message);
                break;
            case TalkWord.Cancel or TalkWord.Stop:
                var isKept = await LeaveAsync(tx, current, now);
                await scene.TellAsync(isKept ? Tidings.PutAway : Tidings.NothingKept, current.Id);
                await tx.RefreshHomeAsync(happened.From, now);
                break;
            default:
                await AskAsync(scene, current, message => message with { Hint = word is TalkWord.Show ? TalkHint.Show : TalkHint.GoingOn, Cause = happened.Message.Ts });
                break;
        }
    }

    /// <summary>Stops asking about a draft; one without a word in it is not kept.</summary>
    private async Task<bool> LeaveAsync(Tx tx, FeedbackNote draft, Instant now)
    {
        if (draft.Text.IsBlank) await tx.DeleteAsync(draft);
        else await tx.SaveAsync(cipher, TalkRules.Leave(draft, now));
        return !draft.Text.IsBlank;
    }

    private Task GoOnAsync(Scene scene, FeedbackNote draft) => GoAsync(scene, TalkRules.Begin(draft, scene.Now), message => message with { Hint = TalkHint.GoingOn });

    private async Task GoAsync(Scene scene, FeedbackNote draft, Func<TalkMessage, TalkMessage> say)
    {
        await scene.Tx.SaveAsync(cipher, draft);
        await AskAsync(scene, draft, say);
    }

    private static Task AskAsync(Scene scene, FeedbackNote draft, Func<TalkMessage, TalkMessage> say) => scene.Tx.AskAsync(draft, say, scene.Now);

    private static TalkMessage WithWho(TalkMessage message, Meant? who) => who is null ? message : message with { Hint = who.Hint, Several = who.Several };

    /// <summary>A reply in the thread of a card is answered once, with how to use its buttons.</summary>
    private async Task<bool> AnswersCardAsync(Scene scene, string root)
    {
        var (tx, happened, current, _, _) = scene;
        if (await tx.FindByCardAsync(cipher, happened.From, happened.Message with { Ts = root }) is { IsUnshared: false } card) // else it is a question asked first
        {
            await scene.TellAsync(Tidings.UseTheButtons, card.Id, cause: "");
            return true;
        }
        if (current is not null && !await tx.HasCardAsync(happened.From, happened.Message with { Ts = root })) return false; // an answer under its question is an answer
        await scene.TellAsync(Tidings.UseTheButtons, note: null, cause: root);
        return true;
    }

    private async Task TellHowToBeginAsync(Scene scene)
    {
        var (tx, happened, _, _, _) = scene;
        if (await tx.FindUnansweredAsync(cipher, happened.From) is { } card && !await tx.HasWorkAsync(card.Team, TalkIds.Work.Tell, Scene.SubjectOf(Tidings.UseTheButtons, card.Id, cause: "")))
            await scene.TellAsync(Tidings.UseTheButtons, card.Id, cause: "");
        else if (!await TellOfButtonsAsync(scene))
            await scene.TellAsync(Tidings.HowToBegin);
    }

    /// <summary>Typed words may be meant for a card that asks something: its buttons are pointed out, once. Said again, they are what they are.</summary>
    private static async Task<bool> TellOfButtonsAsync(Scene scene)
    {
        if (await scene.Tx.FindAskingAsync(scene.Happened.From) is not { } asking) return false;
        var cause = asking.ToString("N");
        if (await scene.Tx.HasWorkAsync(scene.Happened.From.Team, TalkIds.Work.Tell, Scene.SubjectOf(Tidings.UseTheButtons, note: null, cause))) return false;
        await scene.TellAsync(Tidings.UseTheButtons, note: null, cause);
        return true;
    }

    /// <summary>What a message comes into.</summary>
    private sealed record Scene(Tx Tx, DirectMessage Happened, FeedbackNote? Current, LocalDate Today, Instant Now)
    {
        public Task TellAsync(Tidings what, FeedbackId? note = null, string? cause = null) =>
            Tx.EnqueueAsync(new WorkItem(TalkIds.Work.Tell, SubjectOf(what, note, cause ?? Happened.Message.Ts), Happened.From, Now));

        public static string SubjectOf(Tidings what, FeedbackId? note, string cause) => $"{what}:{note}:{cause}";
    }
}

/// <summary>Who somebody named, as far as Slack knows.</summary>
internal sealed record Meant(UserId? Found, TalkHint Hint, IReadOnlyList<UserId> Several);

/// <summary>Finds the person behind a mention or a name.</summary>
internal sealed class WhoIsMeant(Colleagues colleagues, People people)
{
    private const int MostChoices = 5;

    public async Task<Meant> FindAsync(PersonId author, Named named, CancellationToken cancel)
    {
        var found = named.User is { } user ? [user] : await colleagues.CalledAsync(author.Team, named.Name, cancel);
        if (found.Count > 1) found = [.. found.Where(one => one != author.User)];
        if (found.Count != 1) return new Meant(null, found.Count == 0 ? TalkHint.UnknownName : TalkHint.SeveralPeople, [.. found.Take(MostChoices)]);
        var isApp = await IsAppAsync(new PersonId(author.Team, found[0]), cancel);
        return FeedbackRules.CheckRecipient(author, found[0], isApp) switch
        {
            null => new Meant(found[0], TalkHint.None, []),
            FeedbackRefusal.ToYourself => new Meant(null, TalkHint.NotYourself, []),
            _ => new Meant(null, TalkHint.NotAnApp, []),
        };
    }

    private async Task<bool> IsAppAsync(PersonId person, CancellationToken cancel)
    {
        try
        {
            return (await people.FindAsync(person, cancel))?.IsBot == true;
        }
        catch (SlackException)
        {
            return false; // asked again before anything is shared
        }
    }
}
