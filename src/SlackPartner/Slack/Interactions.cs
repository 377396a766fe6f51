using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>Something a person did in Slack, already verified and parsed. Slack vouches for <see cref="Actor"/>; everything else is a claim.</summary>
public abstract record Interaction(PersonId Actor)
{
    /// <summary>What to name it by in logs and metrics: a constant of ours, never a person's words.</summary>
    public abstract string Name { get; }

    public sealed override string ToString() => $"{GetType().Name} {Name}";
}

/// <summary>Opens one view within three seconds.</summary>
public sealed record Trigger(string Id);

/// <summary>Answers where something happened: five times, for thirty minutes.</summary>
public sealed record ResponseUrl(string Url)
{
    public override string ToString() => "ResponseUrl";
}

public sealed record SlashCommand(PersonId Actor, string Command, PrivateText Text, Trigger Trigger, ResponseUrl? ResponseUrl) : Interaction(Actor)
{
    public override string Name => Command;

    /// <summary>Where it was typed.</summary>
    public string Channel { get; init; } = "";
}

/// <summary>A button or menu. <see cref="View"/> is set inside a modal or Home, <see cref="Source"/> on a message.</summary>
public sealed record BlockAction(PersonId Actor, string ActionId, string Value, Trigger Trigger, ViewRef? View, MessageRef? Source, ResponseUrl? ResponseUrl)
    : Interaction(Actor)
{
    public override string Name => ActionId;
}

public sealed record ViewSubmission(PersonId Actor, string CallbackId, string ViewId, string Metadata, FormValues Form, Trigger Trigger) : Interaction(Actor)
{
    /// <summary>The message the submitted view cites.</summary>
    public Block.Cited? Cited { get; init; }
    public override string Name => CallbackId;
}

public sealed record GlobalShortcut(PersonId Actor, string CallbackId, Trigger Trigger) : Interaction(Actor)
{
    public override string Name => CallbackId;
}

public sealed record MessageShortcut(
    PersonId Actor, string CallbackId, Trigger Trigger, MessageRef Message, UserId? Author, PrivateText Text, ResponseUrl? ResponseUrl) : Interaction(Actor)
{
    /// <summary>The workspace's name in links; null when Slack does not say.</summary>
    public string? TeamDomain { get; init; }
    public string? ChannelName { get; init; }
    public override string Name => CallbackId;

    /// <summary>Where the message is, for a browser. Asking Slack for it would take a seat in the channel.</summary>
    public PrivateText Link => TeamDomain is { Length: > 0 } domain
        ? new($"https://{Uri.EscapeDataString(domain)}.slack.com/archives/{Message.Channel}/p{Message.Ts.Replace(".", "", StringComparison.Ordinal)}")
        : default;
}

/// <summary>An open view.</summary>
public sealed record ViewRef(string Id, string CallbackId, string Metadata, bool IsHome);

/// <summary>Where a message is.</summary>
public readonly record struct MessageRef(string Channel, string Ts);

/// <summary>What the person entered, by field.</summary>
public sealed class FormValues(IReadOnlyDictionary<string, string> byField)
{
    private static readonly NodaTime.Text.LocalTimePattern TimeOfDay = NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public PrivateText this[string field] => new(byField.GetValueOrDefault(field, ""));

    public bool Has(string field) => byField.ContainsKey(field);

    public UserId? User(string field) => byField.GetValueOrDefault(field) is { Length: > 0 } id ? new UserId(id) : null;

    public string? Choice(string field) => byField.GetValueOrDefault(field);

    public NodaTime.LocalDate? Date(string field) =>
        NodaTime.Text.LocalDatePattern.Iso.Parse(byField.GetValueOrDefault(field, "")) is { Success: true, Value: var date } ? date : null;

    public NodaTime.LocalTime? Time(string field) =>
        TimeOfDay.Parse(byField.GetValueOrDefault(field, "")) is { Success: true, Value: var time } ? time : null;

    /// <summary>What is ticked in check boxes.</summary>
    public IReadOnlyList<string> Choices(string field) => byField.GetValueOrDefault(field, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The fields in the order of the form: an error about the whole form belongs to the first.</summary>
    public IEnumerable<string> Fields => byField.Keys;

    public override string ToString() => $"{byField.Count} fields";
}

/// <summary>Answers one kind of interaction: reads, decides, writes, and says what the person sees.</summary>
public interface IHandle<in T> where T : Interaction
{
    Task<Reply> HandleAsync(T interaction, CancellationToken cancel);
}
