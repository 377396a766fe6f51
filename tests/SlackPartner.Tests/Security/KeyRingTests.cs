using System.Security.Cryptography;
using SlackPartner.Security;

namespace SlackPartner.Tests.Security;

internal sealed class KeyRingTests
{
    private static readonly string First = Key(1);
    private static readonly string Second = Key(2);
    private static readonly byte[] DataKey = RandomNumberGenerator.GetBytes(32);

    [Test]
    public void The_first_key_wraps() => Assert.That(KeyRing.Parse($"new:{Second}, old:{First}").CurrentId, Is.EqualTo("new"));

    [Test]
    public void Every_key_unwraps_what_it_wrapped()
    {
        var wrapped = KeyRing.Parse($"old:{First}").Wrap(DataKey, "T1");

        Assert.That(KeyRing.Parse($"new:{Second},old:{First}").Unwrap(wrapped, "old", "T1"), Is.EqualTo(DataKey));
    }

    [Test]
    public void What_one_workspace_wrapped_another_cannot_open()
    {
        var ring = KeyRing.Parse($"k:{First}");

        Assert.That(Refusal(() => ring.Unwrap(ring.Wrap(DataKey, "T1"), "k", "T2")), Does.Contain("k").And.Contain("original"));
    }

    [Test]
    public void A_missing_key_is_named() =>
        Assert.That(Refusal(() => KeyRing.Parse($"new:{Second}").Unwrap(KeyRing.Parse($"old:{First}").Wrap(DataKey, "T1"), "old", "T1")), Does.Contain("old").And.Contain("Add it back"));

    [Test]
    public void Another_key_of_the_same_name_is_named() =>
        Assert.That(Refusal(() => KeyRing.Parse($"k:{Second}").Unwrap(KeyRing.Parse($"k:{First}").Wrap(DataKey, "T1"), "k", "T1")), Does.Contain("k").And.Contain("original"));

    [TestCase("")]
    [TestCase("short")]
    public void What_was_cut_short_does_not_open(string rest) =>
        Assert.That(Refusal(() => KeyRing.Parse($"k:{First}").Unwrap(System.Text.Encoding.UTF8.GetBytes(rest), "k", "T1")), Does.Contain("original"));

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" , ")]
    public void No_key_says_how_to_make_one(string? configured) => Assert.That(Refusal(() => KeyRing.Parse(configured)), Does.Contain("openssl rand -base64 32"));

    [TestCaseSource(nameof(Malformed))]
    public void What_cannot_be_read_is_named_by_its_place_and_never_quoted(string entry)
    {
        var sentence = Refusal(() => KeyRing.Parse($"good:{First},{entry}"));

        Assert.That(sentence, Does.Contain("Entry 2").And.Not.Contain("c2VjcmV0").And.Not.Contain(First));
    }

    [Test]
    public void The_same_name_twice_is_refused() => Assert.That(Refusal(() => KeyRing.Parse($"k:{First},k:{Second}")), Does.Contain("twice").And.Not.Contain(First));

    private static IEnumerable<string> Malformed() =>
        ["c2VjcmV0", "c2VjcmV0:", ":c2VjcmV0", "k:c2VjcmV0", "k:not base64 c2VjcmV0!", "k:" + Convert.ToBase64String(new byte[33]), "k:" + Convert.ToBase64String(new byte[31])];

    private static string Refusal(Action act) => Assert.Throws<KeyRingException>(() => act())?.Message ?? "";

    private static string Key(byte filled) => Convert.ToBase64String(Enumerable.Repeat(filled, 32).ToArray());
}
