namespace SlackPartner.Hangfire;

/// <summary>Cron knows no intervals, only what divides a minute, an hour or a day: an interval that does not becomes the next shorter one that does.</summary>
internal static class TickTimes
{
    private static readonly int[] Sixtieths = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30];
    private static readonly int[] DayParts = [1, 2, 3, 4, 6, 8, 12];

    public static string CronOf(TimeSpan every) => every switch
    {
        { TotalMinutes: < 1 } => $"*/{Largest(Sixtieths, every.TotalSeconds)} * * * * *",
        { TotalHours: < 1 } => $"*/{Largest(Sixtieths, every.TotalMinutes)} * * * *",
        { TotalDays: < 1 } => $"0 */{Largest(DayParts, every.TotalHours)} * * *",
        _ => "0 0 * * *",
    };

    private static int Largest(int[] dividers, double most) => dividers.LastOrDefault(divider => divider <= most, 1);
}
