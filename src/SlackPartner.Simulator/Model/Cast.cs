using System.Text.Json.Nodes;

namespace SlackPartner.Simulator;

/// <summary>Who is in a new workspace and what they already said.</summary>
internal static class Cast
{
    public static Workspace Build(string id, string name, int number, SlackClock clock)
    {
        var workspace = new Workspace(id, name, name.ToLowerInvariant().Replace(' ', '-'), number);
        string Id(string rest) => $"U{number}{rest}";
        workspace.Members.AddRange(
        [
            new(Id("ANNARCHER"), "ann", "Ann Archer") { Title = "Engineering Manager", Zone = "America/New_York" },
            new(Id("BOBBRANDT"), "bob", "Bob Brandt") { Title = "Product Manager", Zone = "Europe/Berlin" },
            new(Id("CLEOCHAND"), "cleo", "Cleo Chandra") { Title = "Staff Engineer", Zone = "Asia/Kolkata" },
            new(Id("KIMKOWALS"), "kim", "Kim Kowalski") { Title = "Designer", Zone = "Europe/Berlin" },
            new(Id("KIMLEE001"), "kim.lee", "Kim Lee") { Title = "Data Analyst", Zone = "America/Los_Angeles" },
            new(Id("DANDUNCAN"), "dan", "Dan Duncan") { Deleted = true },
            new(Id("TALLYBOT1"), "tally", "Tally") { IsBot = true, Zone = "America/Los_Angeles", BotId = $"B{number}TALLYBOT1", AppId = "A0TALLYAPP" },
            new(workspace.BotUserId, "partner", "Partner") { IsBot = true, Zone = "America/Los_Angeles", BotId = workspace.BotId, AppId = World.AppId },
        ]);
        AddChannel(workspace, $"C{number}GENERAL01", "general");
        AddChannel(workspace, $"C{number}PLANNING1", "planning");
        Seed(workspace, clock);
        return workspace;
    }

    private static void AddChannel(Workspace workspace, string id, string name)
    {
        var channel = new Conversation(id, ConversationKind.Channel, name);
        foreach (var member in workspace.Members.Where(member => !member.IsBot && !member.Deleted)) channel.Members.Add(member.Id);
        workspace.Conversations.Add(id, channel);
    }

    private static void Seed(Workspace workspace, SlackClock clock)
    {
        var start = clock.Now.AddHours(-3);
        (string Channel, string Who, string Text)[] lines =
        [
            ("general", "cleo", "Morning all. The staging cluster is back after the disk swap."),
            ("general", "kim", "Thanks Cleo! New onboarding sketches are in the shared folder, comments welcome until Thursday."),
            ("general", "kim.lee", "Weekly numbers: sign-ups up 4 %, activation flat. Details in the dashboard."),
            ("planning", "bob", "I told the Nordwind people that export ships on the 14th."),
            ("planning", "ann", "I heard that date first from them, in the call this morning. My team had planned it for the sprint after."),
            ("planning", "bob", "It was on the roadmap slide for two weeks. Someone has to commit to something at some point."),
            ("planning", "ann", "A slide is not a commitment. You keep doing this and we keep paying for it."),
            ("planning", "cleo", "Could we look at what is really left for export? I count three tickets."),
        ];
        for (var n = 0; n < lines.Length; n++)
        {
            var (channel, who, text) = lines[n];
            var author = workspace.Named(who);
            var ts = SlackClock.Format(start.AddMinutes(7 * n).AddTicks(10 * (n + 1)));
            workspace.Channel(channel).Messages.Add(new PostedMessage(new JsonObject
            {
                ["client_msg_id"] = Guid.NewGuid().ToString(), ["type"] = "message", ["text"] = text, ["user"] = author.Id, ["ts"] = ts,
                ["team"] = workspace.Id, ["blocks"] = TypedText.RichText(text, workspace),
            }));
        }
    }
}
