using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Jobs;

/// <summary>Something to do later for one person, once per key. Carries ids, never text.</summary>
/// <param name="Kind">Names the handler; a constant of the slice.</param>
/// <param name="Subject">Names the occurrence: an id, and the date for what repeats.</param>
public sealed record WorkItem(string Kind, string Subject, PersonId Person, Instant DueAt)
{
    /// <summary>After this it is of no use any more: dropped and counted, not done.</summary>
    public Instant? NotAfter { get; init; }

    public string Key => KeyOf(Person.Team, Kind, Subject);

    public static string KeyOf(TeamId team, string kind, string subject) => $"{team}:{kind}:{subject}";
}

/// <summary>Work this node holds. <see cref="Fence"/> grows with each claim: a settle with an older one changes nothing.</summary>
public sealed record ClaimedWork(
    Guid Id, string Kind, string Subject, TeamId TeamId, UserId Person, string? Channel, Instant DueAt, Instant? NotAfter,
    int State, int Fence, int Attempts, int Looks, Instant ClaimedAt)
{
    public PersonId To => new(TeamId, Person);
}

/// <summary>Prepares one message; the pump sends it once.</summary>
public interface IMessageHandler
{
    /// <summary>What to send now, or null when it is no longer wanted. May run more than once.</summary>
    Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel);

    /// <summary>It was posted. Commits together with the item.</summary>
    Task SentAsync(Tx tx, ClaimedWork work, MessageRef at) => Task.CompletedTask;

    /// <summary>It will never arrive: Slack refuses, or the tries are used up. Commits together with the item.</summary>
    Task UndeliverableAsync(Tx tx, ClaimedWork work) => Task.CompletedTask;
}

/// <summary>Prepares one file for a direct message; the pump sends it once.</summary>
public interface IFileHandler
{
    /// <summary>What to send now, or null when it is no longer wanted. May run more than once; what it makes is kept nowhere.</summary>
    Task<FileMessage?> PrepareAsync(ClaimedWork work, CancellationToken cancel);
}

/// <summary>A file and the line above it.</summary>
/// <param name="Name">Ours, never words of a person: Slack shows it in notifications.</param>
public sealed record FileMessage(string Name, ReadOnlyMemory<byte> Content, string Comment)
{
    public override string ToString() => $"FileMessage {Name}";
}

/// <summary>Does one kind of work that may harmlessly be done twice.</summary>
public interface IRepeatableWork
{
    Task RunAsync(ClaimedWork work, CancellationToken cancel);
}

/// <summary>Which handler does which kind of work. Filled once at start by each slice.</summary>
public sealed class WorkRoutes
{
    private readonly Dictionary<string, Type> _messages = [];
    private readonly Dictionary<string, Type> _files = [];
    private readonly Dictionary<string, Type> _repeatable = [];

    public WorkRoutes Message<T>(string kind) where T : IMessageHandler
    {
        _messages.Add(kind, typeof(T));
        return this;
    }

    public WorkRoutes File<T>(string kind) where T : IFileHandler
    {
        _files.Add(kind, typeof(T));
        return this;
    }

    public WorkRoutes Repeatable<T>(string kind) where T : IRepeatableWork
    {
        _repeatable.Add(kind, typeof(T));
        return this;
    }

    public Type? FindMessage(string kind) => _messages.GetValueOrDefault(kind);
    public Type? FindFile(string kind) => _files.GetValueOrDefault(kind);
    public Type? FindRepeatable(string kind) => _repeatable.GetValueOrDefault(kind);
    public IEnumerable<Type> Handlers => [.. _messages.Values, .. _files.Values, .. _repeatable.Values];
    public IEnumerable<string> Kinds => [.. _messages.Keys, .. _files.Keys, .. _repeatable.Keys];
}
