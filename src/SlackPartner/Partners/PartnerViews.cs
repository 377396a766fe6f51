using SlackPartner.Kernel;
using SlackPartner.Slack;
using static SlackPartner.Slack.Block;
using static SlackPartner.Slack.Element;
using Action = SlackPartner.Partners.PartnerIds.Action;

namespace SlackPartner.Partners;

/// <summary>What people see of partnerships.</summary>
internal static class PartnerViews
{
    private const int MostInList = 95;

    /// <summary>The card the invited person gets: what it means, and three ways to answer.</summary>
    public static Message Invitation(Partnership partnership)
    {
        var inviter = Mrkdwn.Mention(partnership.Inviter);
        return new($"{inviter} would like to be your partner here. You can accept, decline or block.", InvitationBlocks(partnership));
    }

    /// <summary>The same from Home.</summary>
    public static Modal OpenInvitation(Partnership partnership) => new(PartnerIds.View.Notice, "An invitation", InvitationBlocks(partnership));

    /// <summary>The card once it is answered or taken back: no buttons left.</summary>
    public static Message Settled(Partnership partnership)
    {
        var inviter = Mrkdwn.Mention(partnership.Inviter);
        return Said(partnership.Status switch
        {
            PartnershipStatus.Active => $"You and {inviter} are partners now.",
            PartnershipStatus.Declined => $"You declined {inviter}'s invitation. They aren't told. Should you change your mind, invite them.",
            _ => $"{inviter}'s invitation isn't open any more.",
        });
    }

    public static Message Blocked(Partnership partnership, HelpTexts help)
    {
        var sentence = $"{Mrkdwn.Mention(partnership.Inviter)} can't invite you any more. They aren't told. Should you change your mind, invite them.";
        return new Message(sentence, [new Section(sentence), .. help.Escalation is { } text ? new Block[] { new Context(Mrkdwn.Escape(text)) } : []]);
    }

    /// <summary>To the inviter.</summary>
    public static Message Accepted(UserId partner, CommandNames names) => new(
        $"{Mrkdwn.Mention(partner)} accepted: you are partners now.",
        [
            new Section($"{Mrkdwn.Mention(partner)} accepted: *you are partners now.*"),
            new Context($"Type `{names.OneOnOne}` and their name to set up your one-on-ones."),
        ]);

    /// <summary>To the one who did not end it.</summary>
    public static Message Ended(UserId partner) => Said(
        $"{Mrkdwn.Mention(partner)} ended your partnership here. Your one-on-ones and their reminders stop; notes you shared stay where they are.");

    /// <summary>To the one who is left when the other's account is gone.</summary>
    public static Message Gone(UserId partner) => Said(
        $"{Mrkdwn.Mention(partner)} can't be reached here any more, so your partnership and its one-on-ones have ended.");

    /// <summary>Without a name: the partner erased themselves.</summary>
    public static readonly Message Left = new("A partner of yours has left Partner, so your partnership and its one-on-ones have ended.");

    public static Message Unreachable(UserId invitee) => Said($"{Mrkdwn.Mention(invitee)} can't be reached here, so your invitation didn't go out.");

    /// <summary>What the inviter reads at once.</summary>
    public static Message Sent(Partnership partnership) => Said(SentSentence(partnership));

    /// <summary>The same where a form was open.</summary>
    public static Modal SentNotice(Partnership partnership) => Notice(SentSentence(partnership));

    public static Message Refused(PartnerRefusal refusal) => Said(PartnerSentences.Of(refusal));

    public static Modal Notice(string sentence) => new(PartnerIds.View.Notice, "Partners", [new Section(sentence)]);

    public static Modal InviteForm() => new(
        PartnerIds.View.Invite,
        "Invite a partner",
        [
            new Section("Who do you depend on, and who depends on you? They get one card and decide. Nothing else is sent to them unless they accept."),
            new Input(PartnerIds.Field.Person, "Partner", new UserSelect(null)),
        ])
    {
        Submit = "Invite",
        Close = "Cancel",
    };

    public static Modal List(IReadOnlyList<Partnership> partnerships, PersonId reader, CommandNames names) => new(
        PartnerIds.View.List,
        "Partners",
        partnerships.Count == 0
            ? [new Section(Empty(names)), new Actions(InviteButton)]
            :
            [
                .. partnerships.Take(MostInList).Select(partnership => Row(partnership, reader)),
                .. partnerships.Count > MostInList ? new Block[] { new Context($"And {partnerships.Count - MostInList} more.") } : [],
                new Divider(),
                new Actions(InviteButton),
            ]);

    public static Message Help(CommandNames names) => new(
        $"How {names.Partner} works",
        [
            new Section($"*{names.Partner}: the people you work with most closely*\nBecoming partners takes a yes from both. Then you can keep one-on-ones going together."),
            new Section(
                $"""
                `{names.Partner} @kim` invites Kim
                `{names.Partner}` lists your partners and ends a partnership
                `{names.Partner} settings` sets your hours, your quiet, and which messages you get
                `{names.Partner} privacy` shows what is stored about you and who can read it, exports it, or erases you
                `{names.Partner} help` shows this
                """),
            new Context("All of it is also on Partner's Home tab."),
        ]);

    /// <summary>Something a person wants to say, rather than an order.</summary>
    public static Message NoOrder(CommandNames names) =>
        Said($"`{names.Partner}` invites people and lists them; these words are kept nowhere. `{names.OneOnOne} add` puts them on an agenda, `{names.Sbi}` makes them feedback.");

    /// <summary>One name in front and nothing else that somebody might miss.</summary>
    public static bool IsName(PrivateText typed) => typed.Reveal() is ['@', ..] name && !name.Any(char.IsWhiteSpace);

    public static readonly Button InviteButton = new(Action.Invite, "Invite a Partner", "new");

    public static string Empty(CommandNames names) =>
        $"Partners depend on each other's work, such as an engineering manager and a product manager. Invite yours here or with `{names.Partner} @name`.";

    private static Block[] InvitationBlocks(Partnership partnership)
    {
        var (inviter, id) = (Mrkdwn.Mention(partnership.Inviter), partnership.Id.ToString());
        return
        [
            new Section($"*{inviter} would like to be your partner here*\nPartner helps two colleagues work well together. If you accept, you two can set up one-on-ones with reminders, a shared agenda and a question a week."),
            new Context($"Nothing recurring comes to you unless you accept, and either of you can end it at any time. {inviter} isn't told if you decline or block."),
            new Actions(
                new Button(Action.Accept, "Accept", id) { Primary = true },
                new Button(Action.Decline, "Decline", id),
                new Button(Action.Block, "Block", id)
                {
                    Confirm = new Confirm("Block invitations?", "This person can't invite you any more. They aren't told.", "Block", "Go Back"),
                }),
        ];
    }

    private static Section Row(Partnership partnership, PersonId reader)
    {
        var (other, id) = (Mrkdwn.Mention(partnership.Pair.Beside(reader.User)), partnership.Id.ToString());
        return partnership switch
        {
            { Status: PartnershipStatus.Active } => new(
                $"{other} · your partner",
                new Button(Action.End, "End Partnership", id)
                {
                    Confirm = new Confirm(
                        "End this partnership?", "Your one-on-ones with their agenda, questions and answers are deleted for both. The other person is told that it ended.", "End Partnership", "Go Back"),
                }),
            _ when partnership.Inviter == reader.User => new($"{other} · invited, no answer yet", new Button(Action.End, "Take Back", id)),
            _ => new($"{other} · would like to be your partner", new Button(Action.OpenInvitation, "Answer", id)),
        };
    }

    private static string SentSentence(Partnership partnership) => partnership.Status is PartnershipStatus.Active
        ? $"You and {Mrkdwn.Mention(partnership.Inviter)} are partners now: they had invited you first."
        : $"Your invitation is on its way to {Mrkdwn.Mention(partnership.Invitee)}. You'll hear from me when they accept.";

    private static Message Said(string sentence) => new(sentence);
}
