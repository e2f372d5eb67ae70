using System.Collections.Immutable;
using RuleWorkbench.Diffing;

namespace RuleWorkbench.Reporting;

/// <summary>The words in which every rendering of a diff says the same things.</summary>
public static class DiffWords
{
    /// <summary>+ added, - removed, ? unknown, ~ anything else.</summary>
    public static string Sign(Change change) => change.Kinds switch
    {
        ChangeKinds.Added => "+",
        ChangeKinds.Removed => "-",
        ChangeKinds.Unknown => "?",
        _ => "~",
    };

    /// <summary><c>renamed, modified</c>.</summary>
    public static string Kinds(Change change) =>
        string.Join(", ", Enum.GetValues<ChangeKinds>().Where(k => k != ChangeKinds.None && change.Kinds.HasFlag(k)).Select(k => k.ToString().ToLowerInvariant()));

    public static string Subject(ChangeSubject subject) => subject switch
    {
        ChangeSubject.PolicyValue => "policy value",
        ChangeSubject.Case => "case",
        _ => subject.ToString().ToLowerInvariant(),
    };

    /// <summary>The heading over all changes of a subject.</summary>
    public static string Heading(ChangeSubject subject) => subject switch
    {
        ChangeSubject.Pathway => "pathway",
        ChangeSubject.Fact => "facts",
        ChangeSubject.PolicyValue => "policy",
        ChangeSubject.Group => "groups",
        ChangeSubject.Workflow => "workflows",
        ChangeSubject.Parameter => "parameters",
        ChangeSubject.Function => "functions",
        ChangeSubject.Table => "tables",
        ChangeSubject.Rule => "rules",
        ChangeSubject.Recommendation => "recommendations",
        ChangeSubject.Source => "sources",
        _ => "cases",
    };

    public static string Meaning(Meaning meaning) => meaning switch
    {
        Diffing.Meaning.SameLogic => "same logic",
        Diffing.Meaning.OtherLogic => "other logic",
        _ => "not compared",
    };

    /// <summary>What an edit does to the logic, and why that is not known.</summary>
    public static string Meaning(Edit edit) => edit is { Meaning: Diffing.Meaning.NotCompared, Before: not null, After: not null } ? "not compared: it does not compile" : Meaning(edit.Meaning);

    /// <summary>The smallest edit as a sentence.</summary>
    public static string Sentence(ExpressionEdit edit)
    {
        var text = edit.Kind switch
        {
            ExpressionEditKind.Value => $"{(IsNumber(edit.Before) && IsNumber(edit.After) ? "threshold" : "value")} {edit.Before} → {edit.After}{(edit.Unit is null ? "" : $" {edit.Unit}")}",
            ExpressionEditKind.Comparison or ExpressionEditKind.Combination => $"`{edit.Before}` became `{edit.After}`",
            ExpressionEditKind.CriterionAdded => $"{(edit.IsExclusion ? "exclusion" : "criterion")} added: `{edit.After}`",
            ExpressionEditKind.CriterionRemoved => $"{(edit.IsExclusion ? "exclusion" : "criterion")} removed: `{edit.Before}`",
            ExpressionEditKind.AlternativeAdded => $"alternative added: `{edit.After}`",
            ExpressionEditKind.AlternativeRemoved => $"alternative removed: `{edit.Before}`",
            ExpressionEditKind.Negation => $"turned round: `{edit.Before}` → `{edit.After}`",
            ExpressionEditKind.Order => "the same criteria in another order, which matters where one of them can fail",
            _ => $"`{edit.Before}` → `{edit.After}`",
        };
        return edit.In is null ? text : $"{text} in `{edit.In}`";
    }

    /// <summary>A short edit in one line, or null where texts should stand one above the other.</summary>
    public static string? Line(Edit edit) => (edit.Before, edit.After) switch
    {
        _ when !edit.Gained.IsEmpty || !edit.Lost.IsEmpty => $"{edit.What}: {string.Join("; ", new[] { Items(edit.Gained, "added"), Items(edit.Lost, "removed") }.OfType<string>())}",
        (null, { } after) => IsShort(after) ? $"{edit.What}: {after}" : null,
        ({ } before, null) => IsShort(before) ? $"{edit.What}: {before} removed" : null,
        ({ } before, { } after) when IsShort(before) && IsShort(after) => $"{edit.What}: {before} → {after}",
        _ => null,
    };

    /// <summary>The rules that a change reaches, by workflow.</summary>
    public static string Reaches(ImmutableArray<ReachedRule> rules) =>
        string.Join(", ", rules.Select(r => r.Rule.Id).Distinct());

    private static string? Items(ImmutableArray<string> items, string what) => items.IsEmpty ? null : $"{string.Join(", ", items)} {what}";

    private static bool IsNumber(string? text) => double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _);

    private static bool IsShort(string text) => text.Length <= 60 && !text.Contains('\n', StringComparison.Ordinal);
}
