using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SlackPartner.Kernel;

namespace SlackPartner.Worker;

/// <summary>Sends spans and metrics over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, as every OpenTelemetry program does.</summary>
internal static class TelemetryExport
{
    private static readonly string[] Sources = [Telemetry.Name, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Quartz"];
    private static readonly string[] Meters = [Telemetry.Name, "Microsoft.AspNetCore.Hosting", "System.Net.Http", "Npgsql", "System.Runtime", "Quartz"];

    public static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) return;
        var resource = ResourceBuilder.CreateDefault().AddService("slackpartner", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString());
        services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(Sources)
            .AddProcessor(new SecretsOutOfSpans())
            .AddOtlpExporter()
            .Build());
        services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build());
        services.AddHostedService<TelemetryLife>();
    }

    /// <summary>Builds the providers with the host, and flushes them with it.</summary>
    private sealed class TelemetryLife(TracerProvider spans, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            spans.ForceFlush(1000);
            metrics.ForceFlush(1000);
            return Task.CompletedTask;
        }
    }
}

/// <summary>
/// A response_url, a socket's ticket and an OAuth code are keys in the shape of a URL: of a URL only scheme, host and method name stay.
/// Statements keep their text, which is ours, and never had parameters.
/// </summary>
internal sealed class SecretsOutOfSpans : BaseProcessor<Activity>
{
    private static readonly string[] Urls = ["url.full", "url.query", "http.url", "http.target"];

    public override void OnEnd(Activity data)
    {
        foreach (var name in Urls)
            if (data.GetTagItem(name) is string url) data.SetTag(name, Redact(url));
        // Exceptions recorded by libraries carry messages, and those may quote.
        if (data.StatusDescription is not null) data.SetStatus(data.Status);
    }

    internal static string Redact(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed)) return "";
        var isApi = parsed.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal);
        return $"{parsed.Scheme}://{parsed.Authority}{(isApi ? parsed.AbsolutePath : "/…")}";
    }
}
