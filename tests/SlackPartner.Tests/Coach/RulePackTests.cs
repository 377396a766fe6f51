using System.Text.Json;
using NUnit.Framework;
using SlackPartner.Coach;

namespace SlackPartner.Tests.Coach;

public sealed class RulePackTests
{
    [Test]
    public void The_english_packs_load() =>
        Assert.That(RulePack.English.Checks.Select(check => check.Id), Is.EqualTo(Checks.All));

    [TestCase("no json", "is not JSON")]
    [TestCase("[]", "must hold one object")]
    [TestCase("""{"locale":"en"}""", "must say \"version\": 1")]
    [TestCase("""{"version":2,"locale":"en"}""", "must say \"version\": 1")]
    [TestCase("""{"version":1,"locale":"de"}""", "must say \"locale\": \"en\"")]
    [TestCase("""{"version":1,"locale":"en","rulez":{}}""", "unknown part \"rulez\"")]
    public void A_file_of_another_shape_is_refused(string json, string why) =>
        Assert.That(() => new RulePackReader().Add("broken.json", json, "en"), Throws.TypeOf<RulePackException>().With.Message.Contains(why));

    [TestCase("""{"classes":{"lower":["a"]}}""", "named in capitals")]
    [TestCase("""{"classes":{"A":{"include":["MISSING"]}}}""", "includes MISSING")]
    [TestCase("""{"facts":{"a":["MISSING"]}}""", "names the class MISSING")]
    [TestCase("""{"facts":{"a":["~3 you"]}}""", "must begin with a word")]
    [TestCase("""{"facts":{"a":["you ~40 are"]}}""", "must be ~1 to ~12")]
    [TestCase("""{"facts":{"a":["you | are"]}}""", "empty choice")]
    [TestCase("""{"facts":{"a":["you don't"]}}""", "taken apart")]
    [TestCase("""{"masks":{"a":{"do":"hide","patterns":[]}}}""", "\"report\" or \"neutral\"")]
    [TestCase("""{"checks":{"kindness":{}}}""", "no such check")]
    [TestCase("""{"rules":{"label.x":{"patterns":["you"]}}}""", "no check is called \"label\"")]
    public void A_mistake_is_refused_with_its_place(string part, string why)
    {
        var reader = new RulePackReader();
        reader.Add("broken.json", """{"version":1,"locale":"en",""" + part[1..], "en");

        Assert.That(reader.Build, Throws.TypeOf<RulePackException>().With.Message.Contains(why));
    }

    [TestCase("""{"bias":0}""", "need \"word\"")]
    [TestCase("""{"word":{"you":"much"}}""", "must be a number")]
    [TestCase("""{"word":{},"pair":{"you":1}}""", "must name two words")]
    [TestCase("""{"word":{},"pair":{},"apart":{},"near_you":{},"class":{"MISSING":1}}""", "name the class MISSING")]
    [TestCase("""{"word":{},"pair":{},"apart":{},"near_you":{},"class":{},"class_near_you":{},"fact":{"missing":1}}""", "name the fact missing")]
    [TestCase("""{"word":{},"pair":{},"apart":{},"near_you":{},"class":{},"class_near_you":{},"fact":{},"shape":{"long":1}}""", "which is no number")]
    [TestCase("""{"word":{},"pair":{},"apart":{},"near_you":{},"class":{},"class_near_you":{},"fact":{},"shape":{}}""", "a number \"bias\"")]
    public void Weights_of_another_shape_are_refused(string weights, string why) =>
        Assert.That(() => WordWeights.Read(JsonElement.Parse(weights), _ => -1, []), Throws.TypeOf<RulePackException>().With.Message.Contains(why));

    [Test]
    public void A_pack_without_the_words_of_a_check_is_refused()
    {
        var reader = new RulePackReader();
        reader.Add("empty.json", """{"version":1,"locale":"en"}""", "en");

        Assert.That(reader.Build, Throws.TypeOf<RulePackException>().With.Message.Contains("texts for the check"));
    }

    [Test]
    public void No_check_blames_and_all_ask()
    {
        foreach (var check in RulePack.English.Checks)
        {
            Assert.That(check.Question, Does.EndWith("?"));
            Assert.That($"{check.Reason} {check.Question} {check.Rewrite}", Does.Not.Contain("failed to").And.Not.Contain("wrong").And.Not.Contain("!"));
        }
    }
}
