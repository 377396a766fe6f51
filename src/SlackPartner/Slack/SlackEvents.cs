using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>Something that happened in Slack and was kept in the inbox before it was acknowledged.</summary>
public abstract record SlackEvent(TeamId Team)
{
    public sealed override string ToString() => GetType().Name;
}

public sealed record AppHomeOpened(PersonId Who) : SlackEvent(Who.Team);

/// <summary>A message a person wrote to the bot.</summary>
public sealed record DirectMessage(PersonId From, MessageRef Message, string? ThreadTs, PrivateText Text, bool HasFiles) : SlackEvent(From.Team);

/// <summary>A person edited a message to the bot.</summary>
public sealed record DirectMessageChanged(PersonId From, MessageRef Message, PrivateText Text, PrivateText Before) : SlackEvent(From.Team);

/// <summary>A person deleted a message to the bot.</summary>
public sealed record DirectMessageDeleted(PersonId From, MessageRef Message, PrivateText Before) : SlackEvent(From.Team);

/// <summary>Something said where two partners asked the bot to listen. Never stored: it goes from Slack to the ear and is forgotten.</summary>
public sealed record ChannelMessage(PersonId From, MessageRef Message, string? ThreadTs, PrivateText Text)
{
    public override string ToString() => "ChannelMessage";
}

/// <summary>Listens to conversations the bot was invited to. Quick, and without leaving a trace of the words.</summary>
public interface IChannelEar
{
    Task HearAsync(ChannelMessage said, CancellationToken cancel);
}

public sealed record UserChanged(PersonId Who) : SlackEvent(Who.Team);

public sealed record AppUninstalled(TeamId Team) : SlackEvent(Team);

public sealed record TokensRevoked(TeamId Team) : SlackEvent(Team);

/// <summary>Acts on one kind of event. May run twice after a crash; the second run must be harmless.</summary>
public interface IHandleEvent<in T> where T : SlackEvent
{
    Task HandleAsync(T happened, CancellationToken cancel);
}
