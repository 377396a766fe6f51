using Microsoft.Extensions.Logging;
using SlackPartner.Kernel;
using SlackPartner.Slack;

namespace SlackPartner.Tests.Architecture;

/// <summary>What a log template must not take; the last one may.</summary>
internal static partial class LogProbes
{
    [LoggerMessage(LogLevel.Information, "{Text}")]
    public static partial void Text(ILogger logger, PrivateText text);

    [LoggerMessage(LogLevel.Information, "{Form}")]
    public static partial void Form(ILogger logger, FormValues form);

    [LoggerMessage(LogLevel.Information, "{Message}")]
    public static partial void Message(ILogger logger, Message message);

    [LoggerMessage(LogLevel.Information, "{Modal}")]
    public static partial void Modal(ILogger logger, Modal modal);

    [LoggerMessage(LogLevel.Information, "Failed")]
    public static partial void Failure(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Information, "{Words}")]
    public static partial void Words(ILogger logger, string words);

    [LoggerMessage(LogLevel.Information, "{Situation}")]
    public static partial void Quoted(ILogger logger, string? situation);

    [LoggerMessage(LogLevel.Information, "{Kind} {Count}")]
    public static partial void Fine(ILogger logger, string kind, int? count);
}
