using System.Globalization;
using SlackPartner.Simulator.Driver;
using SlackPartner.Slack;

namespace SlackPartner.Tests.Slack;

/// <summary>Slack's own published example, and everything that is almost it.</summary>
internal sealed class RequestSignatureTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Timestamp = "1531420618";
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private static readonly byte[] Body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"u8.ToArray();

    [Test]
    public void Slacks_published_example_is_valid() => Assert.That(IsValid(), Is.True);

    [TestCase(-301, false)]
    [TestCase(-300, true)]
    [TestCase(-299, true)]
    [TestCase(0, true)]
    [TestCase(299, true)]
    [TestCase(300, true)]
    [TestCase(301, false)]
    public void It_holds_for_five_minutes_on_both_sides(int seconds, bool valid) => Assert.That(IsValid(secondsLater: seconds), Is.EqualTo(valid));

    [Test]
    public void Another_secret_is_refused() => Assert.That(IsValid(secret: "8f742231b10e8888abcd99yyyzzz85a6"), Is.False);

    [Test]
    public void No_secret_lets_nothing_pass() => Assert.That(IsValid(secret: " , "), Is.False);

    [TestCase("old,8f742231b10e8888abcd99yyyzzz85a5")]
    [TestCase(" 8f742231b10e8888abcd99yyyzzz85a5 , new ")]
    public void Either_of_two_secrets_is_taken_while_one_replaces_the_other(string secrets) => Assert.That(IsValid(secret: secrets), Is.True);

    [Test]
    public void A_changed_body_is_refused()
    {
        var changed = Body.ToArray();
        changed[^1] ^= 1;

        Assert.That(IsValid(body: changed), Is.False);
    }

    [Test]
    public void An_empty_body_can_be_signed()
    {
        var signature = SimulatedSlack.Sign(Secret, Timestamp, "");

        Assert.That(new RequestSignature(Secret).IsValid(Timestamp, signature, [], At(0)), Is.True);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("now")]
    [TestCase("-1531420618")]
    [TestCase("+1531420618")]
    [TestCase(" 1531420618")]
    [TestCase("1531420618.5")]
    [TestCase("1531420618,1531420618")]
    [TestCase("0x5b479c4a")]
    [TestCase("9223372036854775807")]
    [TestCase("99999999999999999999999")]
    [TestCase("١٥٣١٤٢٠٦١٨")]
    public void A_timestamp_that_is_none_is_refused(string? timestamp) =>
        Assert.That(new RequestSignature(Secret).IsValid(timestamp, Signature, Body, At(0)), Is.False);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("v0=")]
    [TestCase("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [TestCase("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [TestCase("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b5")]
    [TestCase("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50303")]
    [TestCase("v0=zz114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [TestCase("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50é")]
    [TestCase("v0=0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_signature_that_is_none_is_refused(string? signature) =>
        Assert.That(new RequestSignature(Secret).IsValid(Timestamp, signature, Body, At(0)), Is.False);

    [Test]
    public void Capital_hex_digits_are_the_same_proof() =>
        Assert.That(new RequestSignature(Secret).IsValid(Timestamp, "v0=" + Signature[3..].ToUpperInvariant(), Body, At(0)), Is.True);

    [Test]
    public void A_timestamp_from_another_request_is_refused() => Assert.That(
        new RequestSignature(Secret).IsValid((long.Parse(Timestamp, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture), Signature, Body, At(0)), Is.False);

    private static bool IsValid(string secret = Secret, byte[]? body = null, int secondsLater = 0) =>
        new RequestSignature(secret).IsValid(Timestamp, Signature, body ?? Body, At(secondsLater));

    private static DateTimeOffset At(int secondsLater) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp, CultureInfo.InvariantCulture) + secondsLater);
}
