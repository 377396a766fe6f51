using System.Buffers;

namespace SlackPartner.Coach;

/// <summary>
/// Text in one plain spelling (lower case, straight quotes, no look-alike letters, no hidden characters, no long drawn letters)
/// with the way back to where each character came from.
/// </summary>
internal ref struct FoldedText
{
    private const char Dropped = '\0';
    private char[] _chars;
    private int[] _origin;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<char> Chars => _chars.AsSpan(0, Length);

    public static FoldedText Of(string text)
    {
        var folded = new FoldedText
        {
            _chars = ArrayPool<char>.Shared.Rent(text.Length + 1),
            _origin = ArrayPool<int>.Shared.Rent(text.Length + 1),
        };
        folded.Fill(text);
        return folded;
    }

    /// <summary>Where the folded character stands in the text as written; the end of the text for the position after the last.</summary>
    public readonly int OriginOf(int index) => _origin[index];

    /// <summary>Whether letters were cut out right after this one: "sooo" keeps two.</summary>
    public readonly bool WasDrawnOut(int index) =>
        index > 0 && _chars[index] == _chars[index - 1] && _origin[index + 1] - _origin[index] > 1;

    public void Dispose()
    {
        // The buffers go back to a shared pool, and what a person wrote must not stay in them.
        _chars.AsSpan(0, Length).Clear();
        ArrayPool<char>.Shared.Return(_chars);
        ArrayPool<int>.Shared.Return(_origin);
        _chars = [];
        _origin = [];
        Length = 0;
    }

    private void Fill(string text)
    {
        var count = 0;
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i] < 128 ? char.ToLowerInvariant(text[i]) : Plain(text, i);
            if (c == Dropped) continue;
            run = count > 0 && _chars[count - 1] == c && char.IsAsciiLetter(c) ? run + 1 : 1;
            if (run > 2) continue;
            _chars[count] = c;
            _origin[count++] = i;
        }
        _origin[count] = text.Length;
        Length = count;
    }

    private static char Plain(string text, int index)
    {
        var c = text[index];
        switch (c)
        {
            case '\u00ad' or '\u200b' or '\u200c' or '\u200d' or '\u2060' or '\ufeff' or '\ufe0e' or '\ufe0f' or '\u200e' or '\u200f':
                return Dropped;
            case '\u2018' or '\u2019' or '\u02bc' or '\u00b4' or '\u2032' or '\u201b':
                return '\'';
            case '\u201c' or '\u201d' or '\u201e' or '\u00ab' or '\u00bb' or '\u201f' or '\u2033':
                return '"';
            case '\u2013' or '\u2014' or '\u2012' or '\u2015':
                return '\u2014';
            case '\u2010' or '\u2011':
                return '-';
            case >= '\uff01' and <= '\uff5e':
                return char.ToLowerInvariant((char)(c - 0xfee0));
            case '\ud83c' when index + 1 < text.Length && text[index + 1] is >= '\udffb' and <= '\udfff':
                return Dropped;
            case >= '\udffb' and <= '\udfff' when index > 0 && text[index - 1] == '\ud83c':
                return Dropped;
        }
        if (char.IsWhiteSpace(c)) return c is '\u2028' or '\u2029' ? '\n' : ' ';
        c = char.ToLowerInvariant(c);
        return c switch
        {
            'а' or 'α' or 'à' or 'á' or 'â' or 'ã' or 'ä' or 'å' => 'a',
            'с' or 'ç' => 'c',
            'е' or 'ё' or 'è' or 'é' or 'ê' or 'ë' => 'e',
            'і' or 'ї' or 'ι' or 'ì' or 'í' or 'î' or 'ï' or 'ı' => 'i',
            'ј' => 'j',
            'ñ' => 'n',
            'о' or 'ο' or 'ò' or 'ó' or 'ô' or 'õ' or 'ö' => 'o',
            'р' or 'ρ' => 'p',
            'ѕ' => 's',
            'υ' or 'ù' or 'ú' or 'û' or 'ü' => 'u',
            'х' or 'χ' => 'x',
            'у' => 'y',
            _ => c,
        };
    }
}
