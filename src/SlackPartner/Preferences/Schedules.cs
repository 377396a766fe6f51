using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Preferences;

/// <summary>When people work and where their days are: Slack's word on the zone, the person's own on the rest.</summary>
public sealed class Schedules(Database database, People people)
{
    /// <summary>May ask Slack: not inside a transaction.</summary>
    public async Task<Preference> FindAsync(PersonId person, CancellationToken cancel)
    {
        var zone = await people.ZoneAsync(person, cancel);
        return await database.ReadAsync(tx => tx.FindPreferenceAsync(person, zone), cancel);
    }

    /// <inheritdoc cref="FindAsync"/>
    public async Task<DateTimeZone> ZoneAsync(PersonId person, CancellationToken cancel) => (await FindAsync(person, cancel)).Zone;
}

/// <summary>Has plans that hang on someone's zone or hours. Called whenever these may have changed, also when they did not: it must be harmless to run again.</summary>
public interface IScheduleListener
{
    Task ScheduleChangedAsync(Tx tx, Preference schedule, Instant now);
}

/// <summary>Slack says someone's profile changed, perhaps their zone. Comes after <see cref="RefreshPerson"/>.</summary>
internal sealed class FollowZone(Database database, Schedules schedules, IEnumerable<IScheduleListener> listeners, IClock clock) : IHandleEvent<UserChanged>
{
    public async Task HandleAsync(UserChanged happened, CancellationToken cancel)
    {
        var schedule = await schedules.FindAsync(happened.Who, cancel);
        await database.WriteAsync(
            async tx =>
            {
                foreach (var listener in listeners) await listener.ScheduleChangedAsync(tx, schedule, clock.GetCurrentInstant());
            },
            cancel);
    }
}

/// <summary>A kind of message the bot starts by itself, which a person may stop. Slices register theirs; Settings lists them.</summary>
/// <param name="Id">Stored: lower case, no spaces, never renamed.</param>
/// <param name="Name">What Settings calls it, for example "Requests for advice".</param>
/// <param name="Example">What it means, in one short sentence.</param>
public sealed record MessageKind(string Id, string Name, string Example);
