using System.Text.Json.Nodes;
using NUnit.Framework.Internal;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Feedback;

internal sealed class SnapshotTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("partner-snapshots-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_was_accepted_passes()
    {
        Snapshot.Match(_folder, "one", new JsonObject { ["a"] = 1 }, accept: true);

        Assert.That(() => Snapshot.Match(_folder, "one", new JsonObject { ["a"] = 1 }, accept: false), Throws.Nothing);
    }

    [Test]
    public void A_change_fails_with_the_lines_that_differ_and_leaves_what_came()
    {
        Snapshot.Match(_folder, "one", new JsonObject { ["a"] = 1, ["b"] = 2 }, accept: true);

        Assert.Multiple(() =>
        {
            Assert.That(Failure(new JsonObject { ["a"] = 1, ["b"] = 3 }), Does.Contain("-   \"b\": 2").And.Contain("+   \"b\": 3").And.Not.Contain("\"a\""));
            Assert.That(File.ReadAllText(Path.Combine(_folder, "one.received.json")), Does.Contain("\"b\": 3"));
        });
    }

    [Test]
    public void What_was_never_accepted_fails() => Assert.That(Failure(new JsonObject()), Does.Contain("one changed"));

    private string Failure(JsonNode json)
    {
        using (new TestExecutionContext.IsolatedContext())
        {
            try
            {
                Snapshot.Match(_folder, "one", json, accept: false);
                return "";
            }
            catch (AssertionException failure)
            {
                return failure.Message;
            }
        }
    }
}
