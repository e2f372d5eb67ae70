using System.Collections.Immutable;

namespace RuleWorkbench.Presentation;

/// <summary>How well a few typed letters stand for a name.</summary>
/// <param name="Score">The higher the better; above 0.</param>
/// <param name="Letters">Positions of the matched letters in the name.</param>
public sealed record FuzzyMatch(int Score, ImmutableArray<int> Letters)
{
    private const int AtStart = 40;
    private const int AtWord = 20;
    private const int InARow = 15;
    private const int SameCase = 1;

    /// <summary>The match, or null when the letters do not stand in the name in their order. Nothing typed matches
    /// everything; blanks need not be in the name.</summary>
    public static FuzzyMatch? Of(string typed, string name) =>
        Find(typed, name) ?? (typed.Any(char.IsWhiteSpace) ? Find(string.Concat(typed.Where(c => !char.IsWhiteSpace(c))), name) : null);

    private static FuzzyMatch? Find(string typed, string name)
    {
        if (typed.Length == 0)
            return new FuzzyMatch(1, []);
        if (typed.Length > name.Length)
            return null;

        // The name as it was typed, wherever a word begins, before letters that lie apart.
        for (var at = name.IndexOf(typed, StringComparison.OrdinalIgnoreCase); at >= 0; at = name.IndexOf(typed, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (BeginsWord(name, at))
                return Scored(typed, name, [.. Enumerable.Range(at, typed.Length)]);
        }

        return Places(typed, name, prefersWords: true) is { } best ? Scored(typed, name, best)
            : Places(typed, name, prefersWords: false) is { } any ? Scored(typed, name, any)
            : null;
    }

    /// <summary>Where the letters stand. A preference for words can miss a match that the first letters found would be.</summary>
    private static ImmutableArray<int>? Places(string typed, string name, bool prefersWords)
    {
        var letters = ImmutableArray.CreateBuilder<int>(typed.Length);
        foreach (var letter in typed)
        {
            var last = letters.Count > 0 ? letters[^1] : -1;
            var left = Enumerable.Range(last + 1, name.Length - last - 1).Where(i => char.ToUpperInvariant(name[i]) == char.ToUpperInvariant(letter)).ToList();
            if (left.Count == 0)
                return null;
            letters.Add(prefersWords ? left.FirstOrDefault(i => i == last + 1 || BeginsWord(name, i), left[0]) : left[0]);
        }

        return letters.MoveToImmutable();
    }

    private static bool BeginsWord(string name, int at) =>
        at == 0 || !char.IsLetterOrDigit(name[at - 1]) || (char.IsUpper(name[at]) && !char.IsUpper(name[at - 1]));

    private static FuzzyMatch Scored(string typed, string name, ImmutableArray<int> letters)
    {
        var score = 100;
        for (var i = 0; i < letters.Length; i++)
        {
            score += letters[i] == 0 ? AtStart : BeginsWord(name, letters[i]) ? AtWord : 0;
            score += i > 0 && letters[i] == letters[i - 1] + 1 ? InARow : 0;
            score += name[letters[i]] == typed[i] ? SameCase : 0;
        }

        // Of two that match alike, the shorter one was meant.
        return new FuzzyMatch(Math.Max(1, score - (name.Length - typed.Length)), letters);
    }
}
