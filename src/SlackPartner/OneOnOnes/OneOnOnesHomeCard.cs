using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Partners;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>One-on-ones on Home: proposals that wait, then the next with each partner, and how the very next agenda begins.</summary>
internal sealed class OneOnOnesHomeCard(TextCipher cipher, IPartnerDirectory partners, CommandNames names, IClock clock) : IHomeCard
{
    public async Task<HomeCard> DrawAsync(Tx tx, PersonId person, ZonedDateTime now)
    {
        var standings = await tx.ListStandingsAsync(cipher, partners, person, clock.GetCurrentInstant());
        var agenda = OverviewViews.Nearest(standings) is { Series: { } series, OpenItems: > 0 } ? await tx.ListItemsAsync(cipher, series.Pair, OverviewViews.MostItemsOnHome) : [];
        return OverviewViews.Home(standings, agenda, person.User, (await tx.FindKnownAsync(person)).Zone, names);
    }
}

/// <summary>When a partnership ends, so does everything here: meetings, reminders, agenda, questions and answers.</summary>
internal sealed class EndWithPartnership : IPartnershipListener
{
    public async Task EndedAsync(Tx tx, Pair pair, Instant now)
    {
        if (await tx.FindSeriesAsync(pair) is { } series)
            foreach (var occurrence in await tx.ListOccurrencesAsync(series.Id, now - OneOnOneRules.AnswerFor))
                await tx.CancelWorkAsync([.. Reminders.KeysOf(pair, occurrence)]);
        await tx.DeleteSeriesAsync(pair);
        await tx.DeleteItemsAsync(pair);
        await tx.DeleteMeetupsAsync(pair);
    }
}

/// <summary>Every hour: trips that are over, and what was told longer ago than notes are kept.</summary>
internal sealed class ForgetOneOnOnes(Database database, Retention retention, IClock clock) : ITick
{
    public Task RunAsync(CancellationToken cancel) => database.WriteAsync(
        async tx =>
        {
            var now = clock.GetCurrentInstant();
            await tx.ForgetTripsAsync(now);
            await tx.ForgetOldAsync(now - Duration.FromDays(retention.Shared));
        },
        cancel);
}
