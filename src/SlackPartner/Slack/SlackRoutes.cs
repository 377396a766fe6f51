namespace SlackPartner.Slack;

/// <summary>Which handler answers what. Filled once at start by each slice.</summary>
public sealed class SlackRoutes(CommandNames names)
{
    private readonly Dictionary<string, CommandRoute> _commands = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(Type Interaction, string Key), Type> _handlers = [];
    private readonly Dictionary<Type, List<Type>> _events = [];

    public CommandNames Names => names;
    public IReadOnlyCollection<Type> Handlers => [.. _handlers.Values, .. _events.Values.SelectMany(handlers => handlers), .. _commands.Values.SelectMany(command => command.Handlers)];
    public IEnumerable<string> Ids => _handlers.Keys.Select(key => key.Key);

    /// <summary>The table of a command's words, and what explains them.</summary>
    public CommandRoute OnCommand(string name, Func<CommandNames, Message> help) => OnCommand(name).Explained(help);

    /// <summary>The table of a command's words: several slices may add theirs, one of them explains it.</summary>
    public CommandRoute OnCommand(string name)
    {
        if (!_commands.TryGetValue(name, out var route)) _commands.Add(name, route = new CommandRoute());
        return route;
    }

    public SlackRoutes OnAction<T>(string actionId) where T : IHandle<BlockAction> => Add<BlockAction, T>(actionId);
    public SlackRoutes OnSubmit<T>(string callbackId) where T : IHandle<ViewSubmission> => Add<ViewSubmission, T>(callbackId);
    public SlackRoutes OnShortcut<T>(string callbackId) where T : IHandle<GlobalShortcut> => Add<GlobalShortcut, T>(callbackId);
    public SlackRoutes OnMessageShortcut<T>(string callbackId) where T : IHandle<MessageShortcut> => Add<MessageShortcut, T>(callbackId);

    /// <summary>Several may listen to one event; they run in the order in which they were added, and all again if one throws.</summary>
    public SlackRoutes OnEvent<TEvent, T>() where TEvent : SlackEvent where T : IHandleEvent<TEvent>
    {
        if (!_events.TryGetValue(typeof(TEvent), out var handlers)) _events.Add(typeof(TEvent), handlers = []);
        handlers.Add(typeof(T));
        return this;
    }

    /// <summary>Whether some slice answers this button: others may offer it then.</summary>
    public bool HasAction(string actionId) => _handlers.ContainsKey((typeof(BlockAction), actionId));

    public CommandRoute? FindCommand(string typed) => _commands.GetValueOrDefault(typed);
    public Type? Find(Interaction interaction) => _handlers.GetValueOrDefault((interaction.GetType(), interaction.Name));
    public IReadOnlyList<Type> Find(SlackEvent happened) => _events.GetValueOrDefault(happened.GetType(), []);

    private SlackRoutes Add<TInteraction, THandler>(string key)
    {
        _handlers.Add((typeof(TInteraction), key), typeof(THandler)); // throws on a duplicate: two slices claimed one id
        return this;
    }
}

/// <summary>The words one command understands.</summary>
public sealed class CommandRoute
{
    private Func<CommandNames, Message>? _help;
    private readonly Dictionary<string, Type> _words = new(StringComparer.OrdinalIgnoreCase);
    private Type? _otherwise;
    private Func<string, bool>? _understands;

    public IEnumerable<Type> Handlers => _otherwise is null ? _words.Values : [.. _words.Values, _otherwise];
    public IEnumerable<string> Words => [.. _words.Keys, "help"];

    public CommandRoute Word<T>(string word) where T : IHandle<SlashCommand>
    {
        _words.Add(word, typeof(T));
        return this;
    }

    /// <summary>Answers the bare command, one that starts with a person, and a pasted text.</summary>
    /// <param name="understands">What else it takes for an order rather than a slip, when no word of the table fits.</param>
    public CommandRoute Otherwise<T>(Func<string, bool>? understands = null) where T : IHandle<SlashCommand>
    {
        (_otherwise, _understands) = (typeof(T), understands);
        return this;
    }

    internal CommandRoute Explained(Func<CommandNames, Message> help)
    {
        if (_help is not null) throw new InvalidOperationException("Two slices explain one command.");
        _help = help;
        return this;
    }

    /// <exception cref="InvalidOperationException">Nobody explains the command: a slice is not mapped.</exception>
    public Message Help(CommandNames names) => (_help ?? throw new InvalidOperationException("Nobody explains this command."))(names);
    public Type? FindWord(string word) => _words.GetValueOrDefault(word);
    public Type? Fallback => _otherwise;
    public bool Understands(string text) => _understands?.Invoke(text) == true;
}
