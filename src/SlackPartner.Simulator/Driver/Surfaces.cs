using System.Text.Json.Nodes;
using SlackPartner.Simulator.BlockKit;

namespace SlackPartner.Simulator.Driver;

/// <summary>Something with words and buttons in front of a person, as it was when it was looked at.</summary>
public abstract class Surface
{
    private protected Surface(JsonObject raw, Workspace workspace)
    {
        Raw = raw;
        Texts = BlockWords.Texts(raw.Arr("blocks"), workspace);
        Buttons = [.. BlockWords.Pressables(raw.Arr("blocks"), workspace).Select(one => one.Words)];
    }

    /// <summary>The message or view in Slack's JSON.</summary>
    public JsonObject Raw { get; }

    /// <summary>The words of each block, mentions by name, escapes undone.</summary>
    public IReadOnlyList<string> Texts { get; protected init; }

    /// <summary>The words on buttons and on the options of menus that act at once.</summary>
    public IReadOnlyList<string> Buttons { get; }

    /// <summary>All words, one block per line.</summary>
    public string Text => string.Join('\n', Texts);

    /// <summary>Whether a text or a button has these words, in any case.</summary>
    public bool Contains(string words) =>
        Text.Contains(words, StringComparison.OrdinalIgnoreCase) || Buttons.Any(button => button.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it has a button with exactly these words.</summary>
    public bool Offers(string button) => Buttons.Any(words => string.Equals(words, button, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => $"{GetType().Name}: {Text}{(Buttons.Count > 0 ? $" [{string.Join("] [", Buttons)}]" : "")}";
}

/// <summary>A message, ephemeral or not.</summary>
public sealed class Card : Surface
{
    internal Card(PostedMessage message, Conversation channel, Workspace workspace) : base(message.Json.Copy(), workspace)
    {
        Message = message;
        Channel = channel.Id;
        Ts = message.Ts;
        IsEphemeral = message.IsEphemeral;
        Edits = message.Edits;
        IsDeleted = message.Deleted;
        Metadata = message.Metadata?.Copy();
        Fallback = BlockWords.Plain(Raw.Text("text"), workspace);
        FromBot = Raw.Str("bot_id") == workspace.BotId;
        Files = [.. Raw.Objects("files").Select(file => file.Text("name"))];
        // A message without blocks is its text; with blocks the text is only the notification.
        if (Raw.Arr("blocks") is not { Count: > 0 }) Texts = [Fallback];
    }

    internal PostedMessage Message { get; }
    public string Channel { get; }
    public string Ts { get; }
    public bool IsEphemeral { get; }
    public bool IsDeleted { get; }
    public bool FromBot { get; }

    /// <summary>How often it was edited.</summary>
    public int Edits { get; }

    /// <summary>The text of the notification.</summary>
    public string Fallback { get; }
    public JsonObject? Metadata { get; }

    /// <summary>The names of its files.</summary>
    public IReadOnlyList<string> Files { get; }
}

/// <summary>The top open modal of a person.</summary>
public sealed class Modal : Surface
{
    internal Modal(OpenView view, int depth, Workspace workspace) : base(view.ToPayload(), workspace)
    {
        Id = view.Id;
        Depth = depth;
        Title = Raw.Obj("title").Text("text");
        Submit = Raw.Obj("submit").Str("text");
        Close = Raw.Obj("close").Str("text") ?? "Cancel";
        var inputs = Raw.Objects("blocks").Where(block => block.Str("type") == "input").ToList();
        Labels = [.. inputs.Select(block => block.Obj("label").Text("text"))];
        Trouble = view.Trouble;
        Errors = inputs.Where(block => view.Errors.ContainsKey(block.Text("block_id"))).ToDictionary(block => block.Obj("label").Text("text"), block => view.Errors[block.Text("block_id")]);
        Values = inputs.DistinctBy(block => block.Obj("label").Text("text")).ToDictionary(
            block => block.Obj("label").Text("text"),
            block => ValueWords.Of(view.Values.Obj(block.Text("block_id")).Obj(block.Obj("element").Text("action_id")), workspace));
    }

    public string Id { get; }
    public string Title { get; }

    /// <summary>The words on its submit button; null when it has none.</summary>
    public string? Submit { get; }
    public string Close { get; }

    /// <summary>1 for the first view, up to 3.</summary>
    public int Depth { get; }

    /// <summary>The labels of its inputs, in order.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Errors beside inputs, by label.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; }

    /// <summary>What is filled in now, by label.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>Slack's own complaint that the app did not answer well.</summary>
    public string? Trouble { get; }

    public string CallbackId => Raw.Text("callback_id");
    public override string ToString() => $"Modal \"{Title}\": {Text} [{string.Join("] [", Buttons)}] ({string.Join(", ", Errors.Select(error => $"{error.Key}: {error.Value}"))})";
}

/// <summary>The app's Home tab of a person.</summary>
public sealed class HomeTab : Surface
{
    internal HomeTab(OpenView view, Workspace workspace) : base(view.ToPayload(), workspace) => View = view;

    internal OpenView View { get; }
}
