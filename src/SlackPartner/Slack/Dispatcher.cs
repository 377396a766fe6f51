using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SlackPartner.Kernel;
using SlackPartner.Storage;

namespace SlackPartner.Slack;

/// <summary>
/// The one way from something a person did to the code that answers it: scope, deadline, handler, reply; one log line and one span.
/// Whatever goes wrong, the person reads one sentence and keeps their text.
/// </summary>
public sealed partial class Dispatcher(SlackRoutes routes, IServiceScopeFactory scopes, ReplyWriter replies, ILogger<Dispatcher> logger)
{
    /// <summary>Slack waits three seconds; what is left is for the way back.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(2700);
    private static readonly TimeSpan ApologyDeadline = TimeSpan.FromSeconds(2);
    private const int StaleWriteTries = 3;

    /// <summary>Answers an interaction with the body of its acknowledgment; null means an empty one.</summary>
    public async Task<JsonObject?> DispatchAsync(Interaction interaction, CancellationToken cancel)
    {
        using var span = Telemetry.Spans.StartActivity(interaction.GetType().Name);
        span?.SetTag("partner.interaction", NameOf(interaction));
        var started = Stopwatch.GetTimestamp();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(Deadline);
        try
        {
            var reply = await HandleAsync(interaction, deadline.Token).WaitAsync(deadline.Token);
            var body = await replies.WriteAsync(interaction, reply, deadline.Token).WaitAsync(deadline.Token);
            LogHandled(interaction, reply, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return body;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            LogFailed(interaction, Failures.Describe(failure), (failure as SlackException)?.Error, (failure as PostgresException)?.SqlState, failure.StackTrace);
            return await ApologizeAsync(interaction, failure, cancel);
        }
        finally
        {
            Telemetry.InteractionSeconds.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("interaction", NameOf(interaction)));
        }
    }

    /// <summary>Acts on an event from the inbox. Throws what the handler throws: the inbox tries again.</summary>
    public async Task DispatchAsync(SlackEvent happened, CancellationToken cancel)
    {
        var handlers = routes.Find(happened);
        if (handlers.Count == 0) return;
        using var span = Telemetry.Spans.StartActivity(happened.GetType().Name);
        await using var scope = scopes.CreateAsyncScope();
        foreach (var type in handlers) await HandleAsync(scope.ServiceProvider.GetRequiredService(type), happened, cancel);
    }

    private static Task HandleAsync(object handler, SlackEvent happened, CancellationToken cancel) => happened switch
    {
        AppHomeOpened opened => ((IHandleEvent<AppHomeOpened>)handler).HandleAsync(opened, cancel),
        DirectMessage message => ((IHandleEvent<DirectMessage>)handler).HandleAsync(message, cancel),
        DirectMessageChanged changed => ((IHandleEvent<DirectMessageChanged>)handler).HandleAsync(changed, cancel),
        DirectMessageDeleted deleted => ((IHandleEvent<DirectMessageDeleted>)handler).HandleAsync(deleted, cancel),
        UserChanged changed => ((IHandleEvent<UserChanged>)handler).HandleAsync(changed, cancel),
        AppUninstalled gone => ((IHandleEvent<AppUninstalled>)handler).HandleAsync(gone, cancel),
        TokensRevoked revoked => ((IHandleEvent<TokensRevoked>)handler).HandleAsync(revoked, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, null),
    };

    private async Task<Reply> HandleAsync(Interaction interaction, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await HandleOnceAsync(interaction, cancel);
            }
            catch (StaleWriteException) when (attempt < StaleWriteTries)
            {
                // Someone was faster, often the same person's second click: decide again on what is there now.
            }
        }
    }

    private async Task<Reply> HandleOnceAsync(Interaction interaction, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        T Handler<T>(Type type) => (T)scope.ServiceProvider.GetRequiredService(type);
        switch (interaction)
        {
            case SlashCommand command:
                var (said, reply) = Say(command);
                return reply ?? await Handler<IHandle<SlashCommand>>(said.Handler).HandleAsync(said.Command, cancel);
            case BlockAction action when routes.Find(action) is { } type:
                return await Handler<IHandle<BlockAction>>(type).HandleAsync(action, cancel);
            case ViewSubmission submission when routes.Find(submission) is { } type:
                return await Handler<IHandle<ViewSubmission>>(type).HandleAsync(submission, cancel);
            case GlobalShortcut shortcut when routes.Find(shortcut) is { } type:
                return await Handler<IHandle<GlobalShortcut>>(type).HandleAsync(shortcut, cancel);
            case MessageShortcut shortcut when routes.Find(shortcut) is { } type:
                return await Handler<IHandle<MessageShortcut>>(type).HandleAsync(shortcut, cancel);
            default:
                LogUnknown(interaction.GetType().Name);
                return Reply.Done;
        }
    }

    /// <summary>Finds the word of a command, or the help that names the nearest one.</summary>
    private ((Type Handler, SlashCommand Command) Said, Reply? Instead) Say(SlashCommand command)
    {
        if (routes.FindCommand(command.Command) is not { } route) return (default, Reply.Done);

        var text = command.Text.Reveal().Trim();
        var end = text.IndexOfAny([' ', '\n', '\t', '\u00a0']);
        var word = end < 0 ? text : text[..end];
        var rest = command with { Text = new PrivateText(end < 0 ? "" : text[(end + 1)..].Trim()) };

        if (route.FindWord(word) is { } handler) return ((handler, rest), null);
        var isOrder = text.Length == 0 || word.StartsWith("<@", StringComparison.Ordinal) || word.StartsWith('@') || route.Understands(text) || IsPastedText(text);
        if (isOrder && route.Fallback is { } fallback) return ((fallback, command), null);

        var help = route.Help(routes.Names);
        var isHelp = text.Length == 0 || word.Equals("help", StringComparison.OrdinalIgnoreCase);
        // What is more than one word may be something somebody would miss.
        var typed = end < 0 ? default : Mrkdwn.Plain(command.Text, int.MaxValue);
        return (default, new Reply.Ephemeral(isHelp ? help : Unknown(command.Command, NearestWord.To(word, route.Words), help).ShowingBack(typed)));
    }

    /// <summary>One or two words are an order that was mistyped; more is something a person wants to say.</summary>
    private static bool IsPastedText(string text) => text.Count(char.IsWhiteSpace) >= 4;

    private static Message Unknown(string command, string? nearest, Message help) => help with
    {
        Blocks =
        [
            new Block.Section(nearest is null ? "I don't know that word." : $"I don't know that word. Did you mean `{command} {nearest}`?"),
            .. help.Blocks,
        ],
    };

    private async Task<JsonObject?> ApologizeAsync(Interaction interaction, Exception failure, CancellationToken cancel)
    {
        var sentence = failure is SlackException { Error: "expired_trigger_id" or "trigger_expired" or "trigger_exchanged" } ? Apologies.TooLate : Apologies.TryAgain;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(ApologyDeadline);
        try
        {
            return await replies.WriteAsync(interaction, Apologies.For(interaction, sentence), deadline.Token);
        }
        catch (Exception again) when (again is SlackException or OperationCanceledException)
        {
            return null;
        }
    }

    private void LogHandled(Interaction interaction, Reply reply, double milliseconds)
    {
        // A command's name comes from Slack; ours are constants.
        if (logger.IsEnabled(LogLevel.Information))
            LogHandled(interaction.GetType().Name, NameOf(interaction), interaction.Actor.Team.Value, interaction.Actor.User.Value, reply.GetType().Name, milliseconds);
    }

    private void LogFailed(Interaction interaction, string failure, string? slackError, string? sqlState, string? stack)
    {
        if (logger.IsEnabled(LogLevel.Warning))
            LogFailed(interaction.GetType().Name, NameOf(interaction), interaction.Actor.Team.Value, interaction.Actor.User.Value, failure, slackError, sqlState, stack);
    }

    private string NameOf(Interaction interaction) =>
        interaction is SlashCommand command && routes.FindCommand(command.Command) is null ? "unknown"
        : interaction is not SlashCommand && routes.Find(interaction) is null ? "unknown"
        : interaction.Name;

    [LoggerMessage(LogLevel.Information, "{Kind} {Name} by {Team}/{User}: {Reply} in {Milliseconds} ms")]
    private partial void LogHandled(string kind, string name, string team, string user, string reply, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "{Kind} {Name} by {Team}/{User} could not be answered: {Failure} {SlackError} {SqlState} {Stack}")]
    private partial void LogFailed(string kind, string name, string team, string user, string failure, string? slackError, string? sqlState, string? stack);

    [LoggerMessage(LogLevel.Information, "Nothing answers this {Kind}; acknowledged and forgotten")]
    private partial void LogUnknown(string kind);
}
