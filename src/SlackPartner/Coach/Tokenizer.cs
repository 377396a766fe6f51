using System.Buffers;

namespace SlackPartner.Coach;

/// <summary>
/// Cuts folded text into tokens. Quotations, code, links and mentions become one token each, so that what somebody else said
/// or what a machine printed is never read as the writer's judgment.
/// </summary>
internal ref partial struct Tokenizer
{
    private const int LongestQuotation = 600;
    private const int LongestWord = 40;
    private readonly FoldedText _folded;
    private readonly ReadOnlySpan<char> _chars;
    private readonly string _written;
    private readonly Lexicon _lexicon;
    private Token[] _tokens;
    private int _count;
    private int _sentence;
    private int _at;

    private Tokenizer(FoldedText folded, string written, Lexicon lexicon)
    {
        _folded = folded;
        _chars = folded.Chars;
        _written = written;
        _lexicon = lexicon;
        _tokens = ArrayPool<Token>.Shared.Rent(Math.Max(32, folded.Length / 3));
    }

    /// <summary>The rented tokens; the caller returns them.</summary>
    public static Token[] Read(scoped in FoldedText folded, string written, Lexicon lexicon, out int count)
    {
        var tokenizer = new Tokenizer(folded, written, lexicon);
        while (tokenizer._at < tokenizer._chars.Length) tokenizer.Next();
        tokenizer.FindPhrases();
        count = tokenizer._count;
        return tokenizer._tokens;
    }

    private readonly char Peek(int ahead) => _at + ahead < _chars.Length ? _chars[_at + ahead] : '\0';

    private readonly bool AtLineStart()
    {
        for (var i = _at - 1; i >= 0 && _chars[i] != '\n'; i--)
            if (_chars[i] != ' ') return false;
        return true;
    }

    private void Next()
    {
        var c = _chars[_at];
        switch (c)
        {
            case '\n':
                EndLine();
                return;
            case ' ' or '\t' or '\r' or '*' or '~':
                _at++;
                return;
            case '>' when AtLineStart():
            case '&' when AtLineStart() && _chars[_at..].StartsWith("&gt;"):
                Skip(IndexOf('\n', _at) ?? _chars.Length, BuiltInClasses.Quoted);
                return;
            case '`':
                Code();
                return;
            case '<' when Angle():
            case '"' when Quotation('"'):
            case '\'' when OpensSingleQuote() && Quotation('\''):
            case ':' when EmojiAlias():
                return;
            case '#' when char.IsLetterOrDigit(Peek(1)):
                Skip(EndOfWord(_at + 1), char.IsAsciiDigit(Peek(1)) ? BuiltInClasses.Reference : BuiltInClasses.Channel);
                return;
            case '@' when char.IsLetterOrDigit(Peek(1)):
                Skip(EndOfWord(_at + 1), BuiltInClasses.Name);
                return;
        }
        if (char.IsLetterOrDigit(c)) Word();
        else if (char.IsSurrogate(c) || char.IsSymbol(c)) Symbol();
        else Punctuation(c);
    }

    private void EndLine()
    {
        _at++;
        var next = _at;
        while (next < _chars.Length && _chars[next] is ' ' or '\n' or '\r' or '\t') next++;
        // A line that goes on in lower case is a wrapped line, not a new sentence.
        if (next >= _chars.Length || !char.IsLower(_written[_folded.OriginOf(next)]) || _chars[_at..next].Contains('\n')) EndSentence();
        _at = next;
    }

    private void EndSentence()
    {
        if (_count > 0 && _tokens[_count - 1].Sentence == _sentence) _sentence++;
    }

    private void Code()
    {
        var fence = _chars[_at..].StartsWith("```") ? "```" : "`";
        var close = _chars[(_at + fence.Length)..].IndexOf(fence, StringComparison.Ordinal);
        if (close < 0 && fence.Length == 1) _at += fence.Length;
        else if (close < 0) Skip(_chars.Length, BuiltInClasses.Code); // a block that was cut off, or never closed
        else Skip(_at + fence.Length + close + fence.Length, BuiltInClasses.Code);
    }

    private bool Angle()
    {
        if (IndexOf('>', _at) is not { } close) return false;
        var kind = Peek(1) switch
        {
            '@' => BuiltInClasses.Name,
            '#' => BuiltInClasses.Channel,
            '!' => BuiltInClasses.Neutral,
            'h' or 'm' when _chars[_at..close].Contains(':') => BuiltInClasses.Link,
            _ => -1,
        };
        if (kind < 0) return false;
        Skip(close + 1, kind);
        return true;
    }

    private bool Quotation(char mark)
    {
        var limit = Math.Min(_chars.Length, _at + LongestQuotation);
        for (var i = _at + 1; i < limit && !_chars[i..].StartsWith("\n\n"); i++)
        {
            if (_chars[i] != mark) continue;
            if (mark == '\'' && i + 1 < _chars.Length && char.IsLetterOrDigit(_chars[i + 1])) continue;
            if (i == _at + 1) return false;
            Skip(i + 1, BuiltInClasses.Quoted);
            return true;
        }
        return false;
    }

    private readonly bool OpensSingleQuote() =>
        (_at == 0 || !char.IsLetterOrDigit(_chars[_at - 1])) && char.IsLetterOrDigit(Peek(1));

    private bool EmojiAlias()
    {
        var end = _at + 1;
        while (end < _chars.Length && (char.IsAsciiLetterLower(_chars[end]) || char.IsAsciiDigit(_chars[end]) || _chars[end] is '_' or '+' or '-')) end++;
        if (end == _at + 1 || end >= _chars.Length || _chars[end] != ':' || char.IsAsciiDigit(_chars[_at + 1])) return false;
        end++;
        if (_chars[_at..end].StartsWith(":skin-tone-")) _at = end;
        else AddWord(_at, end, ClassSet.Of(BuiltInClasses.Emoji));
        _at = end;
        return true;
    }

    private void Symbol()
    {
        var length = char.IsHighSurrogate(_chars[_at]) && char.IsLowSurrogate(Peek(1)) ? 2 : 1;
        AddWord(_at, _at + length, ClassSet.Of(BuiltInClasses.Emoji));
        _at += length;
    }

    private void Punctuation(char c)
    {
        var start = _at++;
        switch (c)
        {
            case '.' or '!' or '?' or '\u2026':
                End(start);
                break;
            case ',' or ';':
                Add(start, _at, ClassSet.Of(BuiltInClasses.Comma));
                break;
            case ':':
                if (Smiley(start)) break;
                Add(start, _at, ClassSet.Of(BuiltInClasses.Colon));
                break;
            case '\u2014':
            case '-' when Peek(0) is ' ' or '-' || (start > 0 && _chars[start - 1] == ' '):
                Add(start, _at, ClassSet.Of(BuiltInClasses.Dash));
                break;
            case '(' or ')' or '[' or ']':
                Add(start, _at, ClassSet.Of(BuiltInClasses.Paren));
                break;
        }
    }

    private bool Smiley(int start)
    {
        var mouth = Peek(0) == '-' ? 1 : 0;
        if (Peek(mouth) is not (')' or '(' or 'p' or 'd' or '/') || char.IsLetterOrDigit(Peek(mouth + 1))) return false;
        AddWord(start, _at + mouth + 1, ClassSet.Of(BuiltInClasses.Emoji));
        _at += mouth + 1;
        return true;
    }

    private void End(int start)
    {
        var mark = ClassSet.Of(BuiltInClasses.End);
        for (var i = start; i < _chars.Length && _chars[i] is '.' or '!' or '?' or '\u2026'; i++)
        {
            if (_chars[i] == '?') mark |= ClassSet.Of(BuiltInClasses.Question);
            if (_chars[i] == '!') mark |= ClassSet.Of(BuiltInClasses.Bang);
            _at = i + 1;
        }
        Add(start, _at, mark);
        EndSentence();
    }

    private void Word()
    {
        var start = _at;
        var end = EndOfWord(start);
        _at = end;
        if (_chars[start..end].StartsWith("http") && _at < _chars.Length && _chars[_at] == ':' && Peek(1) == '/')
        {
            while (_at < _chars.Length && !char.IsWhiteSpace(_chars[_at]) && _chars[_at] is not ('>' or ')')) _at++;
            Add(start, _at, ClassSet.Of(BuiltInClasses.Link));
            return;
        }
        AddSpelled(start, end);
    }

    private readonly int EndOfWord(int start)
    {
        var end = start;
        while (end < _chars.Length)
        {
            var c = _chars[end];
            var joins = c is '\'' or '-' or '.' or ':' or '/' or '_' or ',' && end + 1 < _chars.Length && end > start;
            if (char.IsLetterOrDigit(c)) end++;
            else if (joins && Joins(c, _chars[end - 1], _chars[end + 1])) end++;
            else break;
        }
        return end;
    }

    private static bool Joins(char c, char before, char after) => c switch
    {
        '\'' => char.IsLetter(before) && char.IsLetter(after),
        '-' or '_' => char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after),
        '/' => char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after),
        _ => char.IsAsciiDigit(before) && char.IsAsciiDigit(after),
    };

    private void Skip(int end, int kind)
    {
        Add(_at, end, ClassSet.Of(kind));
        _at = end;
    }

    private readonly int? IndexOf(char c, int from)
    {
        var index = _chars[from..].IndexOf(c);
        return index < 0 ? null : from + index;
    }

    private void Add(int start, int end, ClassSet classes, int word = -1)
    {
        if (_count == _tokens.Length) Grow();
        var from = _folded.OriginOf(start);
        ref var token = ref _tokens[_count++];
        token.Start = from;
        token.End = _folded.OriginOf(end - 1) + 1;
        token.Word = word;
        token.Phrase = -1;
        token.Sentence = _sentence;
        token.Classes = classes;
        token.Marks = Capitals(token.Start, token.End);
    }

    private readonly TokenMarks Capitals(int start, int end)
    {
        if (!char.IsUpper(_written[start])) return TokenMarks.None;
        var upper = 0;
        for (var i = start; i < end; i++)
        {
            if (char.IsLower(_written[i])) return TokenMarks.Capital;
            if (char.IsUpper(_written[i])) upper++;
        }
        return upper > 1 ? TokenMarks.Capital | TokenMarks.Shouted : TokenMarks.Capital;
    }

    private void Grow()
    {
        var larger = ArrayPool<Token>.Shared.Rent(_tokens.Length * 2);
        _tokens.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<Token>.Shared.Return(_tokens);
        _tokens = larger;
    }

    private readonly void FindPhrases()
    {
        for (var i = 0; i < _count; i++)
        {
            var word = _tokens[i].Word;
            if (word < 0) continue;
            var longest = 0;
            foreach (var index in _lexicon.Entries[word].Phrases)
            {
                var phrase = _lexicon.Phrases[index];
                if (phrase.Words.Length <= longest || !phrase.IsAt(_tokens.AsSpan(0, _count), i)) continue;
                longest = phrase.Words.Length;
                _tokens[i].Phrase = index;
            }
            if (longest == 0 || !_lexicon.Phrases[_tokens[i].Phrase].Neutral) continue;
            // A neutral phrase takes the sting out of its words: "lazy loading".
            for (var j = i; j < i + longest; j++)
            {
                _tokens[j].Classes = ClassSet.Of(BuiltInClasses.Neutral);
                _tokens[j].Word = -1;
                _tokens[j].Phrase = -1;
            }
        }
    }
}
