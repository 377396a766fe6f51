using System.Collections.Immutable;

namespace SlackPartner.Coach;

/// <summary>The fourteen checks. Their number is their place in <see cref="All"/>.</summary>
internal static class Checks
{
    public const int Label = 0;
    public const int Motive = 1;
    public const int Absolute = 2;
    public const int VagueSituation = 3;
    public const int NotObservable = 4;
    public const int ImpactMissing = 5;
    public const int ImpactNotOwned = 6;
    public const int FauxFeeling = 7;
    public const int GenericPraise = 8;
    public const int Sandwich = 9;
    public const int Command = 10;
    public const int Diagnosis = 11;
    public const int Sarcasm = 12;
    public const int Blame = 13;

    public static readonly ImmutableArray<string> All =
    [
        "label", "motive", "absolute", "vague_situation", "not_observable", "impact_missing", "impact_not_owned", "faux_feeling",
        "generic_praise", "sandwich", "command", "diagnosis", "sarcasm", "blame",
    ];
}
