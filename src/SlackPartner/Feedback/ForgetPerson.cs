using NodaTime;
using SlackPartner.Home.Privacy;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Feedback;

/// <summary>
/// Takes a person out of the feedback of others. What they had shared stays with whom it was for, by <see cref="UserId.Gone"/>; what
/// others wrote to them stays with its author, to nobody. A new version makes whoever is at work on such a note decide anew.
/// </summary>
internal static class ForgetPerson
{
    // Sending may be under way to a busy reader; then the note stays, so that its card can be found and redrawn.
    private const string DropUnshared =
        """
        delete from feedback
        where team_id = @Team and author = @User
          and (status in (0, 3, 4, 5) or recipient is null or (delivered_at is null and recipient <> all(@busy)))
        returning id, recipient as other, channel, ts
        """;

    private const string DropAuthor =
        """
        update feedback
        set author = '', kept_findings = '', lifted = null, lifted_place = null, talk_step = null, talk_turn = 0, talked_at = null, version = version + 1
        where team_id = @Team and author = @User
        returning id, recipient as other, channel, ts
        """;

    private const string DropAnswers =
        """
        delete from feedback_answer
        where feedback_id in (select id from feedback where team_id = @Team and recipient = @User)
        """;

    private const string DropUnowned =
        """
        delete from feedback
        where team_id = @Team and recipient = @User and author = ''
        """;

    private const string ReturnUndelivered =
        """
        update feedback
        set status = 0, recipient = null, shared_at = null, send_local = null, send_at = null, asked_at = null, ask_choice = null,
          channel = null, ts = null, updated_at = @now, version = version + 1
        where team_id = @Team and recipient = @User and (status in (4, 5) or (status = 1 and delivered_at is null))
        returning id, author as other, null::text as channel, null::text as ts
        """;

    private const string DropReader =
        """
        update feedback
        set recipient = null, channel = null, ts = null, asked_at = null, ask_choice = null, version = version + 1
        where team_id = @Team and recipient = @User
        returning id, author as other, null::text as channel, null::text as ts
        """;

    private const string DropTalk =
        """
        delete from talk_message
        where team_id = @Team and person = @User
        """;

    private const string DropMutes =
        """
        delete from feedback_mute
        where team_id = @Team and recipient = @User
        """;

    private const string ListMutesOf =
        """
        select recipient
        from feedback_mute
        where team_id = @Team and author = @User
        """;

    private const string HideMuted =
        """
        update feedback_mute
        set author = @hidden
        where team_id = @Team and author = @User and recipient = @recipient
        """;

    private const string DropRequests =
        """
        delete from feedback_request
        where team_id = @Team and (asker = @User or asked = @User)
        returning id, asked as other, channel, ts
        """;

    /// <summary>As author. Answers who else is to see it.</summary>
    public static async Task<HashSet<PersonId>> ForgetAuthorAsync(this Tx tx, PersonId person, Instant now)
    {
        var dropped = await tx.ListAsync<Touched>(DropUnshared, new { person.Team, person.User, busy = await tx.ListBusyAsync(person.Team) });
        var kept = await tx.ListAsync<Touched>(DropAuthor, new { person.Team, person.User });
        await tx.ExecuteAsync(DropTalk, new { person.Team, person.User });
        await tx.BlankCardsAsync(dropped.SelectMany(row => row.CardsBeside(person)), now);
        var delivered = kept.Where(note => note.Ts is not null).Select(note => new WorkItem(FeedbackIds.Work.RedrawCard, note.Id.ToString("N"), note.Owner(person.Team), now));
        await tx.EnqueueAllAgainAsync([.. delivered]);
        return [.. kept.Where(note => note.Other is not null).Select(note => note.Owner(person.Team))];
    }

    /// <summary>As reader. Answers whose notes these were.</summary>
    public static async Task<HashSet<PersonId>> ForgetReaderAsync(this Tx tx, PersonId person, Instant now)
    {
        await tx.ExecuteAsync(DropAnswers, new { person.Team, person.User });
        await tx.ExecuteAsync(DropUnowned, new { person.Team, person.User });
        var returned = await tx.ListAsync<Touched>(ReturnUndelivered, new { person.Team, person.User, now });
        await tx.EnqueueAllAgainAsync([.. returned.Select(note => new WorkItem(FeedbackIds.Work.Undelivered, note.Id.ToString("N"), note.Owner(person.Team), now))]);
        var closed = await tx.ListAsync<Touched>(DropReader, new { person.Team, person.User });
        return [.. returned.Concat(closed).Select(note => note.Owner(person.Team))];
    }

    /// <summary>Whoever muted the person stays safe from them, should they come back: the mute goes on under a code that names nobody.</summary>
    public static async Task ForgetMutesAsync(this Tx tx, TextCipher cipher, PersonId person)
    {
        await tx.ExecuteAsync(DropMutes, new { person.Team, person.User });
        foreach (var recipient in await tx.ListAsync<UserId>(ListMutesOf, new { person.Team, person.User }))
            await tx.ExecuteAsync(HideMuted, new { person.Team, person.User, recipient, hidden = await tx.HideAsync(cipher, person.Team, recipient, person.User) });
    }

    public static async Task ForgetRequestsAsync(this Tx tx, PersonId person, Instant now)
    {
        var dropped = await tx.ListAsync<Touched>(DropRequests, new { person.Team, person.User });
        await tx.BlankCardsAsync(dropped.SelectMany(row => row.CardsBeside(person)), now);
    }

    private sealed record Touched(Guid Id, UserId? Other, string? Channel, string? Ts)
    {
        public PersonId Owner(TeamId team) => new(team, Other ?? UserId.Gone);

        /// <summary>The card in the other one's messages.</summary>
        public IEnumerable<(PersonId Reader, MessageRef Card)> CardsBeside(PersonId person)
        {
            if (Other is { } other && other != person.User && Channel is not null && Ts is not null) yield return (new PersonId(person.Team, other), new MessageRef(Channel, Ts));
        }
    }
}
