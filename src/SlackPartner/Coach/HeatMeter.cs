using SlackPartner.Kernel;

namespace SlackPartner.Coach;

/// <summary>One message of a thread.</summary>
public sealed record ThreadMessage(string User, string Text, double OffsetSeconds);

/// <summary>Whether a thread runs hot now, whose messages made it so, and the three strongest reasons.</summary>
public sealed record HeatVerdict(bool Nudge, IReadOnlyList<string> Who, IReadOnlyList<string> Why)
{
    public static HeatVerdict Calm { get; } = new(false, [], []);

    /// <summary>Reads what one person wrote in one go, part by part.</summary>
    public static HeatVerdict Of(params IEnumerable<PrivateText> parts) => Of([.. parts.Select(part => new ThreadMessage("author", part.Reveal(), 0))]);

    /// <summary>Reads a whole thread and decides after its last message.</summary>
    public static HeatVerdict Of(IReadOnlyList<ThreadMessage> messages)
    {
        var meter = new HeatMeter();
        foreach (var message in messages) meter.Add(message.User, message.Text, message.OffsetSeconds);
        return meter.Judge();
    }
}

/// <summary>
/// Follows the visible heat of one thread. It keeps scores per person and counts of the last messages, never words:
/// attacks heat the one who writes them, repair and time cool, banter and incidents hardly count.
/// </summary>
public sealed class HeatMeter
{
    private const int Remembered = 8;

    /// <summary>What is worse than this is no joke, however the other one takes it.</summary>
    private const double MostForBanter = 4.8;

    /// <summary>Words that sum up to less are joy or help, however loud.</summary>
    private const double CalmWords = -4;

    /// <summary>Words beyond which a message explains more than it jabs.</summary>
    private const int MostForJab = 40;

    private readonly RulePack _pack;
    private readonly HeatTable _table;
    private readonly List<Person> _people = [];
    private readonly (int Person, HeatSigns Signs, double At)[] _last = new (int, HeatSigns, double)[Remembered];
    private int _count;
    private bool _incident;
    private bool _isHot;

    public HeatMeter() : this(RulePack.English)
    {
    }

    private HeatMeter(RulePack pack) => (_pack, _table) = (pack, pack.Heat);

    /// <summary>Takes the next message into account, and says how much heat it brought itself. A message without a user is by nobody the meter could name.</summary>
    public double Add(string? user, string text, double offsetSeconds)
    {
        ArgumentNullException.ThrowIfNull(text);
        var signs = HeatSigns.Of(_pack, text);
        var person = Find(user);
        _incident |= signs.Has(_table.Incident);
        foreach (var other in _people) other.Heat *= _table.Decay;
        var score = Score(person, signs, offsetSeconds);
        _people[person].Heat += score;
        Cool(person, signs, score);
        if (score < 1) Object(person, signs);
        _last[_count++ % Remembered] = (person, signs with { Score = score }, offsetSeconds);
        return score;
    }

    /// <summary>Decides on what was said so far; once hot, a thread stays so until it is clearly calm again.</summary>
    public HeatVerdict Judge()
    {
        var hottest = _people.Count == 0 ? 0 : _people.Max(person => person.Heat);
        _isHot = hottest >= (_isHot ? _table.CalmBelow : _table.NudgeAt);
        if (!_isHot) return HeatVerdict.Calm;
        return new(
            true,
            [.. _people.Where(person => person.Heat >= _table.NamedAt && person.Name.Length > 0).Select(person => person.Name).Order(StringComparer.Ordinal)],
            Strongest(_people.SelectMany(person => person.Terms)));
    }

    /// <summary>The three strongest reasons of one voice, strongest first; empty for someone who said nothing.</summary>
    public IReadOnlyList<string> WhyOf(string user) => Strongest(_people.Where(person => person.Name == user).SelectMany(person => person.Terms));

    private string[] Strongest(IEnumerable<KeyValuePair<int, double>> terms) =>
        [.. terms.Where(term => term.Value > 0).GroupBy(term => term.Key).OrderByDescending(term => term.Max(entry => entry.Value)).Take(3).Select(term => WhyOf(term.Key))];

    private string WhyOf(int term) => term < _table.PersonTerms.Length ? _table.PersonTerms[term].Why : _table.Supports[term - _table.PersonTerms.Length].Why;

    private int Find(string? user)
    {
        // Without a name every message may be by somebody else, so heat does not add up.
        if (!string.IsNullOrEmpty(user))
        {
            var index = _people.FindIndex(person => person.Name == user);
            if (index >= 0) return index;
        }
        _people.Add(new Person(user ?? ""));
        return _people.Count - 1;
    }

    private double Score(int person, HeatSigns signs, double at)
    {
        var score = signs.Score;
        var before = _count == 0 ? default : _last[(_count - 1) % Remembered];
        // Where nobody is named, who answers whom is not known either.
        var answersOther = _count > 0 && before.Person != person && _people[person].Name.Length > 0;
        for (var i = 0; i < _table.PersonFacts.Length; i++)
            if (signs.Has(_table.PersonFacts[i])) Note(person, i, _table.PersonTerms[i].Weight);
        Note(person, _table.PersonTerms.Length + HeatTable.AboutYou, signs.Sum.AboutYou);
        Note(person, _table.PersonTerms.Length + HeatTable.Phrases, signs.Sum.Phrases);
        Note(person, _table.PersonTerms.Length + HeatTable.Words, signs.Sum.Words);
        if (signs.IsShouting && !_incident && signs.Sum.Total > CalmWords && !signs.Has(_table.Celebration | _table.Thanks) && (signs.You > 0 || signs.Has(_table.ToldYou) || (answersOther && (signs.Asks || score > 0)) || _people[person].Heat >= 1))
            score += Support(person, HeatTable.Shouting);
        if (signs.Has(_table.SnideFace) && signs.Has(_table.HasYou) && answersOther) score += Support(person, HeatTable.Snide);
        if (score > 0)
        {
            if (answersOther && before.Signs.Score >= 1) score += Support(person, HeatTable.AnsweredInKind);
            if (signs.Marks) score += Support(person, HeatTable.Marks);
            if (answersOther && signs.You > before.Signs.You && before.Signs.You > 0) score += Support(person, HeatTable.YouRising);
            if (answersOther && at - before.At < 20 && Alternations() >= 4) score += Support(person, HeatTable.Fast);
            if (answersOther && signs.Words > before.Signs.Words && before.Signs.Score > 0 && signs.You > 1) score += Support(person, HeatTable.Longer);
        }
        if (signs.Has(_table.Laugh) || (signs.Has(_table.Play) && score < _table.NudgeAt)) score *= answersOther && before.Signs.Has(_table.OwnMistake) && signs.Score > 0 ? 1 + Support(person, HeatTable.Mockery) / 4 : _table.Banter;
        return score;
    }

    /// <summary>An answer that asks to stop, or has to defend itself, says how the message before it was taken.</summary>
    private void Object(int person, HeatSigns signs)
    {
        if (_count == 0 || _people[person].Name.Length == 0) return;
        var before = _last[(_count - 1) % Remembered];
        if (before.Person == person || before.Signs.Words > MostForJab) return;
        if (signs.Has(_table.ProtestStrong) && (before.Signs.Score > 0 || before.Signs.You > 0)) _people[before.Person].Heat += Support(before.Person, HeatTable.Objected);
        else if (signs.Has(_table.ProtestMild) && before.Signs.Score > 0) _people[before.Person].Heat += Support(before.Person, HeatTable.Puzzled);
    }

    private double Support(int person, int support)
    {
        var weight = _table.Supports[support].Weight;
        Note(person, _table.PersonTerms.Length + support, weight);
        return weight;
    }

    private void Note(int person, int term, double weight) => _people[person].Terms[term] = _people[person].Terms.GetValueOrDefault(term) + weight;

    private int Alternations()
    {
        var turns = 0;
        for (var i = _count - 1; i > Math.Max(0, _count - Remembered); i--)
            if (_last[i % Remembered].Person != _last[(i - 1) % Remembered].Person) turns++;
        return turns;
    }

    private void Cool(int person, HeatSigns signs, double score)
    {
        if (signs.Has(_table.Sorry) && score < 1) _people[person].Heat *= _table.AfterOwnRepair;
        else if (signs.Has(_table.Thanks) && score == 0) _people[person].Heat *= _table.AfterThanks;
        if (score > 0) return;
        var before = _count == 0 ? default : _last[(_count - 1) % Remembered];
        // The one it was aimed at plays along: it was a joke between them.
        if (_count > 0 && before.Person != person && signs.Has(_table.Laugh) && before.Signs.Score < MostForBanter) _people[before.Person].Heat *= _table.AfterAccepted;
        if (signs.Has(_table.Accept))
        {
            foreach (var other in _people)
                if (other.Repaired && other != _people[person]) other.Heat *= _table.AfterAccepted;
        }
        _people[person].Repaired |= signs.Has(_table.Sorry);
    }

    /// <summary>One voice in the thread.</summary>
    private sealed class Person(string name)
    {
        public string Name { get; } = name;
        public double Heat { get; set; }
        public bool Repaired { get; set; }
        public Dictionary<int, double> Terms { get; } = [];
    }
}
