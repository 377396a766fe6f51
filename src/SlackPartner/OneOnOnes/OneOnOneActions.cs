using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>What the buttons and forms of this slice have in common.</summary>
internal static class OneOnOneActions
{
    /// <summary>Says one sentence where the button was, and leaves a card as it is.</summary>
    public static Reply Say(this BlockAction action, string sentence) =>
        action.Remark(OverviewViews.Notice(sentence), new Message(sentence));

    public static Reply Refuse(this BlockAction action, OneOnOneRefusal refusal) => action.Say(OneOnOneSentences.Of(refusal));

    /// <summary>The clicked card becomes this; elsewhere a view says it.</summary>
    public static Reply Settle(this BlockAction action, Message message) =>
        action.GoOn(new Modal(OneOnOneIds.View.Notice, "One-on-one", message.Blocks), message);

    /// <summary>The series a button names, if the actor is one of the two.</summary>
    public static async Task<Series?> FindOwnSeriesAsync(this Tx tx, PersonId actor, string claimedId, bool toChange = false)
    {
        if (SeriesId.TryParse(claimedId) is not { } id) return null;
        var series = toChange ? await tx.LockSeriesAsync(actor.Team, id) : await tx.FindSeriesAsync(actor.Team, id);
        return series is not null && series.Pair.Has(actor) ? series : null;
    }

    /// <summary>The meeting a button names with its series, locked; null for anyone but the two.</summary>
    public static async Task<(Occurrence Occurrence, Series Series, Plan Plan)?> TakeOwnMeetingAsync(this Tx tx, TextCipher cipher, PersonId actor, string claimedId)
    {
        if (OccurrenceId.TryParse(claimedId) is not { } id || await tx.FindOccurrenceAsync(actor.Team, id) is not { } seen) return null;
        if (await tx.LockSeriesAsync(actor.Team, seen.Series) is not { } series || !series.Pair.Has(actor)) return null;
        // Read again under the lock: the other one may have been faster.
        if (await tx.FindOccurrenceAsync(actor.Team, id) is not { } occurrence) return null;
        return series.Plan is { } planId && await tx.FindPlanAsync(cipher, actor.Team, planId) is { } plan ? (occurrence, series, plan) : null;
    }

    /// <summary>How this person stands with each partner.</summary>
    public static async Task<IReadOnlyList<Standing>> ListStandingsAsync(this Tx tx, TextCipher cipher, IPartnerDirectory partners, PersonId person, Instant now)
    {
        var known = await partners.ListAsync(tx, person);
        if (known.Count == 0) return [];
        var series = (await tx.ListSeriesAsync(person)).ToDictionary(one => one.Pair.Beside(person.User));
        var plans = await tx.ListOpenPlansAsync(cipher, person.Team, [.. series.Values.Select(one => one.Id)]);
        var next = await tx.NextOfEachAsync(series.Values.Select(one => one.Id), now);
        List<Standing> standings = [];
        foreach (var partner in known)
        {
            var own = series.GetValueOrDefault(partner.User);
            var mine = plans.Where(plan => plan.Series == own?.Id).ToList();
            standings.Add(new(
                partner.User, own, mine.Find(plan => plan.Status is PlanStatus.Confirmed), mine.Find(plan => plan.Status is PlanStatus.Proposed),
                own is null ? null : next.GetValueOrDefault(own.Id), await tx.CountItemsAsync(Pair.Of(person, partner.User))));
        }
        return standings;
    }
}
