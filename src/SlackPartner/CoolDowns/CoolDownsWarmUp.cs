using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.CoolDowns;

/// <summary>Starts, reads, ends and draws a pause of nobody's in a transaction that is rolled back.</summary>
internal sealed class CoolDownsWarmUp(Database database, CommandNames names, IClock clock) : IWarmUp
{
    private const string AddWorkspace =
        """
        insert into workspace (team_id, bot_user_id, installed_at)
        values (@team, '', @now)
        on conflict (team_id) do nothing
        """;

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var team = new TeamId("warm-up");
        var (starter, partner) = (new PersonId(team, new UserId("starter")), new PersonId(team, new UserId("partner")));

        await using var tx = await database.BeginAsync(cancel); // never committed
        await tx.ExecuteAsync(AddWorkspace, new { team, now });
        var person = await tx.FindKnownAsync(starter);
        if (PauseLength.Read(new PrivateText("1h"), person, now) is not { } end) return;
        await tx.ListPastAsync(starter, partner.User, now);
        var running = await tx.FindRunningAsync(starter, partner.User, now);
        if (!CoolDownRules.Start(running, starter, partner.User, end, now).Succeeded(out var pause, out _)) return;
        pause = await tx.SaveAsync(pause);
        await tx.PlanEndAsync(pause);
        await tx.RefreshHomesAsync(pause, now);
        if (await tx.FindCoolDownAsync(team, pause.Id.ToString()) is not { } found) return;
        await tx.SaveAsync(CoolDownRules.End(found));
        await tx.ListBetweenAsync(Pair.Of(starter, partner.User));

        BlockJson.Write(CoolDownViews.Form(partner.User, person, now)).ToJsonString(BlockJson.Options);
        BlockJson.Write(CoolDownViews.Standing(found, partner.User, now, person.Zone).Blocks);
        BlockJson.Write(ReturnViews.BeginAgain(found, starter.User, now, person.Zone, hasAgenda: true).Blocks);
        BlockJson.Write(WriteOutViews.Form(WriteOutId.New(), partner.User));
        BlockJson.Write(new HomeTab(CoolDownsHomeCard.Draw(await tx.ListOpenAsync(starter), await tx.CountWriteOutsAsync(starter), starter.User, now, person.Zone, names).Standing));
    }
}
