using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;

namespace SlackPartner.Worker;

/// <summary>
/// One JSON object a line. Exceptions are written as types and stack, never as messages: those may quote what a person wrote.
/// </summary>
internal sealed class JsonLogLine : ITextFormatter
{
    private static readonly JsonValueFormatter Values = new(typeTagName: null);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write("{\"t\":\"");
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("O"));
        output.Write("\",\"level\":\"");
        output.Write(logEvent.Level);
        output.Write("\",\"message\":");
        output.Write(JsonSerializer.Serialize(logEvent.RenderMessage(null)));
        foreach (var (name, value) in logEvent.Properties)
        {
            output.Write(',');
            JsonValueFormatter.WriteQuotedJsonString(name, output);
            output.Write(':');
            Values.Format(value, output);
        }
        if (logEvent.Exception is { } failure) WriteException(failure, output);
        output.WriteLine('}');
    }

    private static void WriteException(Exception failure, TextWriter output)
    {
        List<string> types = [];
        for (var cause = failure; cause is not null && types.Count < 8; cause = cause.InnerException) types.Add(cause.GetType().FullName ?? cause.GetType().Name);
        output.Write(",\"exception\":");
        output.Write(JsonSerializer.Serialize(types));
        output.Write(",\"stack\":");
        output.Write(JsonSerializer.Serialize(failure.StackTrace));
    }
}
