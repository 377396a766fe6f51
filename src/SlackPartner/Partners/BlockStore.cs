using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Storage;

namespace SlackPartner.Partners;

/// <summary>Who does not want to be invited by whom. Of someone who erased themselves, a code is kept in place of their id.</summary>
internal static class BlockStore
{
    private const string FindBlock =
        """
        select blocked
        from partner_block
        where team_id = @Team and person = @User and blocked in (@other, @hidden)
        limit 1
        """;

    // Who wants no notes from someone wants no invitations either.
    private const string FindMute =
        """
        select author
        from feedback_mute_facts
        where team_id = @Team and recipient = @User and author in (@other, @hidden)
        limit 1
        """;

    private const string AddBlock =
        """
        insert into partner_block (team_id, person, blocked, blocked_at)
        values (@Team, @User, @other, @now)
        on conflict (team_id, person, blocked) do nothing
        """;

    private const string RemoveBlock =
        """
        delete from partner_block
        where team_id = @Team and person = @User and blocked in (@other, @hidden)
        """;

    public static async Task<bool> HasBlockedAsync(this Tx tx, TextCipher cipher, PersonId person, UserId other) =>
        await tx.FindAsync<string>(FindBlock, new { person.Team, person.User, other, hidden = await tx.HideAsync(cipher, person, other) }) is not null;

    /// <summary>Blocked, or muted: both look the same to the one who invites.</summary>
    public static async Task<bool> HasShutOutAsync(this Tx tx, TextCipher cipher, PersonId person, UserId other)
    {
        if (await tx.HasBlockedAsync(cipher, person, other)) return true;
        var hidden = (await cipher.ForAsync(tx, person.Team)).Fingerprint("feedback_mute", "author", person.User.Value, other.Value);
        return await tx.FindAsync<string>(FindMute, new { person.Team, person.User, other, hidden }) is not null;
    }

    public static Task BlockAsync(this Tx tx, PersonId person, UserId other, Instant now) =>
        tx.ExecuteAsync(AddBlock, new { person.Team, person.User, other, now });

    public static async Task UnblockAsync(this Tx tx, TextCipher cipher, PersonId person, UserId other) =>
        await tx.ExecuteAsync(RemoveBlock, new { person.Team, person.User, other, hidden = await tx.HideAsync(cipher, person, other) });

    /// <summary>The code under which a block outlives the id of the one it is against.</summary>
    public static async Task<string> HideAsync(this Tx tx, TextCipher cipher, PersonId person, UserId other) =>
        (await cipher.ForAsync(tx, person.Team)).Fingerprint("partner_block", "blocked", person.User.Value, other.Value);
}
