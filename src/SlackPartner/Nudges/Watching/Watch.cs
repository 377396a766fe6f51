using System.Text.RegularExpressions;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Nudges.WatchRefusal;

namespace SlackPartner.Nudges;

/// <summary>Names one watched conversation of a pair.</summary>
public readonly record struct WatchId(Guid Value) : ITyped<WatchId, Guid>
{
    public static WatchId New() => new(Guid.CreateVersion7());
    public static WatchId From(Guid value) => new(value);

    /// <summary>Null for anything that is no id: button values are only claims.</summary>
    public static WatchId? TryParse(string text) => Guid.TryParse(text, out var id) ? new WatchId(id) : null;
    public override string ToString() => Value.ToString("N");
}

/// <summary>Stored as its number: add at the end, never renumber.</summary>
public enum WatchStatus { Asked = 0, On = 1, Ended = 2, Declined = 3 }

/// <summary>Why a request was declined. Each value has one sentence in <see cref="WatchViews"/>.</summary>
public enum WatchRefusal { NotFound, NotYours, NoPlace, NotPartners, NoPermission, AlreadyAsked, AlreadyOn, NotAsked, Pausing, TooMany }

/// <summary>A channel, a group or one thread.</summary>
internal sealed record Place(string Channel, string ThreadTs)
{
    public override string ToString() => Channel;
}

/// <summary>What two partners agreed to have watched, or were asked to.</summary>
internal sealed record Watch(WatchId Id, Pair Pair, Place Place, UserId Asker, WatchStatus Status, Instant AskedAt, Instant? AnsweredAt, Instant? EndedAt, int Version)
{
    public UserId Asked => Pair.Beside(Asker);

    /// <summary>Its own thread, or everything said in the conversation.</summary>
    public bool Covers(ChannelMessage said) =>
        said.Message.Channel == Place.Channel && Pair.Has(said.From) && (Place.ThreadTs.Length == 0 || Place.ThreadTs == (said.ThreadTs ?? said.Message.Ts));

    public override string ToString() => $"Watch {Id} {Status}";
}

/// <summary>Who may have what watched. No clock, no database, no Slack.</summary>
internal static partial class WatchRules
{
    /// <summary>For one pair in a day.</summary>
    public const int MostAsks = 3;

    /// <summary>A refusal is final and silent: to the one who asked it looks as if it waited. Asking back is a yes all the same.</summary>
    /// <param name="wantsIt">The partner has not stopped such requests.</param>
    /// <param name="lately">How often this person asked that partner in the last day.</param>
    public static Result<Watch, WatchRefusal> Ask(Watch? known, PersonId asker, UserId partner, bool wantsIt, int lately, Place place, Instant now)
    {
        if (known is { Status: WatchStatus.On }) return AlreadyOn;
        if (known is { Status: WatchStatus.Asked or WatchStatus.Declined } && known.Asker != asker.User) return known with { Status = WatchStatus.On, AnsweredAt = now, EndedAt = null };
        if (known is { Status: WatchStatus.Asked } or { Status: WatchStatus.Declined, EndedAt: null }) return AlreadyAsked;
        // Taken back by the one who asked, whatever the other said meanwhile.
        var isAgain = known is { Status: WatchStatus.Declined } or { Status: WatchStatus.Ended, AnsweredAt: null } && known.Asker == asker.User && now - known.AskedAt < Duration.FromDays(1);
        if (isAgain || lately >= MostAsks) return TooMany;
        if (known is { Status: WatchStatus.Declined }) return known with { AskedAt = now, EndedAt = null };
        var pair = Pair.Of(asker, partner);
        return new Watch(known?.Id ?? WatchId.New(), pair, place, asker.User, wantsIt ? WatchStatus.Asked : WatchStatus.Declined, now, null, null, known?.Version ?? 0);
    }

    public static Result<Watch, WatchRefusal> Accept(Watch watch, PersonId actor, Instant now)
    {
        if (!watch.Pair.Has(actor) || watch.Asker == actor.User) return NotYours;
        return watch.Status switch
        {
            WatchStatus.Asked => watch with { Status = WatchStatus.On, AnsweredAt = now },
            WatchStatus.On => AlreadyOn,
            _ => NotAsked,
        };
    }

    /// <summary>Only the one who was asked.</summary>
    public static Result<Watch, WatchRefusal> Decline(Watch watch, PersonId actor, Instant now)
    {
        if (!watch.Pair.Has(actor) || watch.Asker == actor.User) return NotYours;
        return watch.Status is WatchStatus.Asked ? watch with { Status = WatchStatus.Declined, AnsweredAt = now } : NotAsked;
    }

    /// <summary>Either of the two, at any time, with one click. What was declined is taken back for the eyes of the one who asked.</summary>
    public static Result<Watch, WatchRefusal> End(Watch watch, PersonId actor, Instant now)
    {
        if (!watch.Pair.Has(actor)) return NotYours;
        return watch switch
        {
            { Status: WatchStatus.Ended } => NotFound,
            { Status: WatchStatus.Declined } => watch.Asker == actor.User && watch.EndedAt is null ? watch with { EndedAt = now } : NotFound,
            _ => watch with { Status = WatchStatus.Ended, EndedAt = now },
        };
    }

    /// <summary>
    /// Reads <c>#planning</c> as Slack hands it over, a link to a conversation or a thread, or <c>here</c>. Null for anything else, and for a
    /// conversation with one person alone.
    /// </summary>
    /// <param name="here">Where it was typed.</param>
    public static Place? ReadPlace(PrivateText typed, string here)
    {
        var words = typed.Reveal().Trim();
        if (words.Equals("here", StringComparison.OrdinalIgnoreCase)) return Conversation().IsMatch(here) ? new Place(here, "") : null;
        if (Channel().Match(words) is { Success: true } channel) return new Place(channel.Groups["id"].Value, "");
        if (LinkToWhole().Match(words) is { Success: true } whole) return new Place(whole.Groups["id"].Value, "");
        if (Link().Match(words) is not { Success: true } link) return null;
        var root = link.Groups["root"].Success ? link.Groups["root"].Value : $"{link.Groups["seconds"].Value}.{link.Groups["fraction"].Value}";
        return new Place(link.Groups["id"].Value, root);
    }

    [GeneratedRegex(@"^<#(?<id>[CG][A-Z0-9]{2,20})(\|[^>]*)?>$")]
    private static partial Regex Channel();

    [GeneratedRegex("^[CG][A-Z0-9]{2,20}$")]
    private static partial Regex Conversation();

    // https://acme.slack.com/archives/G0… and what the browser shows, https://app.slack.com/client/T0…/G0…
    [GeneratedRegex(@"^<?https://[a-z0-9.-]+/(archives|client/[A-Z0-9]+)/(?<id>[CG][A-Z0-9]{2,20})/?(\|[^>]*)?>?$")]
    private static partial Regex LinkToWhole();

    [GeneratedRegex(@"^<?https://[a-z0-9.-]+/archives/(?<id>[CG][A-Z0-9]{2,20})/p(?<seconds>\d{9,11})(?<fraction>\d{6})(\?(?:[^ >]*[&;])?thread_ts=(?<root>\d{9,11}\.\d{6})[^ >]*|\?[^ >]*)?(\|[^>]*)?>?$")]
    private static partial Regex Link();
}
