using System.Text.RegularExpressions;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Architecture;

/// <summary>One C# file under <c>src</c>, read without its comments.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>The project's folder, e.g. <c>SlackPartner.Worker</c>.</summary>
    public string Project => Path.Split('/')[0];

    /// <summary>The folder inside the project; empty at its top.</summary>
    public string Folder => Path.Split('/') is [_, var folder, _, ..] ? folder : "";
    public string Name => Path.Split('/')[^1];
    public int Lines => Text.Count(c => c == '\n');

    /// <summary>Code and strings, no comments.</summary>
    public string Code { get; } = Comments().Replace(Text, match => match.Value[0] == '/' ? "" : match.Value);

    /// <summary>Code alone.</summary>
    public string CodeWithoutStrings { get; } = Comments().Replace(Text, match => match.Value[0] == '/' ? "" : "\"\"");

    public static IReadOnlyList<SourceFile> All { get; } =
    [
        .. from path in Directory.GetFiles(Repository.PathTo("src"), "*.cs", SearchOption.AllDirectories)
           let relative = System.IO.Path.GetRelativePath(Repository.PathTo("src"), path).Replace('\\', '/')
           where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal)
           orderby relative
           select new SourceFile(relative, File.ReadAllText(path)),
    ];

    public override string ToString() => Path;

    [GeneratedRegex("""""
        ""\"[\s\S]*?""\"|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'|//[^\n]*|/\*[\s\S]*?\*/
        """"")]
    private static partial Regex Comments();
}
