using System.Text.Json.Nodes;

namespace SlackPartner.Simulator;

/// <summary>Slack's way to say no: <c>{"ok":false,"error":…}</c>.</summary>
#pragma warning disable CA1064 // Thrown and caught inside the simulator only.
internal sealed class SlackErrorException(string code, params string[] messages) : Exception(code)
#pragma warning restore CA1064
{
    public string Code => Message;
    public IReadOnlyList<string> Messages => messages;
    public JsonObject More { get; init; } = [];

    public JsonObject ToJson()
    {
        var answer = new JsonObject { ["ok"] = false, ["error"] = Message };
        foreach (var (name, value) in More) answer[name] = value?.DeepClone();
        if (messages.Length > 0) answer["response_metadata"] = new JsonObject { ["messages"] = Json.Strings(messages) };
        return answer;
    }
}
