using SlackPartner.Coach;
using SlackPartner.Kernel;
using SlackPartner.Slack;

namespace SlackPartner.Feedback;

/// <summary><c>/sbi check some text</c>: what the coach notices, for this person's eyes. Nothing is kept.</summary>
internal sealed class CheckText(CommandNames names) : IHandle<SlashCommand>
{
    public Task<Reply> HandleAsync(SlashCommand command, CancellationToken cancel)
    {
        var text = new PrivateText(Mrkdwn.Unescape(command.Text.Reveal()));
        var answer = text.IsBlank ? CheckViews.NothingToCheck(names) : CheckViews.Checked(text, WordingCoach.Check(SbiField.Draft, text));
        return Task.FromResult<Reply>(new Reply.Ephemeral(answer));
    }
}
