namespace SlackPartner.Simulator;

/// <summary>One Slack workspace with its cast, conversations and our app's installation.</summary>
internal sealed class Workspace(string id, string name, string domain, int number)
{
    public string Id => id;
    public string Name => name;
    public string Domain => domain;
    public int Number => number;
    public string BotId { get; } = $"B{number}PARTNER01";
    public string BotUserId { get; } = $"U{number}PARTNER01";
    public string? BotToken { get; set; }
    public SortedSet<string> Scopes { get; set; } = [];
    public bool Installed { get; set; }
    public List<Member> Members { get; } = [];
    public Dictionary<string, Conversation> Conversations { get; } = [];
    public Dictionary<string, List<OpenView>> Stacks { get; } = [];
    public Dictionary<string, OpenView> Homes { get; } = [];
    public Dictionary<string, SlackFile> Files { get; } = [];

    public Member? Find(string? userId) => Members.Find(member => member.Id == userId);

    public Member Named(string nameOrId) =>
        Members.Find(member => member.Id == nameOrId)
        ?? Members.Find(member => string.Equals(member.Name, nameOrId.TrimStart('@'), StringComparison.OrdinalIgnoreCase))
        ?? Members.Find(member => string.Equals(member.RealName, nameOrId.TrimStart('@'), StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"Nobody here is called {nameOrId}. There are: {string.Join(", ", Members.Select(member => member.Name))}.", nameof(nameOrId));

    public Conversation Channel(string nameOrId) =>
        Conversations.Values.FirstOrDefault(channel => channel.Id == nameOrId || (channel.Kind == ConversationKind.Channel && channel.Name == nameOrId.TrimStart('#')))
        ?? throw new ArgumentException($"There is no conversation {nameOrId}.", nameof(nameOrId));

    /// <summary>The direct message of two members; it exists from the first time someone asks for it.</summary>
    public Conversation Direct(string one, string other)
    {
        var found = Conversations.Values.FirstOrDefault(channel => channel.Kind == ConversationKind.Direct && channel.Members.Contains(one) && channel.Members.Contains(other));
        if (found is not null) return found;
        var created = new Conversation(Ids.New("D"), ConversationKind.Direct, "directmessage") { Members = { one, other } };
        Conversations.Add(created.Id, created);
        return created;
    }

    public Conversation BotDirect(string userId) => Direct(userId, BotUserId);

    public List<OpenView> StackOf(string userId)
    {
        if (!Stacks.TryGetValue(userId, out var stack)) Stacks.Add(userId, stack = []);
        return stack;
    }

    public (OpenView View, string UserId, bool IsHome)? FindView(string? viewId, string? externalId = null)
    {
        foreach (var (userId, stack) in Stacks)
            foreach (var view in stack)
                if (view.Id == viewId || (externalId is { Length: > 0 } && view.Json.Str("external_id") == externalId)) return (view, userId, false);
        foreach (var (userId, view) in Homes)
            if (view.Id == viewId) return (view, userId, true);
        return null;
    }
}

/// <summary>A file someone uploaded.</summary>
internal sealed record SlackFile(string Id, string Name, string Team, string Secret)
{
    public string Title { get; init; } = "";
    public string User { get; init; } = "";
    public byte[]? Content { get; init; }
    public bool Shared { get; init; }
}
