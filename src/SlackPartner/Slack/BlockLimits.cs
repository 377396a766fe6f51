using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>
/// What Slack would refuse to show, in sentences that name the place. Lengths are UTF-16 units of what is sent, so markup counts after escaping.
/// </summary>
public static class BlockLimits
{
    /// <summary>The first way of drawing a message that Slack can hold; the last always must.</summary>
    public static Message Fitting(string fallback, params IReadOnlyList<IReadOnlyList<Block>> ways)
    {
        var messages = ways.Select(blocks => new Message(fallback, blocks)).ToList();
        return messages.Find(message => Check(message).Count == 0) ?? messages[^1];
    }

    /// <summary>Undocumented, but measured by others: longer blocks are refused as a whole.</summary>
    public const int MostSerialized = 13_000;

    private const int MostBlocksInMessage = 50;
    private const int MostBlocksInView = 100;
    private const int LongestId = 255;
    private const int LongestText = 3000;
    private const int LongestInput = 3000;

    public static IReadOnlyList<string> Check(Message message)
    {
        var check = new Checking();
        check.Length(message.Fallback, 4000, "/text");
        check.Blocks(message.Blocks, MostBlocksInMessage);
        var size = BlockJson.Write(message.Blocks).ToJsonString(BlockJson.Options).Length;
        if (size > MostSerialized) check.Say("/blocks", $"is {size} characters of JSON; Slack takes about {MostSerialized}");
        return check.Problems;
    }

    public static IReadOnlyList<string> Check(Modal view)
    {
        var check = new Checking();
        check.Length(view.CallbackId, LongestId, "/callback_id");
        check.Length(view.Title, 24, "/title");
        check.Length(view.Close, 24, "/close");
        if (view.Submit is { } submit) check.Length(submit, 24, "/submit");
        else if (view.Blocks.Any(block => block is Block.Input)) check.Say("/submit", "is needed: the view has an input");
        check.Length(view.Metadata, 3000, "/private_metadata", least: 0);
        check.Blocks(view.Blocks, MostBlocksInView);
        return check.Problems;
    }

    public static IReadOnlyList<string> Check(HomeTab home)
    {
        var check = new Checking();
        check.Blocks(home.Blocks, MostBlocksInView);
        return check.Problems;
    }

    private sealed class Checking
    {
        private readonly List<string> _problems = [];

        public IReadOnlyList<string> Problems => _problems;

        public void Say(string pointer, string what) => _problems.Add($"{pointer} {what}.");

        public void Length(string text, int most, string pointer, int least = 1)
        {
            if (text.Length > most) Say(pointer, $"is {text.Length} characters; Slack takes {most}");
            else if (text.Length < least) Say(pointer, "is empty");
        }

        public void Blocks(IReadOnlyList<Block> blocks, int most)
        {
            Count(blocks.Count, most, "/blocks", "blocks");
            Unique(blocks.Select(IdOf), "/blocks", "block_id");
            if (blocks.Count(block => block is Block.Input { Element: Element.TextInput { Focus: true } }) > 1) Say("/blocks", "has more than one element with the focus");
            for (var i = 0; i < blocks.Count; i++) One(blocks[i], $"/blocks/{i}");
        }

        private static string? IdOf(Block block) => block.BlockId ?? (block as Block.Input)?.Field;

        private void One(Block block, string pointer)
        {
            if (IdOf(block) is { } id) Length(id, LongestId, $"{pointer}/block_id");
            switch (block)
            {
                case Block.Header header:
                    Length(header.Text, 150, $"{pointer}/text");
                    break;
                case Block.Section section:
                    Length(section.Markdown, LongestText, $"{pointer}/text");
                    if (section.Accessory is { } accessory) One(accessory, $"{pointer}/accessory");
                    break;
                case Block.Context context:
                    Length(context.Markdown, LongestText, $"{pointer}/elements/0");
                    break;
                case Block.Actions actions:
                    Count(actions.Items.Length, 25, $"{pointer}/elements", "elements");
                    Unique(actions.Items.Select(ActionOf), $"{pointer}/elements", "action_id");
                    for (var i = 0; i < actions.Items.Length; i++) One(actions.Items[i], $"{pointer}/elements/{i}");
                    break;
                case Block.Input input:
                    Length(input.Field, LongestId, $"{pointer}/element/action_id");
                    Length(input.Label, 2000, $"{pointer}/label");
                    if (input.Hint is { } hint) Length(hint, 2000, $"{pointer}/hint");
                    One(input.Element, $"{pointer}/element");
                    break;
            }
        }

        private void One(Element element, string pointer)
        {
            switch (element)
            {
                case Element.Button button:
                    Length(button.ActionId, LongestId, $"{pointer}/action_id");
                    Length(button.Text, 75, $"{pointer}/text");
                    Length(button.Value, 2000, $"{pointer}/value");
                    if (button.Label is { } label) Length(label, 75, $"{pointer}/accessibility_label");
                    if (button.Confirm is { } confirm) One(confirm, $"{pointer}/confirm");
                    break;
                case Element.Overflow menu:
                    Length(menu.ActionId, LongestId, $"{pointer}/action_id");
                    Options(menu.Options, 5, pointer);
                    break;
                case Element.RadioButtons radio:
                    Options(radio.Options, 10, pointer);
                    break;
                case Element.Checkboxes boxes:
                    Options(boxes.Options, 10, pointer);
                    break;
                case Element.Select select:
                    Options(select.Options, 100, pointer);
                    if (select.Placeholder is { } hint) Length(hint, 150, $"{pointer}/placeholder");
                    break;
                case Element.TextInput text:
                    if (text.MaxLength is < 1 or > LongestInput) Say($"{pointer}/max_length", $"is {text.MaxLength}; Slack takes 1 to {LongestInput}");
                    if (!text.Initial.IsBlank) Length(text.Initial.Reveal(), Math.Min(LongestInput, text.MaxLength ?? LongestInput), $"{pointer}/initial_value");
                    if (text.Placeholder is { } placeholder) Length(placeholder, 150, $"{pointer}/placeholder");
                    break;
            }
        }

        private void One(Confirm confirm, string pointer)
        {
            Length(confirm.Title, 100, $"{pointer}/title");
            Length(confirm.Text, 300, $"{pointer}/text");
            Length(confirm.Yes, 30, $"{pointer}/confirm");
            Length(confirm.No, 30, $"{pointer}/deny");
        }

        private void Options(Option[] options, int most, string pointer)
        {
            Count(options.Length, most, $"{pointer}/options", "options");
            Unique(options.Select(option => option.Value), $"{pointer}/options", "value");
            for (var i = 0; i < options.Length; i++)
            {
                Length(options[i].Text, 75, $"{pointer}/options/{i}/text");
                Length(options[i].Value, 75, $"{pointer}/options/{i}/value"); // 150 in newer documentation: the lower one is safe
                if (options[i].Description is { } description) Length(description, 75, $"{pointer}/options/{i}/description");
            }
        }

        private void Count(int count, int most, string pointer, string what)
        {
            if (count > most) Say(pointer, $"has {count} {what}; Slack takes {most}");
            else if (count == 0) Say(pointer, $"has no {what}");
        }

        private void Unique(IEnumerable<string?> ids, string pointer, string what)
        {
            HashSet<string> seen = [];
            foreach (var id in ids)
                if (id is not null && !seen.Add(id)) Say(pointer, $"has {what} {id} twice");
        }

        private static string? ActionOf(Element element) => element switch
        {
            Element.Button button => button.ActionId,
            Element.Overflow menu => menu.ActionId,
            _ => null,
        };
    }
}
