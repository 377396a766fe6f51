using NodaTime;
using SlackPartner.Home;
using SlackPartner.Home.Privacy;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.CoolDowns;

/// <summary>Cool-downs, as part of what is kept about a person. Erasing oneself leaves a pause someone else began to them alone.</summary>
internal sealed class PersonalCoolDowns(TextCipher cipher) : IPersonalData
{
    private const string Count =
        """
        select
          (select count(*) from cool_down where team_id = @Team and (starter = @User or partner = @User))::int as pauses,
          (select count(*) from cool_down_rating where team_id = @Team and person = @User)::int as ratings,
          (select count(*) from write_out where team_id = @Team and author = @User)::int as pages
        """;

    private const string ListRatings =
        """
        select topic, manner, feeling, rated_at
        from cool_down_rating
        where team_id = @Team and person = @User
        order by rated_at, cool_down_id
        """;

    private const string ListPages =
        """
        select id, about, happened, hard, next_time, created_at
        from write_out
        where team_id = @Team and author = @User
        order by created_at, id
        """;

    private const string DropBegun =
        """
        delete from cool_down
        where team_id = @Team and starter = @User
        returning partner, partner_channel as channel, partner_ts as ts
        """;

    private const string DropPartner =
        """
        update cool_down
        set partner = null, partner_channel = null, partner_ts = null, partner_return = 0, partner_talks = false, answer = 0, proposed_end = null, talk_at = null,
          version = version + 1
        where team_id = @Team and partner = @User
        returning starter
        """;

    private const string DropRatings =
        """
        delete from cool_down_rating
        where team_id = @Team and person = @User
        """;

    private const string DropPages =
        """
        delete from write_out
        where team_id = @Team and author = @User
        """;

    private const string DropFromPages =
        """
        update write_out
        set about = null, version = version + 1
        where team_id = @Team and about = @User
        """;

    public IReadOnlyList<string> Tables => ["cool_down", "cool_down_rating", "write_out"];

    public async Task<IReadOnlyList<StoredKind>> CountAsync(Tx tx, PersonId person)
    {
        var counts = await tx.FindAsync<CoolDownCounts>(Count, new { person.Team, person.User }) ?? new CoolDownCounts(0, 0, 0);
        return
        [
            new StoredKind("Your cool-downs", counts.Pauses, "You and the other one of each."),
            new StoredKind("What you noted about how it went, as numbers", counts.Ratings, "Only you."),
            new StoredKind("Pages you wrote during cool-downs", counts.Pages, "Only you."),
        ];
    }

    public async Task<IReadOnlyList<ExportPart>> ExportAsync(Tx tx, PersonId person)
    {
        var sealer = await cipher.ForAsync(tx, person.Team);
        var ratings = await tx.ListAsync<RatingRow>(ListRatings, new { person.Team, person.User });
        var pages = await tx.ListAsync<PageRow>(ListPages, new { person.Team, person.User });
        return
        [
            new ExportPart("cool_down_notes", [.. ratings.Select(row => row.Entry)]),
            new ExportPart("written_pages", [.. pages.Select(row => row.Open(sealer))]),
        ];
    }

    public async Task EraseAsync(Tx tx, PersonId person, Instant now)
    {
        var begun = await tx.ListAsync<BegunRow>(DropBegun, new { person.Team, person.User });
        await tx.BlankCardsAsync(begun.SelectMany(row => row.Cards(person.Team)), now);
        var left = await tx.ListAsync<UserId>(DropPartner, new { person.Team, person.User });
        await tx.ExecuteAsync(DropRatings, new { person.Team, person.User });
        await tx.ExecuteAsync(DropPages, new { person.Team, person.User });
        await tx.ExecuteAsync(DropFromPages, new { person.Team, person.User });
        await tx.RefreshHomesAsync(
            [.. left.Concat(begun.Where(row => row.Partner is not null).Select(row => row.Partner!.Value)).Distinct().Select(user => new PersonId(person.Team, user))], now); // filtered just before
    }

    private sealed record CoolDownCounts(int Pauses, int Ratings, int Pages);

    private sealed record RatingRow(int Topic, int Manner, int? Feeling, Instant RatedAt)
    {
        public ExportEntry Entry => new ExportEntry()
            .Add("what_it_was_about", ReturnViews.Words((ClashTopic)Topic))
            .Add("what_you_did", ReturnViews.Words((ClashManner)Manner))
            .Add("how_you_felt", Feeling is { } feeling ? ReturnViews.Words((ClashFeeling)feeling) : null)
            .Add("noted_at", RatedAt);
    }

    private sealed record PageRow(WriteOutId Id, UserId? About, byte[]? Happened, byte[]? Hard, byte[]? NextTime, Instant CreatedAt)
    {
        public ExportEntry Open(WorkspaceCipher sealer) => new ExportEntry()
            .Add("about", About).Add("written_at", CreatedAt)
            .Add("what_happened", sealer.Open("write_out", "happened", Id.ToString(), Happened))
            .Add("what_makes_it_hard", sealer.Open("write_out", "hard", Id.ToString(), Hard))
            .Add("next_time", sealer.Open("write_out", "next_time", Id.ToString(), NextTime));
    }

    private sealed record BegunRow(UserId? Partner, string? Channel, string? Ts)
    {
        public IEnumerable<(PersonId Reader, MessageRef Card)> Cards(TeamId team)
        {
            if (Partner is { } partner && Channel is not null && Ts is not null) yield return (new PersonId(team, partner), new MessageRef(Channel, Ts));
        }
    }
}
