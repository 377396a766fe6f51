namespace SlackPartner.Tests.Support;

/// <summary>Where things are on disk.</summary>
internal static class Repository
{
    public static readonly string Root = Find();

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Public payloads that lie beside the repository on some machines; null elsewhere.</summary>
    public static string? SharedVectors => Path.GetFullPath(Path.Combine(Root, "..", "shared", "vectors")) is var path && Directory.Exists(path) ? path : null;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "SlackPartner.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
