using NodaTime;
using SlackPartner.Home;
using SlackPartner.Jobs;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;

namespace SlackPartner.Partners;

/// <summary><c>/partner @kim</c> invites; the bare command lists.</summary>
internal sealed class RunPartner(InvitationDesk desk, Database database, CommandNames names) : IHandle<SlashCommand>
{
    public async Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel)
    {
        var (person, rest) = Mentions.ReadLeadingPlain(command.Text);
        if (person is null && rest.IsBlank)
        {
            var partnerships = await database.ReadAsync(tx => tx.ListPartnershipsAsync(command.Actor), cancel);
            return new Reply.Open(PartnerViews.List(partnerships, command.Actor, names));
        }
        // A name Slack knows nobody by stays words: the form asks for the person. A whole text has no place there.
        if (person is null) return PartnerViews.IsName(rest) ? new Reply.Open(PartnerViews.InviteForm()) : new Reply.Ephemeral(PartnerViews.NoOrder(names).ShowingBack(rest));
        var invited = await desk.InviteAsync(command.Actor, person, cancel);
        return new Reply.Ephemeral(invited.Match(PartnerViews.Sent, PartnerViews.Refused).ShowingBack(rest));
    }
}

/// <summary>Invite a Partner on Home and in the list.</summary>
internal sealed class OpenInviteForm : IHandle<BlockAction>
{
    public Task<Reply> HandleAsync(BlockAction action, CancellationToken cancel) => Task.FromResult<Reply>(new Reply.Open(PartnerViews.InviteForm()));
}

/// <summary>The form came in.</summary>
internal sealed class SubmitInvitation(InvitationDesk desk) : IHandle<ViewSubmission>
{
    public async Task<Reply> HandleAsync(ViewSubmission submission, CancellationToken cancel) =>
        (await desk.InviteAsync(submission.Actor, submission.Form.User(PartnerIds.Field.Person), cancel)).Match<Reply>(
            partnership => new Reply.Update(PartnerViews.SentNotice(partnership)),
            refusal => new Reply.Errors(PartnerIds.Field.Person, PartnerSentences.Of(refusal)));
}

/// <summary>Keeps an invitation and queues its card, or makes partners at once of two who invited each other.</summary>
internal sealed class InvitationDesk(Database database, TextCipher cipher, People people, IClock clock)
{
    public async Task<Result<Partnership, PartnerRefusal>> InviteAsync(PersonId actor, UserId? chosen, CancellationToken cancel)
    {
        if (chosen is not { } other) return PartnerRefusal.NobodyChosen;
        // Asks Slack before the transaction: someone may have left since yesterday.
        var profile = other == actor.User ? null : await people.RefreshAsync(new PersonId(actor.Team, other), cancel);

        var now = clock.GetCurrentInstant();
        var since = now - Duration.FromDays(1);
        await using var tx = await database.BeginAsync(cancel);
        var lately = await tx.CountActsAsync(actor, other, since);
        var known = other == actor.User ? null : await tx.FindPairAsync(Pair.Of(actor, other));
        var facts = new InviteeFacts(
            IsApp: profile?.IsBot == true, IsElsewhere: profile?.IsElsewhere == true, CanBeReached: profile?.CanBeWrittenTo == true,
            HasBlockedActor: await tx.HasShutOutAsync(cipher, new PersonId(actor.Team, other), actor.User));
        if (!PartnerRules.Invite(known, actor, chosen, facts, lately, now).Succeeded(out var partnership, out var refusal)) return refusal;

        await tx.SaveAsync(partnership);
        await tx.UnblockAsync(cipher, actor, other); // inviting someone says that one wants to hear from them
        if (partnership.Status is PartnershipStatus.Active)
        {
            await tx.BecamePartnersAsync(partnership, now);
        }
        else
        {
            await tx.AddInvitationAsync(actor, other, now, since);
            // An invitation may be taken back and made again: each has a card of its own.
            if (partnership.Status is PartnershipStatus.Invited)
                await tx.EnqueueAsync(new WorkItem(PartnerIds.Work.Invite, $"{partnership.Id}:{now.ToUnixTimeTicks()}", new PersonId(actor.Team, other), now));
        }
        foreach (var person in partnership.Pair.People) await tx.RefreshHomeAsync(person, now);
        await tx.CommitAsync();
        return partnership;
    }
}

/// <summary>Brings the invitation, unless it was answered or taken back meanwhile.</summary>
internal sealed class DeliverInvitation(Database database, IClock clock) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync(
        async tx => await tx.FindPartnershipAsync(work) is { Status: PartnershipStatus.Invited } partnership ? PartnerViews.Invitation(partnership) : null, cancel);

    public async Task SentAsync(Tx tx, ClaimedWork work, MessageRef at)
    {
        if (await tx.FindPartnershipAsync(work) is not { } partnership) return;
        await tx.SaveAsync(partnership with { Card = at });
        if (partnership.Status is not PartnershipStatus.Invited)
            await tx.EnqueueAgainAsync(new WorkItem(PartnerIds.Work.RedrawCard, partnership.Id.ToString(), work.To, clock.GetCurrentInstant()));
    }

    public async Task UndeliverableAsync(Tx tx, ClaimedWork work)
    {
        if (await tx.FindPartnershipAsync(work) is not { Status: PartnershipStatus.Invited } partnership) return;
        var now = clock.GetCurrentInstant();
        var inviter = new PersonId(partnership.Team, partnership.Inviter);
        await tx.SaveAsync(partnership with { Status = PartnershipStatus.Ended, EndedAt = now });
        await tx.EnqueueAsync(new WorkItem(PartnerIds.Work.Unreachable, work.Subject, inviter, now));
        await tx.RefreshHomeAsync(inviter, now);
    }
}

/// <summary>Tells the inviter that it did not go out.</summary>
internal sealed class TellUnreachable(Database database) : IMessageHandler
{
    public Task<Message?> PrepareAsync(ClaimedWork work, CancellationToken cancel) => database.ReadAsync<Message?>(
        async tx => await tx.FindPartnershipAsync(work) is { } partnership ? PartnerViews.Unreachable(partnership.Invitee) : null, cancel);
}
