using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>The part of Block Kit we use. Rendered text may be private, so blocks print only their type.</summary>
public abstract record Block
{
    /// <summary>Slack gives one of its own when absent; ours are set where an error or a state value must find its way back.</summary>
    public string? BlockId { get; init; }

    public sealed record Header(string Text) : Block;
    public sealed record Section(string Markdown, Element? Accessory = null) : Block;
    public sealed record Context(string Markdown) : Block;
    public sealed record Divider : Block;
    public sealed record Actions(params Element[] Items) : Block;

    /// <summary>What a person wrote, as they wrote it: rich text needs no escaping, so nothing in it can mention or link.</summary>
    public sealed record Quote(PrivateText Text) : Block
    {
        /// <summary>Words that are nothing but an address of the web can be clicked; the address stays what one reads.</summary>
        public bool OpensLink { get; init; }
    }

    /// <summary>Text to copy, with the spaces and line breaks it has.</summary>
    public sealed record Preformatted(PrivateText Text) : Block;

    /// <summary>
    /// Somebody's message and where it is. Slack hands a view back with its submission, and this is read from it again
    /// (<see cref="ViewSubmission.Cited"/>): a form that is closed leaves nothing behind. At most one of them in a view.
    /// </summary>
    public sealed record Cited(PrivateText Words, PrivateText Link) : Block
    {
        public const string Id = "cited";
    }

    /// <summary>A question with one element to answer it. The block id doubles as the field's name.</summary>
    public sealed record Input(string Field, string Label, Element Element) : Block
    {
        public string? Hint { get; init; }
        public bool Optional { get; init; }
    }

    public sealed override string ToString() => GetType().Name;
}

/// <summary>Something to press, pick or type in. Action ids are constants; values are ids, never text.</summary>
public abstract record Element
{
    public sealed record Button(string ActionId, string Text, string Value) : Element
    {
        public bool Primary { get; init; }
        public bool Danger { get; init; }
        public Confirm? Confirm { get; init; }

        /// <summary>Says what <see cref="Text"/> means to someone who hears it without its surroundings.</summary>
        public string? Label { get; init; }
    }

    public sealed record Overflow(string ActionId, params Option[] Options) : Element;
    public sealed record TextInput : Element
    {
        public PrivateText Initial { get; init; }
        public bool Multiline { get; init; }
        public int? MaxLength { get; init; }
        public string? Placeholder { get; init; }
        public bool Focus { get; init; }
    }

    public sealed record UserSelect(UserId? Initial) : Element
    {
        /// <summary>Outside a form, where choosing acts at once.</summary>
        public string? ActionId { get; init; }
    }

    public sealed record DatePicker(NodaTime.LocalDate? Initial) : Element;
    public sealed record TimePicker(NodaTime.LocalTime? Initial) : Element;
    public sealed record RadioButtons(params Option[] Options) : Element;
    public sealed record Checkboxes(params Option[] Options) : Element
    {
        /// <summary>The values of the options that are ticked at first.</summary>
        public IReadOnlyCollection<string> Initial { get; init; } = [];
    }

    /// <summary>A menu of one choice. <see cref="Initial"/> is the value of the option chosen beforehand.</summary>
    public sealed record Select(params Option[] Options) : Element
    {
        public string? Initial { get; init; }
        public string? Placeholder { get; init; }
    }

    public sealed override string ToString() => GetType().Name;
}

/// <summary>One choice of a menu or a group. <see cref="Value"/> has no spaces: what is ticked arrives as one list.</summary>
public sealed record Option(string Text, string Value)
{
    /// <summary>A line below it, in check boxes and radio buttons.</summary>
    public string? Description { get; init; }
}

/// <summary>Asks "are you sure" before a button acts.</summary>
public sealed record Confirm(string Title, string Text, string Yes, string No);

/// <summary>A modal. <see cref="Metadata"/> carries ids, never text.</summary>
public sealed record Modal(string CallbackId, string Title, IReadOnlyList<Block> Blocks)
{
    public string? Submit { get; init; }
    public string Close { get; init; } = "Close";
    public string Metadata { get; init; } = "";
    public override string ToString() => $"Modal {CallbackId}";
}

/// <summary>A message. <see cref="Fallback"/> is what notifications and screen readers say: the point and what to do, never private text.</summary>
public sealed record Message(string Fallback, IReadOnlyList<Block> Blocks)
{
    public Message(string text) : this(text, [new Block.Section(text)]) { }

    /// <summary>The same with what a person typed below it: where it can go nowhere, it is given back rather than lost.</summary>
    public Message ShowingBack(PrivateText typed) => typed.IsBlank ? this : this with { Blocks = [.. Blocks, new Block.Quote(typed)] };

    public override string ToString() => "Message";
}

/// <summary>A person's Home tab.</summary>
public sealed record HomeTab(IReadOnlyList<Block> Blocks)
{
    public override string ToString() => "HomeTab";
}
