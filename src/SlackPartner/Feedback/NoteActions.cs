using System.Globalization;
using NodaTime;
using SlackPartner.Home;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>The note a button of Review names, and the version its author was looking at.</summary>
internal readonly record struct Reviewed(string Id, string Version)
{
    public static Reviewed Read(string value) => value.Split('|') is [var id, var version, ..] ? new(id, version) : new(value, "");

    public static string Of(FeedbackNote note) => Of(note.Id, note.Version);

    public static string Of(FeedbackId id, int version) => string.Create(CultureInfo.InvariantCulture, $"{id}|{version}");

    /// <summary>What the author saw is what there is: nothing may go out that they did not look at.</summary>
    public bool Shows(FeedbackNote note) => Of(note) == $"{Id}|{Version}";
}

/// <summary>What the buttons of this slice have in common.</summary>
internal static class NoteActions
{
    /// <summary>The note a button or a form names. Null for anything that is no note of this workspace.</summary>
    public static async Task<FeedbackNote?> FindNamedAsync(this Tx tx, TextCipher cipher, PersonId actor, string claimedId) =>
        FeedbackId.TryParse(claimedId) is { } id ? await tx.FindFeedbackAsync(cipher, actor.Team, id) : null;

    public static async Task<Result<FeedbackNote, FeedbackRefusal>> FindOwnDraftAsync(this Tx tx, TextCipher cipher, PersonId actor, string claimedId) =>
        FeedbackRules.OwnDraft(await tx.FindNamedAsync(cipher, actor, claimedId), actor);

    public static Task<Result<FeedbackNote, FeedbackRefusal>> FindOwnDraftAsync(this Database database, TextCipher cipher, BlockAction action, CancellationToken cancel) =>
        database.ReadAsync(tx => tx.FindOwnDraftAsync(cipher, action.Actor, action.Value), cancel);

    /// <summary>The same for someone who looks at it: it is not untouched any more.</summary>
    public static Task<Result<FeedbackNote, FeedbackRefusal>> OpenOwnDraftAsync(
        this Database database, TextCipher cipher, BlockAction action, Instant now, CancellationToken cancel) => database.WriteAsync(
        async tx =>
        {
            var found = await tx.FindOwnDraftAsync(cipher, action.Actor, action.Value);
            if (found.Succeeded(out var note, out _) && await tx.TouchAsync(note, now)) await tx.RefreshHomeAsync(note.Author, now);
            return found;
        },
        cancel);

    /// <summary>Says why not, where the button was: in the open view or beside the card.</summary>
    public static Reply Refuse(this BlockAction action, FeedbackRefusal refusal) => action.Say(FeedbackSentences.Of(refusal));

    /// <inheritdoc cref="Refuse"/>
    public static Reply Say(this BlockAction action, string sentence) =>
        action.Remark(NoteViews.Notice("Feedback", sentence), new Message(sentence));

    /// <summary>Goes on where the button is: the open view becomes this, and so does a message.</summary>
    public static Reply Show(this BlockAction action, Modal view) =>
        action.GoOn(view, new Message(view.Title, view.Blocks));
}
