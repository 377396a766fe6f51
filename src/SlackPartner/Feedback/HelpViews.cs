using SlackPartner.Slack;
using static SlackPartner.Slack.Block;

namespace SlackPartner.Feedback;

/// <summary>What <c>/sbi help</c> says.</summary>
internal static class HelpViews
{
    public static Message Help(CommandNames names) => new(
        $"How {names.Sbi} works",
        [
            new Section($"*{names.Sbi}: feedback that lands*\nSay when it was, what you saw or heard, and what it did. I show you how it reads before anyone else sees it."),
            new Section(
                $"""
                `{names.Sbi}` opens the form
                `{names.Sbi} @kim` opens it for Kim
                `{names.Sbi} @kim In Monday's planning you …` sorts your sentences into the form
                `{names.Sbi} ask @kim our planning` asks Kim what you could do differently
                `{names.Sbi} check You never listen` looks at wording, only for you
                `{names.Sbi} drafts` · `{names.Sbi} inbox` · `{names.Sbi} sent` list your notes
                """),
            new Context("Uses the Situation-Behavior-Impact approach popularized by the Center for Creative Leadership; not affiliated."),
        ]);
}
