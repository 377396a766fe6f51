using System.Text.Json;
using System.Text.RegularExpressions;

namespace SlackPartner.Tests.Deploy;

/// <summary>As much of JSON Schema draft 7 as Slack's schema of manifests uses. What it does not know it refuses, rather than passing it over.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly HashSet<string> Remarks = ["title", "description", "default", "format", "$schema", "definitions", "_note", "regex"];

    /// <summary>What is wrong, each with its place; empty when it fits.</summary>
    public IReadOnlyList<string> Check(JsonElement value) => [.. Check(root, value, "#")];

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string at)
    {
        if (schema.ValueKind is JsonValueKind.True) return [];
        if (schema.ValueKind is JsonValueKind.False) return [$"{at}: nothing may be here"];
        return schema.EnumerateObject().SelectMany(rule => Check(schema, rule.Name, rule.Value, value, at));
    }

    private IEnumerable<string> Check(JsonElement schema, string rule, JsonElement wanted, JsonElement value, string at)
    {
        string? Unless(bool fits) => fits ? null : $"{at}: {rule} {wanted.GetRawText()}";
        IEnumerable<string> One(bool fits) => Unless(fits) is { } wrong ? [wrong] : [];
        switch (rule)
        {
            case "$ref":
                return Check(wanted.GetString()!.Split('/')[1..].Aggregate(root, (here, step) => here.GetProperty(step)), value, at); // references are text
            case "type":
                return One(wanted.ValueKind is JsonValueKind.Array ? wanted.EnumerateArray().Any(type => Is(type, value)) : Is(wanted, value));
            case "enum":
                return One(wanted.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)));
            case "anyOf":
                return One(wanted.EnumerateArray().Any(one => !Check(one, value, at).Any()));
            case "required" when value.ValueKind is JsonValueKind.Object:
                return wanted.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}: lacks {name}"); // names are text
            case "properties" when value.ValueKind is JsonValueKind.Object:
                return wanted.EnumerateObject().SelectMany(
                    property => value.TryGetProperty(property.Name, out var inner) ? Check(property.Value, inner, $"{at}/{property.Name}") : []);
            case "patternProperties" when value.ValueKind is JsonValueKind.Object:
                return wanted.EnumerateObject().SelectMany(pattern => value.EnumerateObject()
                    .Where(property => Regex.IsMatch(property.Name, pattern.Name))
                    .SelectMany(property => Check(pattern.Value, property.Value, $"{at}/{property.Name}")));
            case "additionalProperties" when value.ValueKind is JsonValueKind.Object:
                return value.EnumerateObject().Where(property => !IsNamed(schema, property.Name)).SelectMany(property => Check(wanted, property.Value, $"{at}/{property.Name}"));
            case "items" when value.ValueKind is JsonValueKind.Array:
                return value.EnumerateArray().Index().SelectMany(item => Check(wanted, item.Item, $"{at}/{item.Index}"));
            case "minItems" when value.ValueKind is JsonValueKind.Array:
                return One(value.GetArrayLength() >= wanted.GetInt32());
            case "maxItems" when value.ValueKind is JsonValueKind.Array:
                return One(value.GetArrayLength() <= wanted.GetInt32());
            case "uniqueItems" when value.ValueKind is JsonValueKind.Array:
                return One(!wanted.GetBoolean() || value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() == value.GetArrayLength());
            case "minProperties" when value.ValueKind is JsonValueKind.Object:
                return One(value.EnumerateObject().Count() >= wanted.GetInt32());
            case "maxProperties" when value.ValueKind is JsonValueKind.Object:
                return One(value.EnumerateObject().Count() <= wanted.GetInt32());
            case "minLength" when value.ValueKind is JsonValueKind.String:
                return One(value.GetString()!.Length >= wanted.GetInt32()); // a string
            case "maxLength" when value.ValueKind is JsonValueKind.String:
                return One(value.GetString()!.Length <= wanted.GetInt32()); // a string
            case "pattern" when value.ValueKind is JsonValueKind.String:
                return One(Regex.IsMatch(value.GetString()!, wanted.GetString()!)); // both strings
            case "required" or "properties" or "patternProperties" or "additionalProperties" or "items" or "minItems" or "maxItems" or "uniqueItems"
                or "minProperties" or "maxProperties" or "minLength" or "maxLength" or "pattern":
                return []; // says nothing about values of another type
            default:
                return Remarks.Contains(rule) ? [] : throw new NotSupportedException($"The schema uses {rule}.");
        }
    }

    private static bool IsNamed(JsonElement schema, string name) =>
        (schema.TryGetProperty("properties", out var named) && named.TryGetProperty(name, out _))
        || (schema.TryGetProperty("patternProperties", out var patterns) && patterns.EnumerateObject().Any(pattern => Regex.IsMatch(name, pattern.Name)));

    private static bool Is(JsonElement type, JsonElement value) => type.GetString() switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind is JsonValueKind.Number,
        "null" => value.ValueKind is JsonValueKind.Null,
        var other => throw new NotSupportedException($"The schema uses the type {other}."),
    };
}
