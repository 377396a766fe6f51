using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

/// <summary>One-on-ones, as part of what is kept about a person. They are two people's: without one of them nothing of them is left to keep.</summary>
internal sealed class PersonalOneOnOnes(TextCipher cipher) : IPersonalData
{
    private const string Count =
        """
        select
          (select count(*) from one_on_one where team_id = @Team and (one = @User or other = @User))::int as series,
          (select count(*) from one_on_one_occurrence occurrence join one_on_one series on series.id = occurrence.series_id
            where series.team_id = @Team and (series.one = @User or series.other = @User))::int as meetings,
          (select count(*) from one_on_one_item where team_id = @Team and (one = @User or other = @User))::int as items,
          (select count(*) from one_on_one_answer answer join one_on_one series on series.id = answer.series_id
            where series.team_id = @Team and answer.person = @User)::int as answers,
          (select count(*) from one_on_one_trip where team_id = @Team and person = @User)::int as trips,
          (select count(*) from one_on_one_meetup where team_id = @Team and (one = @User or other = @User))::int as meetups
        """;

    private const string ListPlans =
        """
        select plan.id, case when series.one = @User then series.other else series.one end as partner, plan.proposer, plan.first_on, plan.local_time, plan.zone,
          plan.every_weeks, plan.needed_minutes, plan.margin_minutes, plan.place, plan.created_at
        from one_on_one_plan plan
        join one_on_one series on series.id = plan.series_id
        where series.team_id = @Team and (series.one = @User or series.other = @User) and plan.proposer = @User
        order by plan.created_at, plan.id
        """;

    private const string ListItems =
        """
        select id, case when one = @User then other else one end as partner, words, created_at
        from one_on_one_item
        where team_id = @Team and author = @User and words is not null
        order by created_at, id
        """;

    private const string ListAnswers =
        """
        select answer.series_id, answer.slot, question.question, answer.words, answer.answered_at
        from one_on_one_answer answer
        join one_on_one_question question on question.series_id = answer.series_id and question.slot = answer.slot
        join one_on_one series on series.id = answer.series_id
        where series.team_id = @Team and answer.person = @User
        order by answer.answered_at, answer.series_id
        """;

    private const string DropSeries =
        """
        delete from one_on_one
        where team_id = @Team and (one = @User or other = @User)
        """;

    private const string DropItems =
        """
        delete from one_on_one_item
        where team_id = @Team and (one = @User or other = @User)
        """;

    private const string DropMeetups =
        """
        delete from one_on_one_meetup
        where team_id = @Team and (one = @User or other = @User)
        """;

    private const string DropTrips =
        """
        delete from one_on_one_trip
        where team_id = @Team and person = @User
        """;

    public IReadOnlyList<string> Tables =>
    [
        "one_on_one", "one_on_one_plan", "one_on_one_occurrence", "one_on_one_card", "one_on_one_item", "one_on_one_question", "one_on_one_answer",
        "one_on_one_trip", "one_on_one_meetup",
    ];

    public async Task<IReadOnlyList<StoredKind>> CountAsync(Tx tx, PersonId person)
    {
        var counts = await tx.FindAsync<OneOnOneCounts>(Count, new { person.Team, person.User }) ?? new OneOnOneCounts(0, 0, 0, 0, 0, 0);
        return
        [
            new StoredKind("Your one-on-ones and their plans", counts.Series, "You and your partner."),
            new StoredKind("Meetings of your one-on-ones", counts.Meetings, "You and your partner."),
            new StoredKind("Items on your agendas", counts.Items, "You and your partner."),
            new StoredKind("Your answers to questions", counts.Answers, "You, and your partner once both have answered."),
            new StoredKind("Where you will be", counts.Trips, "You, and partners who will be there too."),
            new StoredKind("Times you and a partner are in one place", counts.Meetups, "You and your partner."),
        ];
    }

    public async Task<IReadOnlyList<ExportPart>> ExportAsync(Tx tx, PersonId person)
    {
        var args = new { person.Team, person.User };
        var sealer = await cipher.ForAsync(tx, person.Team);
        var plans = await tx.ListAsync<PlanRow>(ListPlans, args);
        var items = await tx.ListAsync<ItemRow>(ListItems, args);
        var answers = await tx.ListAsync<AnswerRow>(ListAnswers, args);
        var trips = await tx.ListTripsAsync(cipher, person);
        return
        [
            new ExportPart("one_on_ones_you_proposed", [.. plans.Select(row => row.Open(sealer))]),
            new ExportPart("agenda_items", [.. items.Select(row => row.Open(sealer))]),
            new ExportPart("answers_to_questions", [.. answers.Select(row => row.Open(sealer, person.User))]),
            new ExportPart("trips", [.. trips.Select(trip => new ExportEntry().Add("place", trip.Place).Add("from", trip.From).Add("until", trip.Until))]),
        ];
    }

    public async Task EraseAsync(Tx tx, PersonId person, Instant now)
    {
        await tx.ExecuteAsync(DropMeetups, new { person.Team, person.User });
        await tx.ExecuteAsync(DropTrips, new { person.Team, person.User });
        await tx.ExecuteAsync(DropItems, new { person.Team, person.User });
        await tx.ExecuteAsync(DropSeries, new { person.Team, person.User }); // plans, meetings, cards, questions and answers with it
    }

    private sealed record OneOnOneCounts(int Series, int Meetings, int Items, int Answers, int Trips, int Meetups);

    private sealed record PlanRow(
        PlanId Id, UserId Partner, UserId Proposer, LocalDate FirstOn, LocalTime LocalTime, string Zone, int EveryWeeks, int NeededMinutes, int MarginMinutes, byte[]? Place,
        Instant CreatedAt)
    {
        public ExportEntry Open(WorkspaceCipher sealer) => new ExportEntry()
            .Add("with", Partner).Add("first_on", FirstOn).Add("at", LocalTime).Add("time_zone", Zone).Add("every_weeks", $"{EveryWeeks}")
            .Add("minutes_needed", $"{NeededMinutes}").Add("minutes_for_each_other", $"{MarginMinutes}")
            .Add("place", SeriesStore.OpenPlace(sealer, Id, Place)).Add("proposed_at", CreatedAt);
    }

    private sealed record ItemRow(ItemId Id, UserId Partner, byte[]? Words, Instant CreatedAt)
    {
        public ExportEntry Open(WorkspaceCipher sealer) => new ExportEntry()
            .Add("with", Partner).Add("words", sealer.Open("one_on_one_item", "words", Id.ToString(), Words)).Add("written_at", CreatedAt);
    }

    private sealed record AnswerRow(SeriesId SeriesId, LocalDate Slot, string Question, byte[] Words, Instant AnsweredAt)
    {
        public ExportEntry Open(WorkspaceCipher sealer, UserId person) => new ExportEntry()
            .Add("question", QuestionDeck.Find(Question)?.Text ?? Question)
            .Add("words", sealer.Open("one_on_one_answer", "words", QuestionStore.RowOf(SeriesId, Slot, person), Words)).Add("answered_at", AnsweredAt);
    }
}
