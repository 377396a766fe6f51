using System.Globalization;
using SlackPartner.Kernel;
using SlackPartner.Slack;
using SlackPartner.Storage;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;

namespace SlackPartner.Home.Privacy;

/// <summary>What is stored, and what one can do about it.</summary>
internal static class PrivacyViews
{
    /// <summary>What has to be typed before anything is erased.</summary>
    public const string Word = "ERASE";

    private const string Title = "Your privacy";
    private const int MostRows = 80;

    public static Modal Stored(IReadOnlyList<StoredKind> kinds, Retention retention, bool isExported = false) => new(
        "privacy.stored",
        Title,
        [
            .. isExported ? new Block[] { new Section("*Your export is on its way.* Two files will come as a direct message: one to read, one for programs."), new Divider() } : [],
            .. kinds.Any(kind => kind.Count > 0)
                ? [new Section("This is what Partner stores about you, and who can read it:"), .. kinds.Where(kind => kind.Count > 0).Take(MostRows).Select(Row)]
                : new Block[] { new Section("Partner stores nothing about you.") },
            new Divider(),
            new Section(
                "Words are encrypted in Partner's database; ids and times are not. There is no view for managers, admins or HR. What others may have drafted about you is theirs until they share it."),
            new Section("*Notes that were delivered, and messages you write to Partner, are Slack messages too.* A workspace export may contain them, and Partner can't take them out of Slack."),
            new Context($"Drafts go {Days(retention.Drafts)} after you last opened them, shared notes {Days(retention.Shared)} after they were shared. Home says so a week before."),
            new Actions(
                new Button(PrivacyIds.Action.Export, "Export", "mine"),
                new Button(PrivacyIds.Action.Erase, "Erase Me", "me") { Danger = true }),
        ]);

    public static readonly Modal EraseForm = new(
        PrivacyIds.View.Erase,
        "Erase me",
        [
            new Section(
                "*This erases you from Partner.* Your drafts, your answers, your requests, your settings and the people you muted are deleted. "
                + "Notes you shared stay with the people they are for, without your name. Notes for you stay with their authors, without yours."),
            new Section(
                "Messages that are in Slack already stay there. If someone muted you, that goes on, as a code that names nobody. "
                + "There is no way to bring anything back; Export first if you want to keep your words."),
            new Input(PrivacyIds.Field.Word, $"Type {Word}", new TextInput { MaxLength = 50, Focus = true }),
        ])
    {
        Submit = "Erase Me",
        Close = "Cancel",
    };

    public static readonly Modal Erased = new(
        "privacy.erased", "Erased", [new Section("Everything Partner kept about you is gone. You get one last message that says so, and then that goes too.")]);

    public static readonly Message Farewell = new(
        "Everything Partner kept about you is erased.",
        [
            new Section("*Everything Partner kept about you is erased.* Notes you had shared stay with the people they were for, without your name."),
            new Context("To tell you this, Partner looked up our direct messages once more, and has forgotten that again. Messages in Slack stay in Slack. Should you come back, everything begins anew."),
        ]);

    /// <summary>What a card becomes whose sender is gone.</summary>
    public static readonly Message Blank = new("This was from someone who left Partner. There is nothing to do.");

    private static Section Row(StoredKind kind) => new(
        $"*{kind.Name}* · {kind.Count.ToString(CultureInfo.InvariantCulture)}\nWho can read: {kind.Readers}",
        kind.Manage is { } manage ? new Button(manage.ActionId, manage.Label, kind.Subject) : null);

    private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";
}
