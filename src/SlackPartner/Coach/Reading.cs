using System.Buffers;
using System.Numerics;

namespace SlackPartner.Coach;

/// <summary>A rule that matched, before the neighborhood is asked whether it counts.</summary>
internal struct RuleHit
{
    public int Rule;
    public PatternMatch Match;
}

/// <summary>A text as the rules see it: tokens, facts per sentence, and the rules that matched. Rented memory only.</summary>
internal ref struct Reading
{
    public const int MostSentences = 64;
    private readonly RulePack _pack;
    private readonly Token[] _rented;
    private readonly Span<ulong> _factsOfSentence;
    private readonly Span<RuleHit> _hits;
    private readonly Span<short> _firstAt;
    private readonly Span<short> _lastAt;
    private int _hitCount;
    private ClassSet _present;
    private ClassSet _hashes;

    private Reading(RulePack pack, Token[] rented, int count, Span<ulong> factsOfSentence, Span<RuleHit> hits, Span<short> places)
    {
        _pack = pack;
        _rented = rented;
        Tokens = rented.AsSpan(0, count);
        _factsOfSentence = factsOfSentence;
        _hits = hits;
        _firstAt = places[..MostSentences];
        _lastAt = places[MostSentences..];
        factsOfSentence.Clear();
        places.Fill(-1);
    }

    public Span<Token> Tokens { get; }

    /// <summary>Facts found anywhere in the text.</summary>
    public ulong Facts { get; private set; }

    public readonly ReadOnlySpan<RuleHit> Hits => _hits[.._hitCount];

    public readonly int SentenceCount => Tokens.Length == 0 ? 0 : Tokens[^1].Sentence + 1;

    public static Reading Of(RulePack pack, string text, byte fields, Span<ulong> factsOfSentence, Span<RuleHit> hits, Span<short> places)
    {
        using var folded = FoldedText.Of(text);
        var tokens = Tokenizer.Read(folded, text, pack.Lexicon, out var count);
        var reading = new Reading(pack, tokens, count, factsOfSentence, hits, places);
        reading.NotePresence();
        reading.Run(PatternOwner.Mask, PatternOwner.Mask, fields);
        reading.Run(PatternOwner.Fact, PatternOwner.Rule, fields);
        return reading;
    }

    public readonly ulong FactsIn(int sentence) => _factsOfSentence[Math.Min(sentence, MostSentences - 1)];

    public readonly bool Has(ulong fact) => (Facts & fact) != 0;

    /// <summary>The first and last token a fact was found at, or -1.</summary>
    public readonly (int First, int Last) Places(ulong fact)
    {
        var index = BitOperations.TrailingZeroCount(fact);
        return (_firstAt[index], _lastAt[index]);
    }

    public readonly void Dispose() => ArrayPool<Token>.Shared.Return(_rented);

    private void NotePresence()
    {
        foreach (ref readonly var token in Tokens)
        {
            _present |= token.Classes;
            if (token.Word >= 0) _hashes |= ClassSet.Of(PatternNeed.HashOfWord(token.Word));
            if (token.Phrase < 0) continue;
            foreach (var index in _pack.Lexicon.Entries[token.Word].Phrases)
            {
                // Whether the phrase really stands here is not asked: presence only has to be never wrong about absence.
                _present |= _pack.Lexicon.Phrases[index].Classes;
                _hashes |= ClassSet.Of(PatternNeed.HashOfPhrase(index));
            }
        }
    }

    private readonly bool IsPossible(Pattern pattern)
    {
        foreach (ref readonly var need in pattern.Needs.AsSpan())
            if (!need.Classes.Overlaps(_present) && !need.Hashes.Overlaps(_hashes)) return false;
        return true;
    }

    private void Run(PatternOwner from, PatternOwner to, byte fields)
    {
        for (var at = 0; at < Tokens.Length; at++)
        {
            ref readonly var token = ref Tokens[at];
            if (token.Word >= 0) Try(_pack.Lexicon.Entries[token.Word].Patterns, at, from, to, fields);
            if (token.Word < 0 || token.Classes.Overlaps(Unknown)) TryBuiltIn(token.Classes, at, from, to, fields);
            if (token.Phrase >= 0) TryPhrases(at, from, to, fields);
        }
    }

    private void TryPhrases(int at, PatternOwner from, PatternOwner to, byte fields)
    {
        foreach (var index in _pack.Lexicon.Entries[Tokens[at].Word].Phrases)
        {
            var phrase = _pack.Lexicon.Phrases[index];
            if (phrase.IsAt(Tokens, at)) Try(phrase.Patterns, at, from, to, fields);
            // A mask may have taken the word away meanwhile.
            if (Tokens[at].Phrase < 0) return;
        }
    }

    private void TryBuiltIn(ClassSet classes, int at, PatternOwner from, PatternOwner to, byte fields)
    {
        for (var bits = classes.A & ((1UL << BuiltInClasses.Names.Length) - 1); bits != 0; bits &= bits - 1)
            Try(_pack.PatternsByBuiltIn[BitOperations.TrailingZeroCount(bits)], at, from, to, fields);
    }

    private void Try(int[] patterns, int at, PatternOwner from, PatternOwner to, byte fields)
    {
        foreach (var index in patterns)
        {
            var pattern = _pack.Patterns[index];
            if (pattern.Owner < from) continue;
            if (pattern.Owner > to) return;
            if (pattern.Owner == PatternOwner.Rule && (_pack.Rules[pattern.OwnerIndex].Fields & fields) == 0) continue;
            if (!IsPossible(pattern)) continue;
            if (!new PatternMatcher(Tokens, _pack.Lexicon, pattern).TryAt(at, out var match)) continue;
            switch (pattern.Owner)
            {
                case PatternOwner.Mask: Cover(_pack.Masks[pattern.OwnerIndex].Effect, match); break;
                case PatternOwner.Fact: Note(pattern.OwnerIndex, match); break;
                default:
                    if (_hitCount < _hits.Length) _hits[_hitCount++] = new RuleHit { Rule = pattern.OwnerIndex, Match = match };
                    break;
            }
        }
    }

    private void Note(int fact, in PatternMatch match)
    {
        var bit = 1UL << fact;
        Facts |= bit;
        _factsOfSentence[Math.Min(Tokens[match.First].Sentence, MostSentences - 1)] |= bit;
        var at = (short)Math.Min(match.FocusFirst, short.MaxValue);
        if (_firstAt[fact] < 0 || at < _firstAt[fact]) _firstAt[fact] = at;
        if (at > _lastAt[fact]) _lastAt[fact] = at;
    }

    private readonly void Cover(MaskEffect effect, in PatternMatch match)
    {
        if (effect == MaskEffect.Neutral)
        {
            for (var i = match.FocusFirst; i < match.FocusEnd; i++)
            {
                Tokens[i].Classes = ClassSet.Of(BuiltInClasses.Neutral);
                Tokens[i].Word = -1;
                Tokens[i].Phrase = -1;
            }
            return;
        }
        for (var i = match.End; i < Tokens.Length && !EndsReport(i, match); i++) Tokens[i].Marks |= TokenMarks.Reported;
    }

    /// <summary>Reported words run to the end of the sentence, or to where the writer speaks again: ", so I", "and we".</summary>
    private readonly bool EndsReport(int at, in PatternMatch match)
    {
        ref readonly var token = ref Tokens[at];
        if (token.Sentence != Tokens[match.First].Sentence) return true;
        if (at + 1 >= Tokens.Length || at == match.End) return false;
        ref readonly var next = ref Tokens[at + 1];
        if (token.Classes.Overlaps(Pause)) return next.Classes.Overlaps(_pack.Vocabulary.ClauseJoin) || next.Classes.Overlaps(_pack.Vocabulary.FirstPerson) || next.Classes.Overlaps(_pack.Vocabulary.You);
        return token.Classes.Overlaps(_pack.Vocabulary.ClauseJoin) && next.Classes.Overlaps(_pack.Vocabulary.FirstPerson);
    }

    private static readonly ClassSet Unknown = ClassSet.Of(BuiltInClasses.Unknown);
    private static readonly ClassSet Pause = ClassSet.Of(BuiltInClasses.Comma) | ClassSet.Of(BuiltInClasses.Dash);
}
