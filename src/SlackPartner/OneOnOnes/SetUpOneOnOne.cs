using System.Globalization;
using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;
using Field = SlackPartner.OneOnOnes.OneOnOneIds.Field;

namespace SlackPartner.OneOnOnes;

/// <summary><c>/1on1 @kim</c> sets one up, or opens it; the bare command shows all. Words without an order are offered as an item.</summary>
internal sealed class RunOneOnOne(
    Database database, TextCipher cipher, IPartnerDirectory partners, SetUpDesk desk, AgendaReader agenda, ItemDesk items, Schedules schedules, CommandNames names, IClock clock) : IHandle<SlashCommand>
{
    public async Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel)
    {
        var (named, words) = Mentions.ReadLeadingPlain(command.Text);
        if (named is null && !words.IsBlank) return items.Offer(await items.PartnersOfAsync(command.Actor, cancel), null, words);
        if (named is not { } other)
        {
            var zone = await schedules.ZoneAsync(command.Actor, cancel);
            var standings = await database.ReadAsync(tx => tx.ListStandingsAsync(cipher, partners, command.Actor, clock.GetCurrentInstant()), cancel);
            return new Reply.Open(OverviewViews.Overview(standings, command.Actor.User, zone, names));
        }
        if (await desk.WhyNotAsync(command.Actor, other, cancel) is { } sentence) return new Reply.Ephemeral(new Message(sentence).ShowingBack(words));
        if (!words.IsBlank) return items.Offer([other], other, words);
        var series = await database.ReadAsync(tx => tx.FindSeriesAsync(Pair.Of(command.Actor, other)), cancel);
        if (series is { Plan: null } && await database.ReadAsync(tx => tx.ListOpenPlansAsync(cipher, command.Actor.Team, series.Id), cancel) is [var waiting, ..] && waiting.Proposer == other)
            return new Reply.Open(PlanViews.OpenProposal(await desk.SeeAsync(waiting, series.Pair, command.Actor, cancel)));
        return new Reply.Open(series?.Plan is null
            ? await desk.FormAsync(command.Actor, other, cancel)
            : await agenda.DrawAsync(command.Actor, series, page: 0, cancel));
    }
}

/// <summary>All One-on-Ones on Home.</summary>
internal sealed class ShowOverview(Database database, TextCipher cipher, IPartnerDirectory partners, Schedules schedules, CommandNames names, IClock clock) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var zone = await schedules.ZoneAsync(action.Actor, cancel);
        var standings = await database.ReadAsync(tx => tx.ListStandingsAsync(cipher, partners, action.Actor, clock.GetCurrentInstant()), cancel);
        return action.ShowInPlaceOf(OneOnOneIds.View.Overview, OverviewViews.Overview(standings, action.Actor.User, zone, names));
    }
}

/// <summary>Set Up and Change Time, for the partner the button names.</summary>
internal sealed class OpenSetUp(SetUpDesk desk) : IHandle<BlockAction>
{
    public async Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel)
    {
        var partner = new UserId(action.Value);
        return await desk.WhyNotAsync(action.Actor, partner, cancel) is { } sentence
            ? action.Say(sentence)
            : new Reply.Open(await desk.FormAsync(action.Actor, partner, cancel));
    }
}

/// <summary>The form came in: a proposal, which changes nothing before the other one's yes.</summary>
internal sealed class SubmitSetUp(Database database, TextCipher cipher, IPartnerDirectory partners, SetUpDesk desk, Schedules schedules, IClock clock) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel)
    {
        if (submission.Metadata.Split('|') is not [var partnerId, var basis]) return Reply.Done;
        var (actor, partner) = (submission.Actor, new UserId(partnerId));
        if (await desk.WhyNotAsync(actor, partner, cancel) is { } sentence) return new Reply.Update(OverviewViews.Notice(sentence));
        var (own, theirs) = (await schedules.FindAsync(actor, cancel), await schedules.FindAsync(new PersonId(actor.Team, partner), cancel));
        var now = clock.GetCurrentInstant();
        if (PlanForm.Read(submission.Form, actor, partner, own.Zone, theirs.Zone, now, out var plan) is { Count: > 0 } errors) return new Reply.Errors(errors);

        await using var tx = await database.BeginAsync(cancel);
        var series = await tx.TakeSeriesAsync(Pair.Of(actor, partner));
        // Asked once the series is ours: a partnership that ends meanwhile leaves nothing behind.
        if (await partners.FindAsync(tx, actor, partner) is null) return new Reply.Update(OverviewViews.Notice(OneOnOneSentences.Of(OneOnOneRefusal.NotPartners)));
        var open = await tx.ListOpenPlansAsync(cipher, actor.Team, series.Id);
        if (open is [{ Status: PlanStatus.Proposed } same, ..] && plan with { Id = same.Id, Series = same.Series, CreatedAt = same.CreatedAt, Card = same.Card } == same)
            return new Reply.Update(PlanViews.Proposed(SetUpDesk.See(same, series.Pair, own, theirs))); // submitted twice
        if (PlanForm.BasisOf(open) != basis)
        {
            // The other one changed it while this form was open: say so, keep what was typed, and let them decide again.
            var notice = $"{Mrkdwn.Mention(partner)} changed this one-on-one while you were at it: {Describe(open)}. What you entered is still here; propose it again if you still want it.";
            return new Reply.Update(PlanViews.SetUpForm(actor.User, partner, own.Zone, theirs.Zone, plan, PlanForm.Metadata(partner, open), notice));
        }
        plan = plan with { Series = series.Id };
        foreach (var earlier in open.Where(one => one.Status is PlanStatus.Proposed)) await tx.ReplaceAsync(earlier, series.Pair, now);
        await tx.AddAsync(cipher, actor.Team, plan);
        await tx.EnqueueAsync(new WorkItem(OneOnOneIds.Work.Propose, plan.Id.ToString(), new PersonId(actor.Team, partner), now));
        foreach (var person in series.Pair.People) await tx.RefreshHomeAsync(person, now);
        await tx.CommitAsync();
        return new Reply.Update(PlanViews.Proposed(SetUpDesk.See(plan, series.Pair, own, theirs)));
    }

    private static string Describe(IReadOnlyList<Plan> open) => open is [var latest, ..]
        ? $"{PlanViews.Rhythm(latest)} at {latest.Time.ToString("HH:mm", CultureInfo.InvariantCulture)}{(latest.Status is PlanStatus.Proposed ? ", proposed" : "")}"
        : "nothing is planned now";
}

/// <summary>What setting up needs to know.</summary>
internal sealed class SetUpDesk(Database database, TextCipher cipher, IPartnerDirectory partners, People people, Schedules schedules, CommandNames names, IClock clock)
{
    /// <summary>One sentence where the two cannot have one-on-ones; null where they can.</summary>
    public async Task<string?> WhyNotAsync(PersonId actor, UserId other, CancellationToken cancel)
    {
        if (other == actor.User) return "Choose someone other than yourself.";
        if (await database.ReadAsync(tx => partners.FindAsync(tx, actor, other), cancel) is not null) return null;
        return await people.FindAsync(new PersonId(actor.Team, other), cancel) switch
        {
            { IsBot: true } => "Choose a person: apps have no one-on-ones.",
            { IsElsewhere: true } => "This person belongs to another workspace; one-on-ones need the same one.",
            { IsDeleted: true } or null => "This person can't be reached here.",
            _ => OverviewViews.NotPartners(other, names),
        };
    }

    public async Task<Modal> FormAsync(PersonId actor, UserId partner, CancellationToken cancel)
    {
        var (own, theirs) = (await schedules.ZoneAsync(actor, cancel), await schedules.ZoneAsync(new PersonId(actor.Team, partner), cancel));
        var open = await database.ReadAsync(
            async tx => await tx.FindSeriesAsync(Pair.Of(actor, partner)) is { } series ? await tx.ListOpenPlansAsync(cipher, actor.Team, series.Id) : [], cancel);
        return PlanViews.SetUpForm(actor.User, partner, own, theirs, open.Count > 0 ? open[0] : null, PlanForm.Metadata(partner, open));
    }

    /// <summary>A plan with both people's times and what to know about them; one that waits, as it would be confirmed now.</summary>
    public async Task<PlanSeen> SeeAsync(Plan plan, Pair pair, PersonId reader, CancellationToken cancel)
    {
        var (own, theirs) = (await schedules.FindAsync(reader, cancel), await schedules.FindAsync(new PersonId(pair.Team, pair.Beside(reader.User)), cancel));
        var zone = plan.Ruler == reader.User ? own.Zone : theirs.Zone;
        return See(plan.Status is PlanStatus.Proposed ? OneOnOneRules.StartingAfter(plan, zone, clock.GetCurrentInstant()) : plan, pair, own, theirs);
    }

    public static PlanSeen See(Plan plan, Pair pair, Preference reader, Preference other)
    {
        var rules = plan.Ruler == reader.Person.User;
        return new(plan, pair, reader.Person.User, reader.Zone, other.Zone, PlanWarnings.Look(plan, rules ? reader : other, rules ? other : reader));
    }
}

/// <summary>Between the form and a plan.</summary>
internal static class PlanForm
{
    /// <summary>The partner, and what was open when the form was drawn.</summary>
    public static string Metadata(UserId partner, IReadOnlyList<Plan> open) => $"{partner}|{BasisOf(open)}";

    public static string BasisOf(IReadOnlyList<Plan> open) => open.Count > 0 ? open[0].Id.ToString() : "-";

    /// <summary>All that is wrong at once, by field; the plan is whole only when nothing is.</summary>
    public static Dictionary<string, string> Read(
        FormValues form, PersonId actor, UserId partner, DateTimeZone own, DateTimeZone theirs, Instant now, out Plan plan)
    {
        Dictionary<string, string> errors = [];
        var day = Number(Field.Day, [1, 2, 3, 4, 5, 6, 7], OneOnOneRefusal.NotADay);
        var time = form.Time(Field.Time);
        if (time is null) errors[Field.Time] = OneOnOneSentences.Of(OneOnOneRefusal.NoTime);
        var ruler = form.Choice(Field.Ruler) == partner.Value ? partner : actor.User;
        var zone = ruler == actor.User ? own : theirs;
        var place = form[Field.Place].Trimmed();
        plan = new Plan(
            PlanId.New(), default, actor.User, PlanStatus.Proposed,
            Recurrence.FirstOn((IsoDayOfWeek)Math.Max(day, 1), time ?? LocalTime.Noon, zone, now), time ?? LocalTime.Noon, ruler, zone.Id,
            Number(Field.Every, OneOnOneRules.Weeks), Number(Field.Needed, OneOnOneRules.Needed), Number(Field.Margin, OneOnOneRules.Margins),
            Number(Field.Remind, OneOnOneRules.RemindBefore), Number(Field.InPerson, OneOnOneRules.InPersonEvery), place, now, Card: null);
        return errors;

        int Number(string field, int[] choices, OneOnOneRefusal? refusal = null)
        {
            if (int.TryParse(form.Choice(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && choices.Contains(number)) return number;
            errors[field] = refusal is { } why ? OneOnOneSentences.Of(why) : "Choose one of these.";
            return choices[0];
        }
    }
}
