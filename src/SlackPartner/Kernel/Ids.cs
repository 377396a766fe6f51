namespace SlackPartner.Kernel;

/// <summary>A single value with a meaning of its own; Dapper maps every implementation with one handler.</summary>
public interface ITyped<TSelf, TValue> where TSelf : struct, ITyped<TSelf, TValue>
{
    TValue Value { get; }
    static abstract TSelf From(TValue value);
}

/// <summary>A Slack workspace, e.g. <c>T024BE7LD</c>.</summary>
public readonly record struct TeamId(string Value) : ITyped<TeamId, string>
{
    public static TeamId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A Slack user, e.g. <c>U024BE7LH</c>.</summary>
public readonly record struct UserId(string Value) : ITyped<UserId, string>
{
    /// <summary>Someone who erased themselves; what they had shared stays with the other without their name. Slack gives nobody this id.</summary>
    public static readonly UserId Gone = new("");

    public bool IsGone => Value.Length == 0;
    public static UserId From(string value) => new(value);
    public override string ToString() => Value;
}

/// <summary>A person: Slack user ids mean something only inside their workspace.</summary>
public readonly record struct PersonId(TeamId Team, UserId User)
{
    public override string ToString() => $"{Team}/{User}";
}
