namespace SlackPartner.Slack;

/// <summary>What the person sees at once. Handlers return it; <see cref="ReplyWriter"/> turns it into an acknowledgment and, where Slack wants one, a call.</summary>
public abstract record Reply
{
    /// <summary>Nothing to show; closes the view that was submitted.</summary>
    public static readonly Reply Done = new Acknowledge();

    public sealed record Acknowledge : Reply;

    /// <summary>A message only this person sees.</summary>
    public sealed record Ephemeral(Message Message) : Reply;

    /// <summary>The clicked card becomes this.</summary>
    public sealed record ReplaceMessage(Message Message) : Reply;

    /// <summary>The form stays open with a sentence beside each field.</summary>
    public sealed record Errors(IReadOnlyDictionary<string, string> ByField) : Reply
    {
        public Errors(string field, string sentence) : this(new Dictionary<string, string> { [field] = sentence }) { }
    }

    /// <summary>Opens a view; on top of the open one if there is one.</summary>
    public sealed record Open(Modal View) : Reply;

    /// <summary>The open view becomes this one.</summary>
    public sealed record Update(Modal View) : Reply;

    /// <summary>Closes every open view.</summary>
    public sealed record CloseAll : Reply;

    public sealed override string ToString() => GetType().Name;
}
