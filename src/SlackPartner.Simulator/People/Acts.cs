using System.Text.Json.Nodes;
using SlackPartner.Simulator.Delivery;

namespace SlackPartner.Simulator.People;

/// <summary>How something a person did went, as that person sees it.</summary>
internal sealed record Outcome(string? Trouble, PostedMessage? Reply = null)
{
    public static readonly Outcome Fine = new(Trouble: null);
}

/// <summary>What people do in Slack's client with messages, commands and shortcuts. The page and the driver both call this.</summary>
internal sealed class Acts(World world, Courier courier, EventFeed events, Talk talk, Payloads payloads)
{
    public string Write(Workspace workspace, Member person, Conversation channel, string typed, string? threadTs = null)
    {
        lock (world.Gate) return talk.Write(workspace, channel, person, typed, threadTs).Ts;
    }

    public void Edit(Workspace workspace, Member person, Conversation channel, string ts, string typed)
    {
        lock (world.Gate) talk.EditTyped(workspace, channel, Own(person, channel, ts), typed);
    }

    public void Delete(Workspace workspace, Member person, Conversation channel, string ts)
    {
        lock (world.Gate) talk.Delete(workspace, channel, Own(person, channel, ts));
    }

    public string Upload(Workspace workspace, Member person, Conversation channel, string name, string comment)
    {
        lock (world.Gate)
        {
            var file = new SlackFile(Ids.New("F"), name, workspace.Id, Ids.Secret()) { Title = name, User = person.Id, Content = [], Shared = true };
            workspace.Files.Add(file.Id, file);
            return talk.Share(workspace, channel, [FileCard.ToJson(world, file)], TypedText.ForMessage(comment, workspace), person.Id).Ts;
        }
    }

    public async Task<Outcome> RunAsync(Workspace workspace, Member person, Conversation channel, string line)
    {
        var parts = line.Trim().Split(' ', 2);
        var command = world.Manifest.Commands.FirstOrDefault(one => one.Name == parts[0]);
        JsonObject payload;
        lock (world.Gate)
        {
            if (command is null || !workspace.Installed)
                return new($"{parts[0]} is not a valid command.", talk.Slackbot(channel, person.Id, $"{parts[0]} is not a valid command. In Slack, all messages that start with the \"/\" character are interpreted as commands."));
            var typed = (parts.ElementAtOrDefault(1) ?? "").Trim();
            var text = command.ShouldEscape ? TypedText.ForCommand(typed, workspace) : typed;
            payload = payloads.Command(workspace, person, channel, command.Name, text);
        }
        var answer = await courier.AskAsync(Kinds.Commands, payload);
        lock (world.Gate)
        {
            if (answer.Failure is { } failure)
            {
                var code = failure is "http_timeout" or "operation_timeout" ? "operation_timeout" : failure is "connection_failed" ? "dispatch_failed" : "dispatch_unknown_error";
                var trouble = $"{command.Name} failed with the error \"{code}\"";
                return new(trouble, talk.Slackbot(channel, person.Id, trouble));
            }
            return new(null, Reply(workspace, person, channel, answer.Body));
        }
    }

    public async Task<Outcome> UseShortcutAsync(Workspace workspace, Member person, AppManifest.Shortcut shortcut, Conversation? channel = null, PostedMessage? message = null)
    {
        JsonObject payload;
        lock (world.Gate)
        {
            payload = shortcut.OnMessage
                ? payloads.MessageShortcut(workspace, person, shortcut.CallbackId, channel!, message!) // a message shortcut is only offered on a message
                : payloads.Shortcut(workspace, person, shortcut.CallbackId);
        }
        var answer = await courier.AskAsync(Kinds.Interactive, payload);
        return answer.Failure is null ? Outcome.Fine : new($"We had some trouble connecting to Partner ({answer.Failure}).");
    }

    public void OpenHome(Workspace workspace, Member person, string tab)
    {
        lock (world.Gate)
        {
            var happened = new JsonObject { ["type"] = "app_home_opened", ["user"] = person.Id, ["channel"] = workspace.BotDirect(person.Id).Id, ["tab"] = tab };
            if (tab == "home" && workspace.Homes.TryGetValue(person.Id, out var home)) happened["view"] = home.ToPayload();
            happened["event_ts"] = world.Clock.NextTs();
            events.Post(workspace, "app_home_opened", happened, $"home/{person.Id}");
        }
    }

    public Member ChangeProfile(Workspace workspace, Member person, Func<Member, Member> change)
    {
        lock (world.Gate)
        {
            var changed = change(person);
            workspace.Members[workspace.Members.FindIndex(member => member.Id == person.Id)] = changed;
            world.Changed();
            var now = world.Clock.Now;
            events.Post(workspace, "user_change", new JsonObject
            {
                ["type"] = "user_change", ["user"] = changed.ToUser(workspace.Id, now, withLocale: true), ["cache_ts"] = now.ToUnixTimeSeconds(), ["event_ts"] = world.Clock.NextTs(),
            }, $"user/{person.Id}");
            return changed;
        }
    }

    public void Uninstall(Workspace workspace)
    {
        lock (world.Gate)
        {
            if (!workspace.Installed) return;
            events.Farewell(workspace);
            workspace.Stacks.Clear();
            workspace.Homes.Clear();
            world.Changed();
        }
    }

    private PostedMessage? Reply(Workspace workspace, Member person, Conversation channel, JsonNode? body)
    {
        var content = body switch
        {
            JsonValue value when value.TryGetValue<string>(out var text) => text.Trim().Length == 0 ? null : new JsonObject { ["text"] = text },
            JsonObject { Count: > 0 } given => given,
            _ => null,
        };
        if (content is null) return null;
        try
        {
            var shown = talk.Checked(content);
            return content.Str("response_type") == "in_channel" ? talk.Post(workspace, channel, shown) : talk.Whisper(workspace, channel, person.Id, shown);
        }
        catch (SlackErrorException refused)
        {
            world.Violation($"The reply to a command was refused: {refused.Code} {string.Join("; ", refused.Messages)}");
            return talk.Slackbot(channel, person.Id, $"The command failed with the error \"{refused.Code}\"");
        }
    }

    private static PostedMessage Own(Member person, Conversation channel, string ts)
    {
        var message = channel.Find(ts) ?? throw new ArgumentException($"There is no message {ts}.", nameof(ts));
        return message.Author == person.Id ? message : throw new ArgumentException("People can only change their own messages.", nameof(ts));
    }
}
