using NUnit.Framework;
using SlackPartner.Coach;
using SlackPartner.Kernel;

namespace SlackPartner.Tests.Coach;

/// <summary>Floors on labelled sets. The own set was looked at while rules were written, so its floors are higher than what new texts get.</summary>
public sealed class CoachQualityTests
{
    [Test]
    public void The_own_set_keeps_its_floors()
    {
        var score = new CoachScore(Labelled.OwnTexts);

        TestContext.Out.WriteLine(score);
        Assert.That(score.All.Precision, Is.GreaterThanOrEqualTo(0.97));
        Assert.That(score.All.Recall, Is.GreaterThanOrEqualTo(0.95));
        Assert.That(score.CleanFlagged.Length, Is.LessThanOrEqualTo(score.Clean * 4 / 100), string.Join(", ", score.CleanFlagged));
    }

    [Test]
    public void Every_check_keeps_its_floor_on_the_own_set()
    {
        var score = new CoachScore(Labelled.OwnTexts);

        Assert.That(score.ByCheck, Has.Count.EqualTo(14));
        foreach (var (check, counted) in score.ByCheck)
        {
            Assert.That(counted.Positives, Is.GreaterThanOrEqualTo(8), check);
            Assert.That(counted.Precision, Is.GreaterThanOrEqualTo(0.9), check);
            Assert.That(counted.Recall, Is.GreaterThanOrEqualTo(0.85), check);
        }
    }

    [Test]
    public void The_development_set_keeps_its_floors()
    {
        if (Labelled.Shared("dev_sbi.jsonl") is not { } path)
        {
            Assert.Ignore("The development set is not beside this repository.");
            return;
        }

        var score = new CoachScore(Labelled.Texts(path));

        TestContext.Out.WriteLine(score);
        Assert.That(score.All.Precision, Is.GreaterThanOrEqualTo(0.95));
        Assert.That(score.All.Recall, Is.GreaterThanOrEqualTo(0.9));
        Assert.That(score.CleanFlagged, Is.Empty);
    }

    /// <summary>What a text nobody looked at can expect.</summary>
    [Test]
    public void The_held_back_set_keeps_its_floors()
    {
        var score = new CoachScore(Labelled.HeldBackTexts);

        TestContext.Out.WriteLine(score);
        Assert.That(score.All.Precision, Is.GreaterThanOrEqualTo(0.95));
        Assert.That(score.All.Recall, Is.GreaterThanOrEqualTo(0.86));
        Assert.That(score.CleanFlagged, Has.Length.LessThanOrEqualTo(2), string.Join(", ", score.CleanFlagged));
    }

    /// <summary>The same thing said in another dialect, spelling or temper is judged the same.</summary>
    [Test]
    public void How_a_person_speaks_changes_nothing()
    {
        var pairs = Labelled.CounterfactualPairs;
        Assert.That(pairs, Has.Length.GreaterThanOrEqualTo(60));

        var standard = pairs.Where(pair => IsFlagged(pair.Field, pair.Standard)).Select(pair => pair.Id).ToArray();
        var other = pairs.Where(pair => IsFlagged(pair.Field, pair.Other)).Select(pair => pair.Id).ToArray();

        Assert.That((other.Length - standard.Length) * 100.0 / pairs.Length, Is.InRange(-2.0, 2.0), string.Join(", ", standard) + " / " + string.Join(", ", other));
    }

    private static bool IsFlagged(SbiField? field, string text) =>
        field is { } known ? WordingCoach.Check(known, new PrivateText(text)).Count > 0 : HeatVerdict.Of([new ThreadMessage("A", text, 0)]).Nudge;

    [Test]
    public void The_own_set_is_large_and_mixed()
    {
        var texts = Labelled.OwnTexts;

        Assert.That(texts, Has.Length.GreaterThanOrEqualTo(400));
        Assert.That(texts.Select(text => text.Id), Is.Unique);
        Assert.That(texts.Count(text => text.Labels.Length == 0), Is.GreaterThanOrEqualTo(150));
        Assert.That(texts.Select(text => text.Field).Distinct().Count(), Is.EqualTo(4));
    }

    [Test]
    public void The_wilson_interval_is_the_known_one()
    {
        var (low, high) = Score.Wilson(8, 10);

        Assert.That(low, Is.EqualTo(0.490).Within(0.001));
        Assert.That(high, Is.EqualTo(0.943).Within(0.001));
    }
}
