using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Preferences;

namespace SlackPartner.CoolDowns;

/// <summary>Reads how long someone wants to pause: "90m", "1h30", "half an hour", "until 15:00", "3pm", "tomorrow".</summary>
internal static partial class PauseLength
{
    /// <summary>Longer than any pause; keeps absurd numbers from overflowing.</summary>
    private const double MostHours = 1000;

    /// <summary>Whether it may be meant as a time, so that a slip of another word is told apart.</summary>
    public static bool LooksLikeOne(string typed) => Tidy(typed) is { Length: > 0 } words && (char.IsAsciiDigit(words[0]) || Beginning().IsMatch(words));

    /// <summary>Whether it begins with a name that Slack knew nobody by.</summary>
    public static bool BeginsWithAName(PrivateText typed) => Tidy(typed.Reveal()).StartsWith('@');

    /// <summary>When the pause would end; null where no time can be read.</summary>
    public static Instant? Read(PrivateText typed, Preference person, Instant now)
    {
        var words = Tidy(typed.Reveal());
        if (Until().Match(words) is { Success: true } until) words = $"{until.Groups["hour"].Value}:00";
        words = Filler().Replace(words, "").Trim();
        if (words is "tomorrow" or "tomorrow morning") return CoolDownRules.Tomorrow(person, now);
        if (words is "half an hour" or "half hour") return now + Duration.FromMinutes(30);
        if (words is "an hour" or "one hour" or "hour") return now + Duration.FromHours(1);
        if (words is "a day" or "one day" or "day" or "1 day" or "1d") return now + CoolDownRules.Longest;
        if (Length().Match(words) is { Success: true } length) return now + LengthOf(length);
        return Clock().Match(words) is { Success: true } time ? ClockOf(time, person, now) : null;
    }

    private static Duration LengthOf(Match match)
    {
        var hours = Number(match.Groups["hours"].Value);
        var minutes = Number(match.Groups["minutes"].Value);
        return Duration.FromMinutes(Math.Min((hours * 60) + minutes, MostHours * 60));
    }

    /// <summary>A time of day is the next one there is, where the person is.</summary>
    private static Instant? ClockOf(Match match, Preference person, Instant now)
    {
        var hour = (int)Number(match.Groups["hour"].Value);
        var minute = (int)Number(match.Groups["minute"].Value);
        if (match.Groups["half"].Value is { Length: > 0 } half)
        {
            if (hour is < 1 or > 12) return null;
            hour = (hour % 12) + (half.StartsWith('p') ? 12 : 0);
        }
        if (hour > 23 || minute > 59) return null;
        var (today, time) = (now.DateIn(person.Zone), new LocalTime(hour, minute));
        if (match.Groups["tomorrow"].Success) return CoolDownRules.TomorrowAt(time, person, now);
        var at = person.Zone.AtLocal(today, time);
        return at > now ? at : person.Zone.AtLocal(today.PlusDays(1), time);
    }

    private static double Number(string digits) =>
        double.TryParse(digits.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Tidy(string typed) => Spaces().Replace(typed, " ").Trim().TrimEnd('.', '!').ToLowerInvariant();

    [GeneratedRegex(@"[\s\u00a0\u200b]+")]
    private static partial Regex Spaces();

    [GeneratedRegex("^(for|until|till?|to|by|back at|about|tomorrow|half|an?|one|hour|day)\\b")]
    private static partial Regex Beginning();

    // "until 15" is a time of day, "15" a number of minutes
    [GeneratedRegex(@"^(until|till?|by|back at) (?<hour>\d{1,2})$")]
    private static partial Regex Until();

    [GeneratedRegex("^(for|until|till?|to|by|back at|about)\\b ?(at )?")]
    private static partial Regex Filler();

    // "90" and "90 minutes", "1h", "1.5 hours", "1h30", "1 h 30 min", "1 hour and 30 minutes"
    [GeneratedRegex(@"^(?:(?<hours>\d{1,6}(?:[.,]\d{1,3})?) ?h(?:(?:ou)?rs?)?\.?(?: ?(?:and )?(?<minutes>\d{1,6}) ?(?:m|mins?|minutes?)?)?|(?<minutes>\d{1,6}) ?(?:m|mins?|minutes?)?)$")]
    private static partial Regex Length();

    // "15:00", "15.30", "3pm", "3:30 pm", "tomorrow 10:00", "tomorrow at 10"
    [GeneratedRegex(@"^(?:(?<tomorrow>tomorrow) (?:at )?)?(?:(?<hour>\d{1,2})[:.h](?<minute>\d{2})(?: ?(?<half>[ap])\.?m\.?)?|(?<hour>\d{1,2}) ?(?<half>[ap])\.?m\.?|(?<=tomorrow (?:at )?)(?<hour>\d{1,2}))(?: o'clock)?$")]
    private static partial Regex Clock();
}
