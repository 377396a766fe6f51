using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Preferences;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.OneOnOnes;

public readonly record struct TripId(Guid Value) : ITyped<TripId, Guid>
{
    public static TripId New() => new(Guid.CreateVersion7());
    public static TripId From(Guid value) => new(value);
    public static TripId? TryParse(string text) => Guid.TryParse(text, out var id) ? new TripId(id) : null;
    public override string ToString() => Value.ToString("N");
}

public readonly record struct MeetupId(Guid Value) : ITyped<MeetupId, Guid>
{
    public static MeetupId New() => new(Guid.CreateVersion7());
    public static MeetupId From(Guid value) => new(value);
    public static MeetupId? TryParse(string text) => Guid.TryParse(text, out var id) ? new MeetupId(id) : null;
    public override string ToString() => Value.ToString("N");
}

/// <summary>Where someone will be, both days included.</summary>
public sealed record Trip(TripId Id, PersonId Person, PrivateText Place, LocalDate From, LocalDate Until)
{
    public override string ToString() => $"Trip {Id}";
}

/// <summary>Stored as its number: add at the end, never renumber.</summary>
public enum MeetupChoice { Lunch = 0, Coffee = 1, InPerson = 2, NotThisTime = 3 }

/// <summary>Two partners in one place, and what each would like.</summary>
public sealed record Meetup(MeetupId Id, Pair Pair, TripId Trip, PrivateText Place, LocalDate From, LocalDate Until, MeetupChoice? OneChoice, MeetupChoice? OtherChoice)
{
    public MeetupChoice? ChoiceOf(UserId user) => user == Pair.One ? OneChoice : OtherChoice;

    public override string ToString() => $"Meetup {Id}";
}

/// <summary>When two people are in the same place. Pure.</summary>
internal static class TripRules
{
    public static OneOnOneRefusal? Check(LocalDate? from, LocalDate? until, LocalDate today)
    {
        if (from is not { } first || until is not { } last) return OneOnOneRefusal.NoDate;
        if (last < first) return OneOnOneRefusal.Backwards;
        if (last < today) return OneOnOneRefusal.InThePast;
        return Period.DaysBetween(today, last) > OneOnOneRules.MostDaysAhead ? OneOnOneRefusal.TooFar : null;
    }

    /// <summary>One stay, told twice.</summary>
    public static bool Overlap(Trip one, Trip other) => one.From <= other.Until && other.From <= one.Until && PlaceNames.AreSame(one.Place, other.Place);

    /// <summary>While they work, unless the days begin before that.</summary>
    public static Instant ProposeAt(Meetup meetup, Preference reader, Instant now) =>
        reader.NextWorkingMoment(now) is var at && at.DateIn(reader.Zone) < meetup.From ? at : now;

    /// <summary>The days both are there: the partner travels there, too, or their time zone is named after the place.</summary>
    public static (LocalDate From, LocalDate Until)? Meet(Trip trip, IReadOnlyList<Trip> theirs, DateTimeZone theirZone)
    {
        foreach (var other in theirs.OrderBy(one => one.From))
        {
            var (from, until) = (LocalDate.Max(trip.From, other.From), LocalDate.Min(trip.Until, other.Until));
            if (from <= until && PlaceNames.AreSame(trip.Place, other.Place)) return (from, until);
        }
        var isAway = theirs.Any(other => other.From <= trip.From && other.Until >= trip.Until);
        return !isAway && PlaceNames.AreSame(trip.Place, new PrivateText(PlanViews.City(theirZone))) ? (trip.From, trip.Until) : null;
    }
}

/// <summary>Trips and meetups in Postgres.</summary>
internal static class TripStore
{
    private const string Table = "one_on_one_trip";

    private const string Insert =
        """
        insert into one_on_one_trip (id, team_id, person, place, from_date, until_date, created_at)
        values (@Id, @Team, @User, @place, @From, @Until, @now)
        """;

    private const string ListOfPerson =
        """
        select id, team_id, person, place, from_date, until_date
        from one_on_one_trip
        where team_id = @Team and person = @User
        order by from_date
        """;

    private const string DeleteTrip =
        """
        delete from one_on_one_trip
        where id = @id and team_id = @Team and person = @User
        """;

    private const string InsertMeetup =
        """
        insert into one_on_one_meetup (id, team_id, one, other, trip_id, from_date, until_date)
        values (@Id, @Team, @One, @Other, @Trip, @From, @Until)
        on conflict (trip_id, one, other) do nothing
        """;

    private const string FindMeetup =
        """
        select meetup.id, meetup.team_id, meetup.one, meetup.other, meetup.trip_id, meetup.from_date, meetup.until_date, meetup.one_choice, meetup.other_choice, trip.place
        from one_on_one_meetup meetup
        join one_on_one_trip trip on trip.id = meetup.trip_id
        where meetup.id = @id and meetup.team_id = @Team and (meetup.one = @User or meetup.other = @User)
        """;

    private const string SetChoice =
        """
        update one_on_one_meetup
        set one_choice = case when one = @user then @choice else one_choice end, other_choice = case when other = @user then @choice else other_choice end
        where id = @Id
        """;

    private const string DeleteMeetups =
        """
        delete from one_on_one_meetup
        where team_id = @Team and one = @One and other = @Other
        """;

    // The day is over everywhere: nobody is further behind than twelve hours.
    private const string Forget =
        """
        delete from one_on_one_trip
        where until_date < @today
        """;

    public static async Task AddAsync(this Tx tx, TextCipher cipher, Trip trip, Instant now)
    {
        var sealer = await cipher.ForAsync(tx, trip.Person.Team);
        await tx.ExecuteAsync(
            Insert, new { trip.Id, trip.Person.Team, trip.Person.User, place = sealer.Seal(Table, "place", trip.Id.ToString(), trip.Place), trip.From, trip.Until, now });
    }

    public static async Task<IReadOnlyList<Trip>> ListTripsAsync(this Tx tx, TextCipher cipher, PersonId person)
    {
        var rows = await tx.ListAsync<TripRow>(ListOfPerson, new { person.Team, person.User });
        if (rows.Count == 0) return [];
        var sealer = await cipher.ForAsync(tx, person.Team);
        return [.. rows.Select(row => new Trip(row.Id, new PersonId(row.TeamId, row.Person), sealer.Open(Table, "place", row.Id.ToString(), row.Place), row.FromDate, row.UntilDate))];
    }

    /// <summary>Only the person's own; its proposals go with it.</summary>
    public static Task DeleteTripAsync(this Tx tx, PersonId person, TripId id) => tx.ExecuteAsync(DeleteTrip, new { id, person.Team, person.User });

    public static Task AddAsync(this Tx tx, Meetup meetup) =>
        tx.ExecuteAsync(InsertMeetup, new { meetup.Id, meetup.Pair.Team, meetup.Pair.One, meetup.Pair.Other, meetup.Trip, meetup.From, meetup.Until });

    /// <summary>Null for anyone but the two.</summary>
    public static async Task<Meetup?> FindMeetupAsync(this Tx tx, TextCipher cipher, PersonId person, string claimedId)
    {
        if (MeetupId.TryParse(claimedId) is not { } id || await tx.FindAsync<MeetupRow>(FindMeetup, new { id, person.Team, person.User }) is not { } row) return null;
        var sealer = await cipher.ForAsync(tx, person.Team);
        return new Meetup(
            row.Id, Pair.Of(row.TeamId, row.One, row.Other), row.TripId, sealer.Open(Table, "place", row.TripId.ToString(), row.Place), row.FromDate, row.UntilDate,
            (MeetupChoice?)row.OneChoice, (MeetupChoice?)row.OtherChoice);
    }

    public static Task ChooseAsync(this Tx tx, Meetup meetup, UserId user, MeetupChoice choice) => tx.ExecuteAsync(SetChoice, new { meetup.Id, user, choice = (int)choice });

    public static Task DeleteMeetupsAsync(this Tx tx, Pair pair) => tx.ExecuteAsync(DeleteMeetups, new { pair.Team, pair.One, pair.Other });

    public static Task ForgetTripsAsync(this Tx tx, Instant now) => tx.ExecuteAsync(Forget, new { today = (now - Duration.FromHours(12)).InUtc().Date });

    private sealed record TripRow(TripId Id, TeamId TeamId, UserId Person, byte[] Place, LocalDate FromDate, LocalDate UntilDate);

    private sealed record MeetupRow(
        MeetupId Id, TeamId TeamId, UserId One, UserId Other, TripId TripId, LocalDate FromDate, LocalDate UntilDate, int? OneChoice, int? OtherChoice, byte[] Place);
}
