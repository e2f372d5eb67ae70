using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>A cell of a decision table in the manner of DMN: what it says of its column's fact, and what is written there as a
/// condition. What is written and read again says the same.</summary>
public static class DecisionCell
{
    /// <summary>A fact that does not matter.</summary>
    public const string Any = "-";

    private const string And = " and ";
    private const string Missing = "missing";
    private const string Known = "known";
    private const string Empty = "empty";
    private const string NotEmpty = "not empty";
    private const string Contains = "contains ";

    private static readonly string[] Signs = ["<=", ">=", "<", ">"];

    /// <summary>The column of a part of a condition, and what stands in the cell.</summary>
    public static (string Column, string Text) Of(Condition part) => part switch
    {
        ComparedCondition compared => (compared.Subject, Test(compared)),
        ConditionGroup { IsAll: false } any when any.Parts.All(p => p is ComparedCondition) && any.Parts.Cast<ComparedCondition>().Select(p => p.Subject).Distinct().Count() == 1 =>
            (((ComparedCondition)any.Parts[0]).Subject, string.Join(", ", any.Parts.Cast<ComparedCondition>().Select(Test))),
        ListCondition { Quantifier: "Contains" } contains => (contains.List, Contains + contains.Value),
        ListCondition { Quantifier: "Any", Element: null, Sign: null } list => (list.List, NotEmpty),
        ListCondition { Quantifier: "Any", Element: null, Sign: "==", Value: "false" } list => (list.List, Empty),
        _ => (DecisionTable.Other, ConditionText.Write(part)),
    };

    /// <summary>The conditions that a cell says; none for a dash, null for what is no cell.</summary>
    /// <param name="written">Writes a value as expressions have it: texts get their quotes.</param>
    public static ImmutableArray<Condition>? Read(string column, string text, Func<string, string> written)
    {
        text = text.Trim();
        if (text is "" or Any)
            return [];
        if (column == DecisionTable.Other)
            return ConditionText.Read(text) is { } whole ? [whole] : null;
        var parts = Split(text, And).Select(p => Part(column, p, written)).ToImmutableArray();
        return parts.Contains(null) ? null : [.. parts.OfType<Condition>()];
    }

    private static string Test(ComparedCondition compared) => compared switch
    {
        { Value: "null" } => compared.Sign == "==" ? Missing : Known,
        { Sign: "==" } => compared.Value,
        { Sign: "!=" } => $"not({compared.Value})",
        _ => $"{compared.Sign} {compared.Value}",
    };

    private static Condition? Part(string column, string text, Func<string, string> written)
    {
        text = text.Trim();
        if (text is Empty or NotEmpty)
            return new ListCondition(column, "Any", null, null, text == Empty ? "==" : null, text == Empty ? "false" : null);
        if (text.StartsWith(Contains, StringComparison.Ordinal))
            return new ListCondition(column, "Contains", null, null, null, written(text[Contains.Length..]));

        var tests = Split(text, ",").Select(t => Test(column, t.Trim(), written)).ToImmutableArray();
        return tests.Contains(null) ? null : tests.Length == 1 ? tests[0] : new ConditionGroup(false, [.. tests.OfType<Condition>()]);
    }

    private static ComparedCondition? Test(string column, string text, Func<string, string> written)
    {
        if (text.Length == 0)
            return null;
        if (text is Missing or Known)
            return new ComparedCondition(column, text == Missing ? "==" : "!=", "null");
        if (text.StartsWith("not(", StringComparison.Ordinal) && text.EndsWith(')'))
            return Compared(column, "!=", text[4..^1], written);
        return Signs.FirstOrDefault(s => text.StartsWith(s, StringComparison.Ordinal)) is { } sign ? Compared(column, sign, text[sign.Length..], written) : Compared(column, "==", text, written);
    }

    /// <summary>A comparison with one value, and nothing hidden in it.</summary>
    private static ComparedCondition? Compared(string column, string sign, string value, Func<string, string> written)
    {
        var compared = new ComparedCondition(column, sign, written(value.Trim()));
        return ConditionText.Read(ConditionText.Write(compared)) is ComparedCondition read && read == compared ? compared : null;
    }

    /// <summary>Parts between separators that do not stand in a text.</summary>
    private static IEnumerable<string> Split(string text, string separator)
    {
        var (start, isText) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
                isText = !isText;
            if (isText || string.CompareOrdinal(text, i, separator, 0, separator.Length) != 0)
                continue;
            yield return text[start..i];
            start = i + separator.Length;
            i = start - 1;
        }

        yield return text[start..];
    }
}
