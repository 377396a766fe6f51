using System.Text.Json.Nodes;
using SlackPartner.Simulator.BlockKit;
using SlackPartner.Simulator.People;

namespace SlackPartner.Simulator.Driver;

/// <summary>One person in front of Slack. Every act waits until it is possible and until the app has answered.</summary>
public sealed class Person
{
    private readonly SimulatedSlack _slack;

    internal Person(SimulatedSlack slack, string id)
    {
        _slack = slack;
        Id = id;
    }

    public string Id { get; }
    public string Name => Me.Name;
    public string RealName => Me.RealName;
    public string? Zone => Me.Zone;

    /// <summary>The id of the direct message with the bot.</summary>
    public string Direct { get { lock (World.Gate) return Workspace.BotDirect(Id).Id; } }

    /// <summary>The top open modal; null if none is open.</summary>
    public Modal? Modal { get { lock (World.Gate) return TopModal(); } }

    /// <summary>The published Home tab; null before the app published one.</summary>
    public HomeTab? Home { get { lock (World.Gate) return Workspace.Homes.TryGetValue(Id, out var view) ? new HomeTab(view, Workspace) : null; } }

    /// <summary>Everything in the direct message with the bot, oldest first, ephemerals included.</summary>
    public IReadOnlyList<Card> Messages { get { lock (World.Gate) return Visible(Workspace.BotDirect(Id)); } }

    /// <summary>Everything this person sees in a channel, oldest first.</summary>
    public IReadOnlyList<Card> MessagesIn(string channel) { lock (World.Gate) return Visible(Workspace.Channel(channel)); }

    private World World => _slack.World;
    private Workspace Workspace => _slack.Workspace;
    private SimulatorHost Host => _slack.Host;
    private Member Me { get { lock (World.Gate) return Workspace.Find(Id)!; } } // people are never removed

    /// <summary>Types a slash command, in #general unless told where (<c>"dm"</c> is the bot's); answers the immediate reply.</summary>
    public async Task<Card?> RunsAsync(string line, string at = "#general")
    {
        var channel = ChannelAt(at);
        var outcome = await Host.Acts.RunAsync(Workspace, Me, channel, line);
        if (outcome.Trouble is { } trouble) throw new SlackTroubleException(trouble);
        lock (World.Gate) return outcome.Reply is { } reply ? new Card(reply, channel, Workspace) : null;
    }

    /// <summary>Writes to the bot, or elsewhere; answers the message.</summary>
    public Card Writes(string text, string at = "dm", Card? inThreadOf = null)
    {
        var channel = ChannelAt(at);
        return CardOf(channel, Host.Acts.Write(Workspace, Me, channel, text, inThreadOf?.Ts));
    }

    /// <summary>Writes to the bot; the same as <see cref="Writes"/> for journeys that await every line.</summary>
    public Task<Card> WritesAsync(string text, string at = "dm", Card? inThreadOf = null) => Task.FromResult(Writes(text, at, inThreadOf));

    /// <summary>Sends a file to the bot.</summary>
    public Task<Card> SendsFileAsync(string name, string comment = "", string at = "dm")
    {
        var channel = ChannelAt(at);
        return Task.FromResult(CardOf(channel, Host.Acts.Upload(Workspace, Me, channel, name, comment)));
    }

    public Task EditsAsync(Card message, string text)
    {
        ArgumentNullException.ThrowIfNull(message);
        Host.Acts.Edit(Workspace, Me, ChannelAt(message.Channel), message.Ts, text);
        return Task.CompletedTask;
    }

    public Task DeletesAsync(Card message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Host.Acts.Delete(Workspace, Me, ChannelAt(message.Channel), message.Ts);
        return Task.CompletedTask;
    }

    /// <summary>Waits for a message of the bot in the direct message; each is answered once.</summary>
    public Task<Card> ReceivesAsync(Func<Card, bool>? where = null, TimeSpan? timeout = null) =>
        NextAsync(() => [Workspace.BotDirect(Id)], message => !message.IsEphemeral, where, timeout, "a message from the bot");

    /// <summary>Waits for a message of the bot that contains these words.</summary>
    public Task<Card> ReceivesAsync(string words, TimeSpan? timeout = null) => ReceivesAsync(card => card.Contains(words), timeout);

    /// <summary>Waits for something only this person sees, anywhere; each is answered once.</summary>
    public Task<Card> SeesAsync(Func<Card, bool>? where = null, TimeSpan? timeout = null) =>
        NextAsync(() => [.. Workspace.Conversations.Values], message => message.VisibleTo == Id, where, timeout, "an ephemeral message");

    public Task<Card> SeesAsync(string words, TimeSpan? timeout = null) => SeesAsync(card => card.Contains(words), timeout);

    /// <summary>Waits until a message was edited into what is wanted; answers it as it is then.</summary>
    public Task<Card> SeesChangeAsync(Card card, Func<Card, bool>? where = null, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(card);
        return _slack.UntilAsync(() =>
        {
            var now = Look(card);
            return (where is null ? now.Edits > card.Edits : where(now)) ? now : null;
        }, timeout, () => $"a change of: {Look(card)}");
    }

    /// <summary>The message as it is now.</summary>
    public Card Look(Card card)
    {
        ArgumentNullException.ThrowIfNull(card);
        lock (World.Gate) return new Card(card.Message, ChannelAt(card.Channel), Workspace);
    }

    /// <summary>Waits for a modal on top that is what is wanted.</summary>
    public Task<Modal> SeesModalAsync(Func<Modal, bool>? where = null, TimeSpan? timeout = null) =>
        _slack.UntilAsync(() => TopModal() is { } modal && (where is null || where(modal)) ? modal : null, timeout, () => $"a modal; there is {Modal?.ToString() ?? "none"}");

    /// <summary>Waits for a modal that has these words in its title or body.</summary>
    public Task<Modal> SeesModalAsync(string words, TimeSpan? timeout = null) =>
        SeesModalAsync(modal => modal.Title.Contains(words, StringComparison.OrdinalIgnoreCase) || modal.Contains(words), timeout);

    /// <summary>Waits until no modal is open.</summary>
    public Task SeesNoModalAsync(TimeSpan? timeout = null) => _slack.UntilAsync(() => TopModal() is null ? this : null, timeout, () => $"the modal to close: {Modal}");

    /// <summary>Fills an input, found by part of its label (or a menu, by its placeholder or the text beside it). People, options and dates are given in words; several by commas; nothing clears.</summary>
    public async Task<Person> FillsAsync(string label, string value, Surface? within = null)
    {
        var spot = await SpotAsync(place => Finder.Input(place, label, Workspace), within, $"an input \"{label}\"");
        JsonObject chosen;
        lock (World.Gate) chosen = ValueWords.Choose(spot.Found.Element, value, Workspace);
        var outcome = await Host.Presses.PressAsync(Workspace, Me, spot.Place, spot.Found.Block.Text("block_id"), spot.Found.Element.Text("action_id"), chosen);
        return outcome.Trouble is { } trouble ? throw new SlackTroubleException(trouble) : this;
    }

    /// <summary>Presses the modal's submit button; errors are then in <see cref="Driver.Modal.Errors"/>.</summary>
    public async Task<Person> SubmitsAsync(string? button = null)
    {
        var modal = await SeesModalAsync(modal => modal.Submit is not null && (button is null || string.Equals(modal.Submit, button, StringComparison.OrdinalIgnoreCase)));
        OpenView view;
        lock (World.Gate) view = Workspace.StackOf(Id).Find(one => one.Id == modal.Id) ?? throw new SlackTroubleException("The modal was closed.");
        var outcome = await Host.Presses.SubmitAsync(Workspace, Me, view);
        return outcome.Trouble is { } trouble ? throw new SlackTroubleException(trouble) : this;
    }

    /// <summary>Closes the top view with its close button, or the whole stack.</summary>
    public async Task ClosesModalAsync(bool all = false)
    {
        OpenView view;
        lock (World.Gate) view = Workspace.StackOf(Id).LastOrDefault() ?? throw new SlackTroubleException("No modal is open.");
        await Host.Presses.CloseAsync(Workspace, Me, view, all);
    }

    /// <summary>Presses what has these words: in the modal if one is open, else on the newest message that has it, else on Home. <paramref name="nth"/> counts from 0 where words repeat.</summary>
    public async Task<Person> ClicksAsync(string words, Surface? within = null, int nth = 0)
    {
        var press = await PressAsync(words, within, nth);
        if (press is null)
        {
            if (Modal?.Submit?.Equals(words, StringComparison.OrdinalIgnoreCase) == true) return await SubmitsAsync(words);
            await ClosesModalAsync();
            return this;
        }
        var outcome = await Host.Presses.PressAsync(Workspace, Me, press.Value.Place, press.Value.Found.BlockId, press.Value.Found.ActionId, press.Value.Found.Chosen);
        return outcome.Trouble is { } trouble ? throw new SlackTroubleException(trouble) : this;
    }

    /// <summary>Opens the app's Home tab and waits until there is one.</summary>
    public async Task<HomeTab> OpensHomeAsync(TimeSpan? timeout = null)
    {
        Host.Acts.OpenHome(Workspace, Me, "home");
        return await _slack.UntilAsync(() => Home, timeout, () => "a Home tab");
    }

    /// <summary>Waits until Home is what is wanted.</summary>
    public Task<HomeTab> SeesHomeAsync(Func<HomeTab, bool> where, TimeSpan? timeout = null) =>
        _slack.UntilAsync(() => Home is { } home && where(home) ? home : null, timeout, () => $"a Home tab; there is {Home?.ToString() ?? "none"}");

    /// <summary>Opens the Messages tab of the app.</summary>
    public void OpensMessages() => Host.Acts.OpenHome(Workspace, Me, "messages");

    /// <summary>Uses a shortcut by its name in the manifest; a message shortcut needs the message.</summary>
    public async Task<Person> UsesShortcutAsync(string name, Card? message = null)
    {
        var shortcut = World.Manifest.Shortcuts.FirstOrDefault(one => one.OnMessage == message is not null && (string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase) || one.CallbackId == name))
            ?? throw new SlackTroubleException($"There is no such shortcut {name}; the manifest has: {string.Join(", ", World.Manifest.Shortcuts.Select(one => one.Name))}");
        var outcome = await Host.Acts.UseShortcutAsync(Workspace, Me, shortcut, message is null ? null : ChannelAt(message.Channel), message?.Message);
        return outcome.Trouble is { } trouble ? throw new SlackTroubleException(trouble) : this;
    }

    /// <summary>Changes the time zone in the profile; user_change goes out.</summary>
    public void MovesTo(string zone) => Host.Acts.ChangeProfile(Workspace, Me, me => me with { Zone = zone });

    /// <summary>Changes the name in the profile; user_change goes out.</summary>
    public void IsNowCalled(string realName) => Host.Acts.ChangeProfile(Workspace, Me, me => me with { RealName = realName });

    /// <summary>Leaves the workspace; user_change goes out.</summary>
    public void IsDeactivated() => Host.Acts.ChangeProfile(Workspace, Me, me => me with { Deleted = true });

    private Modal? TopModal() => Workspace.StackOf(Id) is { Count: > 0 } stack ? new Modal(stack[^1], stack.Count, Workspace) : null;

    private List<Card> Visible(Conversation channel) =>
        [.. channel.Messages.Where(message => message.VisibleTo is null || message.VisibleTo == Id).Select(message => new Card(message, channel, Workspace))];

    private Card CardOf(Conversation channel, string ts)
    {
        lock (World.Gate) return new Card(channel.Find(ts)!, channel, Workspace); // written a moment ago
    }

    private Conversation ChannelAt(string at)
    {
        lock (World.Gate)
        {
            if (at == "dm") return Workspace.BotDirect(Id);
            return at.StartsWith('@') ? Workspace.Direct(Id, Workspace.Named(at).Id) : Workspace.Channel(at);
        }
    }

    private Task<Card> NextAsync(Func<List<Conversation>> channels, Func<PostedMessage, bool> kind, Func<Card, bool>? where, TimeSpan? timeout, string what) =>
        _slack.UntilAsync(() =>
        {
            foreach (var channel in channels())
                foreach (var message in channel.Messages)
                {
                    if (message.Received || message.Author == Id || !kind(message)) continue;
                    var card = new Card(message, channel, Workspace);
                    if (where is not null && !where(card)) continue;
                    message.Received = true;
                    return card;
                }
            return null;
        }, timeout, () => $"{what} for {RealName}; there is:\n{string.Join('\n', Messages.TakeLast(8))}");

    private Task<Spot<(JsonObject Block, JsonObject Element)>> SpotAsync(Func<Place, (JsonObject, JsonObject)?> find, Surface? within, string what) =>
        _slack.UntilAsync(() => PlacesInSight(within).Select(place => find(place) is { } found ? new Spot<(JsonObject Block, JsonObject Element)>(place, found) : null).FirstOrDefault(spot => spot is not null), null,
            () => $"{what}; {InSight(within)}");

    private async Task<(Place Place, Pressable Found)?> PressAsync(string words, Surface? within, int nth)
    {
        var spot = await _slack.UntilAsync(() =>
        {
            foreach (var place in PlacesInSight(within))
            {
                if (Finder.Press(place, words, nth, Workspace) is { } found) return new Spot<Pressable?>(place, found);
                if (place.View is { } view && (Named(view, "submit", words) || Named(view, "close", words))) return new Spot<Pressable?>(place, null);
            }
            return null;
        }, null, () => $"a button \"{words}\"; {InSight(within)}");
        return spot.Found is { } press ? (spot.Place, press) : null;
    }

    private static bool Named(OpenView view, string part, string words) => string.Equals(view.Json.Obj(part).Str("text"), words, StringComparison.OrdinalIgnoreCase);

    private List<Place> PlacesInSight(Surface? within)
    {
        switch (within)
        {
            case Card card: return [new Place(ChannelAt(card.Channel), card.Message, null)];
            case HomeTab home: return [new Place(null, null, home.View)];
            case Driver.Modal modal: return [.. Workspace.StackOf(Id).Where(view => view.Id == modal.Id).Select(view => new Place(null, null, view))];
        }
        // A modal covers everything else.
        if (Workspace.StackOf(Id) is { Count: > 0 } stack) return [new Place(null, null, stack[^1])];
        var places = Workspace.Conversations.Values
            .Where(channel => channel.Members.Contains(Id))
            .SelectMany(channel => channel.Messages.Where(message => message.VisibleTo is null || message.VisibleTo == Id).Select(message => new Place(channel, message, null)))
            .OrderByDescending(place => SlackClock.Parse(place.Message!.Ts)) // built from messages just above
            .ToList();
        if (Workspace.Homes.TryGetValue(Id, out var view)) places.Add(new Place(null, null, view));
        return places;
    }

    private string InSight(Surface? within)
    {
        if (within is not null) return $"there is {within}";
        return Modal is { } modal ? $"there is {modal}" : $"there is:\n{string.Join('\n', Messages.TakeLast(6))}\n{Home}";
    }

    private sealed record Spot<T>(Place Place, T Found);
}
