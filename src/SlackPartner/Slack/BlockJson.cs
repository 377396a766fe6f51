using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime.Text;
using SlackPartner.Kernel;

namespace SlackPartner.Slack;

/// <summary>Writes blocks, messages and views as the JSON Slack reads.</summary>
public static partial class BlockJson
{
    private const int EmojiLength = 70;
    private const int LongestRichText = 3200;
    private static readonly LocalTimePattern TimeOfDay = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>Slack counts characters of the JSON it gets, so nothing is escaped that need not be.</summary>
    public static readonly JsonSerializerOptions Options = new() { Encoder = new PlainJsonEncoder() };

    public static JsonArray Write(IEnumerable<Block> blocks) => [.. blocks.Select(Write)];

    public static JsonObject Write(Modal view)
    {
        var json = new JsonObject
        {
            ["type"] = "modal",
            ["callback_id"] = view.CallbackId,
            ["title"] = Plain(view.Title),
            ["close"] = Plain(view.Close),
            ["private_metadata"] = view.Metadata,
            ["blocks"] = Write(view.Blocks),
        };
        if (view.Submit is { } submit) json["submit"] = Plain(submit);
        return json;
    }

    public static JsonObject Write(HomeTab home) => new() { ["type"] = "home", ["blocks"] = Write(home.Blocks) };

    private static JsonObject Write(Block block)
    {
        var json = block switch
        {
            Block.Header header => new JsonObject { ["type"] = "header", ["text"] = Plain(header.Text) },
            Block.Section section => With(new JsonObject { ["type"] = "section", ["text"] = Markup(section.Markdown) }, "accessory", section.Accessory),
            Block.Context context => new JsonObject { ["type"] = "context", ["elements"] = new JsonArray(Markup(context.Markdown)) },
            Block.Divider => new JsonObject { ["type"] = "divider" },
            Block.Actions actions => new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray([.. actions.Items.Select(Write)]) },
            Block.Quote quote => new JsonObject
            {
                ["type"] = "rich_text",
                ["elements"] = new JsonArray(new JsonObject { ["type"] = "rich_text_quote", ["elements"] = quote.OpensLink ? Link(quote.Text) ?? RichText(quote.Text) : RichText(quote.Text) }),
            },
            Block.Preformatted code => new JsonObject
            {
                ["type"] = "rich_text",
                ["elements"] = new JsonArray(new JsonObject { ["type"] = "rich_text_preformatted", ["elements"] = new JsonArray(Text(code.Text.Reveal())) }),
            },
            Block.Cited cited => Write(cited),
            Block.Input input => Write(input),
            _ => throw new ArgumentOutOfRangeException(nameof(block), block, null),
        };
        if (block.BlockId is { } id) json["block_id"] = id;
        return json;
    }

    private static JsonArray? Link(PrivateText text) =>
        Uri.TryCreate(text.Reveal().Trim(), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? new JsonArray(new JsonObject { ["type"] = "link", ["url"] = address.AbsoluteUri })
            : null;

    private static JsonObject Write(Block.Cited message)
    {
        JsonArray parts = [];
        if (!message.Words.IsBlank) parts.Add(new JsonObject { ["type"] = "rich_text_quote", ["elements"] = RichText(message.Words) });
        if (!message.Link.IsBlank)
        {
            var link = new JsonObject { ["type"] = "link", ["url"] = message.Link.Reveal(), ["text"] = "Open the message" };
            parts.Add(new JsonObject { ["type"] = "rich_text_section", ["elements"] = new JsonArray(link) });
        }
        return new() { ["type"] = "rich_text", ["block_id"] = Block.Cited.Id, ["elements"] = parts };
    }

    private static JsonObject Write(Block.Input input)
    {
        var json = new JsonObject
        {
            ["type"] = "input",
            ["block_id"] = input.Field,
            ["label"] = Plain(input.Label),
            ["element"] = Write(input.Element, actionId: input.Field),
            ["optional"] = input.Optional,
        };
        if (input.Hint is { } hint) json["hint"] = Plain(hint);
        return json;
    }

    private static JsonObject Write(Element element) => Write(element, actionId: "");

    private static JsonObject Write(Element element, string actionId) => element switch
    {
        Element.Button button => Write(button),
        Element.Overflow menu => new() { ["type"] = "overflow", ["action_id"] = menu.ActionId, ["options"] = Write(menu.Options) },
        Element.TextInput text => Write(text, actionId),
        Element.UserSelect select => Initial(new() { ["type"] = "users_select", ["action_id"] = select.ActionId ?? actionId }, "initial_user", select.Initial?.Value),
        Element.DatePicker date => Initial(
            new() { ["type"] = "datepicker", ["action_id"] = actionId }, "initial_date", date.Initial is { } day ? LocalDatePattern.Iso.Format(day) : null),
        Element.TimePicker time => Initial(
            new() { ["type"] = "timepicker", ["action_id"] = actionId }, "initial_time", time.Initial is { } at ? TimeOfDay.Format(at) : null),
        Element.Select select => Write(select, actionId),
        Element.Checkboxes boxes => Ticked(
            new() { ["type"] = "checkboxes", ["action_id"] = actionId, ["options"] = Write(boxes.Options) },
            Write(boxes.Options.Where(option => boxes.Initial.Contains(option.Value)))),
        Element.RadioButtons radio => new()
        {
            ["type"] = "radio_buttons",
            ["action_id"] = actionId,
            ["options"] = Write(radio.Options),
            ["initial_option"] = Write(radio.Options[0]),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(element), element, null),
    };

    private static JsonObject Write(Element.Button button)
    {
        var json = new JsonObject { ["type"] = "button", ["action_id"] = button.ActionId, ["text"] = Plain(button.Text), ["value"] = button.Value };
        if (button.Primary) json["style"] = "primary";
        if (button.Danger) json["style"] = "danger";
        if (button.Label is { } label) json["accessibility_label"] = label;
        if (button.Confirm is { } confirm)
            json["confirm"] = new JsonObject
            {
                ["title"] = Plain(confirm.Title),
                ["text"] = Plain(confirm.Text),
                ["confirm"] = Plain(confirm.Yes),
                ["deny"] = Plain(confirm.No),
            };
        return json;
    }

    private static JsonObject Write(Element.Select select, string actionId)
    {
        JsonObject json = new() { ["type"] = "static_select", ["action_id"] = actionId, ["options"] = Write(select.Options) };
        if (select.Options.FirstOrDefault(option => option.Value == select.Initial) is { } chosen) json["initial_option"] = Write(chosen);
        if (select.Placeholder is { } placeholder) json["placeholder"] = Plain(placeholder);
        return json;
    }

    private static JsonObject Write(Element.TextInput text, string actionId)
    {
        var json = new JsonObject { ["type"] = "plain_text_input", ["action_id"] = actionId, ["multiline"] = text.Multiline };
        if (text.MaxLength is { } longest) json["max_length"] = longest;
        if (text.Placeholder is { } placeholder) json["placeholder"] = Plain(placeholder);
        if (text.Focus) json["focus_on_load"] = true;
        return Initial(json, "initial_value", text.Initial.IsBlank ? null : text.Initial.Reveal());
    }

    private static JsonArray Write(IEnumerable<Option> options) => [.. options.Select(Write)];

    private static JsonObject Write(Option option)
    {
        var json = new JsonObject { ["text"] = Plain(option.Text), ["value"] = option.Value };
        if (option.Description is { } description) json["description"] = Plain(description);
        return json;
    }

    /// <summary>Slack hands over emoji as <c>:name:</c> and draws them only from elements of their own.</summary>
    private static JsonArray RichText(PrivateText words)
    {
        var text = words.Reveal();
        JsonArray elements = [];
        var written = 0;
        // Each emoji is an element of its own, many times longer than its name: a text full of them would outgrow the message.
        var emojis = EmojiName().Matches(text);
        foreach (Match emoji in text.Length + (emojis.Count * EmojiLength) <= LongestRichText ? emojis : Enumerable.Empty<Match>())
        {
            if (emoji.Index > written) elements.Add(Text(text[written..emoji.Index]));
            elements.Add(new JsonObject { ["type"] = "emoji", ["name"] = emoji.Groups["name"].Value });
            written = emoji.Index + emoji.Length;
        }
        if (written < text.Length || elements.Count == 0) elements.Add(Text(written == 0 && text.Length == 0 ? " " : text[written..]));
        return elements;
    }

    private static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };

    private static JsonObject Markup(string text) => new() { ["type"] = "mrkdwn", ["text"] = text };

    private static JsonObject Initial(JsonObject json, string property, string? value)
    {
        if (value is not null) json[property] = value;
        return json;
    }

    /// <summary>Slack refuses an empty list: nothing ticked is no list.</summary>
    private static JsonObject Ticked(JsonObject json, JsonArray ticked)
    {
        if (ticked.Count > 0) json["initial_options"] = ticked;
        return json;
    }

    private static JsonObject With(JsonObject json, string property, Element? element)
    {
        if (element is not null) json[property] = Write(element);
        return json;
    }

    [GeneratedRegex(@"(?<![\w:]):(?<name>([a-z][a-z0-9_+'-]{0,60}|[+-]1|100)(::skin-tone-[2-6])?):(?![\w:])")]
    private static partial Regex EmojiName();
}
