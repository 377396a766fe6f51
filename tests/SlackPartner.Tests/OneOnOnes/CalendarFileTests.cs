using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using SlackPartner.OneOnOnes;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.OneOnOnes;

/// <summary>The calendar file, read by a library that is not ours and has no time zones of its own.</summary>
internal sealed class CalendarFileTests
{
    private const int Meetings = 60;
    private static readonly string Folder = Repository.PathTo("tests", "calendar-clients");

    [TestCase("America/New_York", "2026-11-24", "10:00", 1)]
    [TestCase("Europe/Berlin", "2027-03-14", "02:30", 1)] // Sundays, through the gap and the overlap
    [TestCase("Asia/Kolkata", "2026-12-08", "23:45", 4)] // over New Year, no clock changes
    [TestCase("Africa/Cairo", "2027-04-02", "09:00", 2)]
    [TestCase("Australia/Lord_Howe", "2026-11-24", "10:00", 2)] // half an hour
    [TestCase("Africa/Casablanca", "2027-01-05", "16:00", 1)] // changes that follow the moon
    public async Task Others_read_the_meetings_as_we_plan_them(string zoneId, string first, string time, int weeks)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var plan = A.Plan() with { FirstOn = Date(first), Time = Time(time), EveryWeeks = weeks };

        var read = await ReadAsync(CalendarFile.Write(A.Series(plan), plan, zone, [], "One-on-one", "Room 4; second floor, left\nthen \\ ask", A.Noon));

        // Where the clocks leave a time out, calendars differ by an hour about that one day; we say ours beforehand.
        var expected = Enumerable.Range(0, Meetings).Select(n => plan.FirstOn.PlusWeeks(n * weeks)).Select(slot => Recurrence.StartOf(plan, slot, null, zone).ToString()).ToList();
        var exists = Enumerable.Range(0, Meetings).Select(n => zone.MapLocal(plan.FirstOn.PlusWeeks(n * weeks) + plan.Time).Count == 1).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(Starts(read).Where((_, n) => exists[n]), Is.EqualTo(expected.Where((_, n) => exists[n])));
            Assert.That(exists.Count(one => !one), Is.LessThanOrEqualTo(4));
            Assert.That(read["location"]!.GetValue<string>(), Is.EqualTo("Room 4; second floor, left\nthen \\ ask"));
            Assert.That(read["minutes"]!.GetValue<int>(), Is.EqualTo(45));
            Assert.That(read["zones"]!.AsArray().Single()!.GetValue<string>(), Is.EqualTo(zoneId));
        });
    }

    [Test]
    public async Task Skipped_and_paused_days_are_left_out_and_moved_ones_moved()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        var series = A.Series(A.Plan()) with { PausedFrom = Date("2026-12-20"), PausedUntil = Date("2027-01-02") };
        Occurrence[] known =
        [
            A.Occurrence() with { Slot = Date("2026-12-01"), Status = OccurrenceStatus.Skipped },
            A.Occurrence() with { Slot = Date("2026-12-08"), MovedTo = new LocalDateTime(2026, 12, 10, 15, 30), StartsAt = Instant.FromUtc(2026, 12, 10, 20, 30) },
        ];

        var starts = Starts(await ReadAsync(CalendarFile.Write(series, A.Plan(), zone, known, "One-on-one", "", A.Noon))).Take(5);

        Assert.That(starts, Is.EqualTo(new[] { "2026-11-24T15:00:00Z", "2026-12-10T20:30:00Z", "2026-12-15T15:00:00Z", "2027-01-05T15:00:00Z", "2027-01-12T15:00:00Z" }));
    }

    [Test]
    public void No_line_is_longer_than_calendars_take_and_each_ends_as_they_want()
    {
        var text = Encoding.UTF8.GetString(CalendarFile.Write(
            A.Series(A.Plan()), A.Plan(), DateTimeZoneProviders.Tzdb["America/New_York"], [], "One-on-one", string.Concat(Enumerable.Repeat("Größe 🙂 ", 40)), A.Noon));

        Assert.Multiple(() =>
        {
            Assert.That(text.Split("\r\n").Select(Encoding.UTF8.GetByteCount), Is.All.LessThanOrEqualTo(75));
            Assert.That(text.Replace("\r\n", "", StringComparison.Ordinal), Does.Not.Contain("\n").And.Not.Contain("\r"));
            Assert.That(text.Replace("\r\n ", "", StringComparison.Ordinal), Does.Contain("BEGIN:VTIMEZONE").And.Contain("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU").And.Contain("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"));
        });
    }

    private static IEnumerable<string> Starts(JsonNode read) => read["starts"]!.AsArray().Select(start => start!.GetValue<string>().Replace(".000Z", "Z", StringComparison.Ordinal));

    private static async Task<JsonNode> ReadAsync(byte[] file)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, file);
            if (!Directory.Exists(Path.Combine(Folder, "node_modules")) && await RunAsync("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts") is not (0, _))
                Assert.Ignore("npm is not installed or offline; no other calendar was asked.");
            var (code, output) = await RunAsync("node", "read.mjs", path, Meetings.ToString(CultureInfo.InvariantCulture)) ?? (-1, "");
            if (code == -1) Assert.Ignore("Node is not installed; no other calendar was asked.");
            Assert.That(code, Is.Zero, output);
            return JsonNode.Parse(output)!; // it printed an object
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<(int Code, string Output)?> RunAsync(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["TZ"] = "UTC" } };
            using var process = Process.Start(start)!; // not a shell execute
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
    private static LocalTime Time(string text) => NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;
}
