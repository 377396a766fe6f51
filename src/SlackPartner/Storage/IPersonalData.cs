using NodaTime;
using NodaTime.Text;
using SlackPartner.Kernel;

namespace SlackPartner.Storage;

/// <summary>
/// What one part of the bot keeps about people. <c>/partner privacy</c> lists it, Export collects it, Erase Me removes it: all parts in
/// one transaction. Every table belongs to exactly one part; a test asks the catalog for any that nobody names.
/// </summary>
public interface IPersonalData
{
    IReadOnlyList<string> Tables { get; }

    /// <summary>What is kept of this person, in numbers and plain words.</summary>
    Task<IReadOnlyList<StoredKind>> CountAsync(Tx tx, PersonId person);

    /// <summary>What the person wrote or chose; of what others wrote only that it is there, and when.</summary>
    Task<IReadOnlyList<ExportPart>> ExportAsync(Tx tx, PersonId person) => Task.FromResult<IReadOnlyList<ExportPart>>([]);

    /// <summary>Removes the person, also from the rows of others. Harmless to run again.</summary>
    Task EraseAsync(Tx tx, PersonId person, Instant now);

    /// <summary>Removes what saying that it is done has left behind; nothing the person may have begun anew.</summary>
    Task EraseTracesAsync(Tx tx, PersonId person) => Task.CompletedTask;
}

/// <summary>One kind of thing that is kept, and who can read it.</summary>
/// <param name="Name">In plain words, as the owner would say it.</param>
/// <param name="Readers">A sentence.</param>
public sealed record StoredKind(string Name, int Count, string Readers)
{
    /// <summary>A button that shows and changes it; null when there is none.</summary>
    public (string ActionId, string Label)? Manage { get; init; }

    /// <summary>What the button is about, where it is about one thing.</summary>
    public string Subject { get; init; } = "mine";
}

/// <summary>Entries of one kind in an export.</summary>
/// <param name="Kind">Lower case with underscores: the key in JSON, the heading in Markdown.</param>
public sealed record ExportPart(string Kind, IReadOnlyList<ExportEntry> Entries);

/// <summary>One row of an export: names and values, blank ones left out.</summary>
public sealed class ExportEntry
{
    private readonly List<(string Name, PrivateText Value)> _fields = [];

    public IReadOnlyList<(string Name, PrivateText Value)> Fields => _fields;

    public ExportEntry Add(string name, PrivateText value)
    {
        if (!value.IsBlank) _fields.Add((name, value));
        return this;
    }

    public ExportEntry Add(string name, string? value) => Add(name, new PrivateText(value ?? ""));
    public ExportEntry Add(string name, UserId? user) => Add(name, user?.Value);
    public ExportEntry Add(string name, Instant? at) => Add(name, at is { } moment ? InstantPattern.General.Format(moment) : null);
    public ExportEntry Add(string name, LocalDate? date) => Add(name, date is { } day ? LocalDatePattern.Iso.Format(day) : null);
    public ExportEntry Add(string name, LocalTime time) => Add(name, LocalTimePattern.GeneralIso.Format(time));
    public override string ToString() => $"{_fields.Count} fields";
}
