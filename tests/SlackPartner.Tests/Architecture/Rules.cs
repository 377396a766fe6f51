using System.Text.RegularExpressions;

namespace SlackPartner.Tests.Architecture;

/// <summary>What the code promises about itself. Each rule names what breaks it; each has a probe that does.</summary>
internal static partial class Rules
{
    private const string Bot = "SlackPartner";
    private const string Worker = "SlackPartner.Worker";
    private const string Simulator = "SlackPartner.Simulator";
    private const int LongestFile = 400;

    /// <summary>All that runs in the bot's process; the adapters too, whether or not they are compiled in.</summary>
    private static readonly string[] Running = [Bot, Worker, "SlackPartner.Hangfire", "SlackPartner.SlackNet"];

    private static readonly string[] Slices = ["Partners", "Feedback", "OneOnOnes", "CoolDowns", "Nudges", "Agreements", "Home"];

    /// <summary>What each layer may use besides itself.</summary>
    private static readonly Dictionary<string, string[]> Layers = new()
    {
        ["Kernel"] = [],
        ["Storage"] = ["Kernel"],
        ["Security"] = ["Kernel", "Storage"],
        ["Slack"] = ["Kernel", "Storage", "Security"],
        ["Jobs"] = ["Kernel", "Storage", "Slack"],
        ["Coach"] = ["Kernel"],
        ["Preferences"] = ["Kernel", "Storage", "Slack"],
    };

    /// <summary>What a slice shows to the others.</summary>
    private static readonly Dictionary<string, string[]> Shown = new()
    {
        ["Home"] = ["IHomeCard", "HomeCard", "HomeRefresh"],
        ["Partners"] = ["IPartnerDirectory", "Partner", "IPartnershipListener", "IAgenda", "AgendaHint", "INextOneOnOne", "IFeedbackDrafts"],
    };

    /// <summary>Where private text is read besides views, coach and cipher, and why.</summary>
    private static readonly Dictionary<string, string> Revealers = new()
    {
        ["SlackPartner/Kernel/PrivateText.cs"] = "declares it",
        ["SlackPartner/Slack/BlockJson.cs"] = "writes it to Slack",
        ["SlackPartner/Slack/BlockLimits.cs"] = "measures it",
        ["SlackPartner/Slack/Mrkdwn.cs"] = "escapes it",
        ["SlackPartner/Slack/Dispatcher.cs"] = "finds the word of a command",
        ["SlackPartner/OneOnOnes/PlaceNames.cs"] = "compares the places of two people's trips",
        ["SlackPartner/Slack/Mentions.cs"] = "finds the person a command names",
        ["SlackPartner/Slack/Inbox.cs"] = "reads an event back from its seal",
        ["SlackPartner/Feedback/SbiOrder.cs"] = "splits a command into person and text",
        ["SlackPartner/Feedback/MoveRules.cs"] = "takes a clause out of a text and puts it back",
        ["SlackPartner/Feedback/Advice/AdviceRules.cs"] = "compares topics",
        ["SlackPartner/Feedback/Advice/ReplyCalmly.cs"] = "hands a reply to the heat meter",
        ["SlackPartner/Feedback/WhenWasIt.cs"] = "finds the day a text speaks of",
        ["SlackPartner/Feedback/Talking/TalkWords.cs"] = "tells words of the conversation from answers",
        ["SlackPartner/CoolDowns/PauseLength.cs"] = "reads how long someone wants to pause",
        ["SlackPartner/Nudges/Watching/Watch.cs"] = "reads which conversation is meant",
        ["SlackPartner/Nudges/Watching/HearConversation.cs"] = "weighs words on their way through memory",
        ["SlackPartner/Feedback/CheckText.cs"] = "undoes Slack's escaping of a command",
    };

    /// <summary>Where the machine's own clock is meant, and why.</summary>
    private static readonly Dictionary<string, string> RealClocks = new()
    {
        ["SlackPartner/Slack/InboxPump.cs"] = "measures against Postgres' clock",
        ["SlackPartner.Worker/SlackEndpoints.cs"] = "Slack signs by its own clock",
        ["SlackPartner.Worker/QuartzEngine.cs"] = "the engine keeps the machine's time",
        ["SlackPartner.Worker/CommandLine.cs"] = "an operator's verb has no other clock",
        ["SlackPartner.Worker/Doctor.cs"] = "compares the machine's clock with the database's",
    };

    public static readonly IReadOnlyList<(string Name, Func<SourceFile, IEnumerable<string>> Check)> All =
    [
        ("Layers_use_only_what_is_below_them", Dependencies),
        ("Slices_use_nothing_of_each_other", NoNeighbors),
        ("Only_one_file_names_the_slices", OnlySlicesNamesSlices),
        ("Only_the_worker_names_hosts_engines_and_configuration", NoHosts),
        ("The_simulator_uses_nothing_of_ours", SimulatorAlone),
        ("Private_text_is_revealed_only_where_it_must_be", Reveals),
        ("Time_comes_from_a_clock_that_is_handed_in", Clocks),
        ("Nothing_is_started_and_forgotten", FireAndForget),
        ("Logs_are_written_only_through_templates", Logs),
        ("Sql_names_its_columns", SelectStar),
        ("No_file_is_longer_than_a_person_reads", Length),
    ];

    public static IEnumerable<string> StaleAllowances(IReadOnlyList<SourceFile> files)
    {
        foreach (var path in Revealers.Keys.Concat(RealClocks.Keys))
            if (files.All(file => file.Path != path)) yield return $"{path} is gone";
        foreach (var file in files)
        {
            if (Revealers.ContainsKey(file.Path) && !RevealCall().IsMatch(file.Code) && file.Name != "PrivateText.cs") yield return $"{file} reveals nothing any more";
            if (RealClocks.ContainsKey(file.Path) && !RealClock().IsMatch(file.Code)) yield return $"{file} reads no clock any more";
        }
    }

    private static IEnumerable<string> Dependencies(SourceFile file) =>
        from name in file.Project == Bot && Layers.ContainsKey(file.Folder) ? Used(file) : []
        where name != file.Folder && !Layers[file.Folder].Contains(name)
        select $"{file} ({file.Folder}) uses {name}";

    private static IEnumerable<string> NoNeighbors(SourceFile file)
    {
        if (file.Project != Bot || !Slices.Contains(file.Folder)) yield break;
        foreach (var neighbor in Used(file).Where(name => Slices.Contains(name) && name != file.Folder))
        {
            var shown = Shown.GetValueOrDefault(neighbor, []);
            if (shown.Length == 0) yield return $"{file} uses {neighbor}";
            foreach (var type in SourceFile.All.Where(other => other.Project == Bot && other.Folder == neighbor).SelectMany(Declared).Except(shown))
                if (Regex.IsMatch(file.CodeWithoutStrings, $@"\b{type}\b")) yield return $"{file} uses {neighbor}.{type}";
        }
    }

    private static IEnumerable<string> OnlySlicesNamesSlices(SourceFile file) =>
        from slice in Running.Contains(file.Project) && !Slices.Contains(file.Folder) && file.Path != "SlackPartner/Slices.cs" ? Used(file).Intersect(Slices) : []
        select $"{file} names {slice}";

    private static IEnumerable<string> NoHosts(SourceFile file) =>
        from Match match in file.Project == Bot ? Hosts().Matches(file.Code) : Enumerable.Empty<Match>()
        select $"{file} names {match.Value}";

    private static IEnumerable<string> SimulatorAlone(SourceFile file) =>
        from Match match in file.Project == Simulator ? OurNames().Matches(file.CodeWithoutStrings) : Enumerable.Empty<Match>()
        select $"{file} uses {match.Value}";

    private static IEnumerable<string> Reveals(SourceFile file)
    {
        var may = !Running.Contains(file.Project) || file.Name.EndsWith("Views.cs", StringComparison.Ordinal) || file.Folder is "Coach" or "Security" || Revealers.ContainsKey(file.Path);
        if (!may && RevealCall().IsMatch(file.Code)) yield return $"{file} reveals private text";
    }

    private static IEnumerable<string> Clocks(SourceFile file) =>
        from Match match in Running.Contains(file.Project) && !RealClocks.ContainsKey(file.Path) ? RealClock().Matches(file.Code) : Enumerable.Empty<Match>()
        select $"{file} reads {match.Value}";

    private static IEnumerable<string> FireAndForget(SourceFile file) =>
        from Match match in Running.Contains(file.Project) ? Forgotten().Matches(file.Code) : Enumerable.Empty<Match>()
        select $"{file} has {match.Value}";

    private static IEnumerable<string> Logs(SourceFile file) =>
        from Match match in Running.Contains(file.Project) ? LogCall().Matches(file.Code) : Enumerable.Empty<Match>()
        where !(match.Value.StartsWith("Console", StringComparison.Ordinal) && file.Project is Worker && file.Name is "CommandLine.cs" or "Program.cs")
        select $"{file} has {match.Value}";

    private static IEnumerable<string> SelectStar(SourceFile file) =>
        from Match match in Running.Contains(file.Project) ? Star().Matches(file.Code) : Enumerable.Empty<Match>()
        select $"{file} has {match.Value}";

    private static IEnumerable<string> Length(SourceFile file)
    {
        if (file.Lines > LongestFile) yield return $"{file} has {file.Lines} lines";
    }

    /// <summary>Our namespaces that a file names, by using, alias or partly qualified type.</summary>
    private static IEnumerable<string> Used(SourceFile file) =>
        Usings().Matches(file.CodeWithoutStrings).Select(match => match.Groups["name"].Value)
            .Concat(PartlyQualified().Matches(file.CodeWithoutStrings).Select(match => match.Groups["name"].Value))
            .Where(name => Layers.ContainsKey(name) || Slices.Contains(name))
            .Distinct();

    /// <summary>Types of a file; nested ones go by the name of the outer.</summary>
    private static IEnumerable<string> Declared(SourceFile file) => Declarations().Matches(file.CodeWithoutStrings).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"\bSlackPartner\.(?<name>[A-Z]\w*)")]
    private static partial Regex Usings();

    [GeneratedRegex(@"(?<![\w.])(?<name>Kernel|Storage|Security|Slack|Jobs|Coach|Partners|Feedback|OneOnOnes|CoolDowns|Nudges|Agreements|Home)\.[A-Z]\w*")]
    private static partial Regex PartlyQualified();

    [GeneratedRegex(@"\b(Quartz|Serilog|Hangfire|IConfiguration|Microsoft\.Extensions\.(Hosting|Configuration)|IHostedService|BackgroundService|WebApplication|HttpContext)\b")]
    private static partial Regex Hosts();

    [GeneratedRegex(@"\bSlackPartner\.(?!Simulator\b)\w+")]
    private static partial Regex OurNames();

    [GeneratedRegex(@"\.Reveal\b")]
    private static partial Regex RevealCall();

    [GeneratedRegex(@"\b(DateTime\.(Now|UtcNow|Today)|DateTimeOffset\.(Now|UtcNow)|SystemClock\b|Environment\.TickCount)")]
    private static partial Regex RealClock();

    [GeneratedRegex(@"\b(Task\.Run|Task\.Factory|async void|new Thread)\b|\bThreadPool\.\w+|\.GetAwaiter\(\)|\.Result\b(?=[;.)])")]
    private static partial Regex Forgotten();

    [GeneratedRegex(@"(\.Log(Trace|Debug|Information|Warning|Error|Critical)?\(|\bConsole\.\w+|\bDebug\.Write\w*|\bTrace\.(Write|Trace)\w*)")]
    private static partial Regex LogCall();

    [GeneratedRegex(@"\b(select|returning)\s+(\w+\.)?\*|,\s*\w+\.\*\s", RegexOptions.IgnoreCase)]
    private static partial Regex Star();

    [GeneratedRegex(@"^(public|internal)[\w ]*\s(?<name>[A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex Declarations();
}
