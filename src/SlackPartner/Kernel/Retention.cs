namespace SlackPartner.Kernel;

/// <summary>How many days things are kept; the admin's settings.</summary>
/// <param name="Drafts">Counted from when its author last opened or changed it.</param>
/// <param name="Shared">Counted from when it was shared.</param>
public sealed record Retention(int Drafts = 30, int Shared = 180)
{
    /// <summary>How long before it goes Home says so.</summary>
    public const int NoticeDays = 7;

    public const int FewestDays = 1;
    public const int MostDays = 3650;
}
