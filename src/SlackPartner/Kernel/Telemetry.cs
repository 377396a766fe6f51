using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SlackPartner.Kernel;

/// <summary>Our source of spans and meter. Tags are ids, counts, durations and our own constants, never text.</summary>
public static class Telemetry
{
    public const string Name = "SlackPartner";

    public static readonly ActivitySource Spans = new(Name);
    public static readonly Meter Meter = new(Name);

    public static readonly Histogram<double> InteractionSeconds = Meter.CreateHistogram<double>("partner.interaction.duration", "s", "From receipt to acknowledgment");
    public static readonly Histogram<double> EventLagSeconds = Meter.CreateHistogram<double>("partner.inbox.lag", "s", "From an event's arrival to the end of its handling");
    public static readonly Histogram<double> WorkLagSeconds = Meter.CreateHistogram<double>("partner.work.lag", "s", "From a work item's due time to its end");
    public static readonly Counter<long> WorkSettled = Meter.CreateCounter<long>("partner.work.settled", description: "Work items by outcome");
    public static readonly Counter<long> RateLimited = Meter.CreateCounter<long>("partner.slack.rate_limited", description: "Calls Slack asked us to make later");
    public static readonly Counter<long> EventsMissed = Meter.CreateCounter<long>("partner.slack.app_rate_limited", description: "Minutes in which Slack held events back");
}
