using System.Security.Cryptography;
using System.Text;
using NodaTime;
using SlackPartner.Kernel;
using SlackPartner.Security;
using SlackPartner.Slack;
using SlackPartner.Storage;
using SlackPartner.Tests.Support;

namespace SlackPartner.Tests.Security;

internal sealed class TextCipherTests
{
    private const string Words = "quixotic-canary 🙂 שלום";
    private static readonly PrivateText Text = new(Words);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    private TestDatabase _database = null!; // set up before each test
    private Database _store = null!; // set up before each test

    [SetUp]
    public async Task StartAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _store = new Database(_database.Source);
        foreach (var team in new[] { "T1", "T2" })
            await new Workspaces(_store).TakeUpAsync(new SlackIdentity(new TeamId(team), new UserId("UBOT"), null, null), "xoxb-test", SystemClock.Instance.GetCurrentInstant(), CancellationToken.None);
    }

    [TearDown]
    public Task EndAsync() => _database.DisposeAsync().AsTask();

    [Test]
    public void What_is_sealed_opens_again_in_its_place() => Assert.That(Sealer().Open("feedback", "impact", "1", Seal()), Is.EqualTo(Text));

    [TestCase("T1", "feedback", "behavior", "1", Description = "another column")]
    [TestCase("T1", "feedback_answer", "impact", "1", Description = "another table")]
    [TestCase("T1", "feedback", "impact", "2", Description = "another row")]
    [TestCase("T2", "feedback", "impact", "1", Description = "another team, even under the same key")]
    public void What_was_moved_does_not_open(string team, string table, string column, string row) =>
        Assert.That(() => Sealer(team).Open(table, column, row, Seal()), Throws.InstanceOf<CryptographicException>());

    [Test]
    public void What_was_changed_does_not_open([Range(0, 40, 8)] int at)
    {
        var box = Seal();
        box[at] ^= 1;

        Assert.That(() => Sealer().Open("feedback", "impact", "1", box), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void Sealing_twice_looks_different_each_time()
    {
        var (first, second) = (Seal(), Seal());

        Assert.That(first, Is.Not.EqualTo(second));
    }

    [Test]
    public void The_words_are_not_in_what_is_sealed() => Assert.That(Encoding.UTF8.GetString(Seal()), Does.Not.Contain("canary"));

    [TestCase("")]
    [TestCase("  \n")]
    public void Nothing_written_is_null_in_the_database(string text) => Assert.That(Sealer().Seal("feedback", "impact", "1", new PrivateText(text)), Is.Null);

    [Test]
    public void Null_opens_as_nothing_written() => Assert.That(Sealer().Open("feedback", "impact", "1", null).IsBlank, Is.True);

    [Test]
    public async Task A_workspace_keeps_its_key_over_a_restart()
    {
        var box = await SealAsync(new TextCipher(Ring(1)), "T1");

        Assert.That(await OpenAsync(new TextCipher(Ring(1)), "T1", box), Is.EqualTo(Text));
    }

    [Test]
    public async Task One_workspace_cannot_read_another()
    {
        var cipher = new TextCipher(Ring(1));
        var box = await SealAsync(cipher, "T1");

        Assert.That(() => OpenAsync(cipher, "T2", box), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public async Task A_key_made_in_a_transaction_that_rolled_back_is_forgotten()
    {
        var cipher = new TextCipher(Ring(1));
        await using (var tx = await _store.BeginAsync(CancellationToken.None)) await cipher.ForAsync(tx, new TeamId("T1"));

        var box = await SealAsync(cipher, "T1");

        Assert.That(await OpenAsync(new TextCipher(Ring(1)), "T1", box), Is.EqualTo(Text));
    }

    [Test]
    public async Task Two_nodes_that_start_together_agree_on_one_key()
    {
        var nodes = Enumerable.Range(0, 4).Select(_ => new TextCipher(Ring(1))).ToList();
        var boxes = await Task.WhenAll(nodes.Select(node => SealAsync(node, "T1")));

        foreach (var box in boxes) Assert.That(await OpenAsync(nodes[0], "T1", box), Is.EqualTo(Text));
    }

    [Test]
    public async Task The_start_proves_that_the_ring_fits()
    {
        await SealAsync(new TextCipher(Ring(1)), "T1");

        Assert.Multiple(() =>
        {
            Assert.That(() => ProveAsync(Ring(1)), Throws.Nothing);
            Assert.That(() => ProveAsync(Ring(2)), Throws.InstanceOf<KeyRingException>());
        });
    }

    [Test]
    public void An_unknown_workspace_has_no_key() => Assert.That(() => SealAsync(new TextCipher(Ring(1)), "T9"), Throws.InstanceOf<WorkspaceGoneException>());

    [Test]
    public async Task Once_the_key_is_shredded_nothing_opens()
    {
        var box = await SealAsync(new TextCipher(Ring(1)), "T1");
        await _database.QueryAsync<int>("update workspace set wrapped_key = null, key_id = null, uninstalled_at = now() where team_id = 'T1'");

        Assert.That(() => OpenAsync(new TextCipher(Ring(1)), "T1", box), Throws.InstanceOf<WorkspaceGoneException>());
    }

    private WorkspaceCipher Sealer(string team = "T1") => new(new TeamId(team), _key);

    private byte[] Seal() => Sealer().Seal("feedback", "impact", "1", Text) ?? [];

    private Task<byte[]> SealAsync(TextCipher cipher, string team) => _store.WriteAsync(
        async tx => (await cipher.ForAsync(tx, new TeamId(team))).Seal("feedback", "impact", "1", Text) ?? [], CancellationToken.None);

    private Task<PrivateText> OpenAsync(TextCipher cipher, string team, byte[] box) => _store.ReadAsync(
        async tx => (await cipher.ForAsync(tx, new TeamId(team))).Open("feedback", "impact", "1", box), CancellationToken.None);

    private Task<bool> ProveAsync(KeyRing ring) => _store.ReadAsync(async tx => { await new TextCipher(ring).ProveAsync(tx); return true; }, CancellationToken.None);

    private static KeyRing Ring(byte filled) => KeyRing.Parse($"k:{Convert.ToBase64String(Enumerable.Repeat(filled, 32).ToArray())}");
}
