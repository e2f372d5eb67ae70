using System.Collections.Immutable;
using System.Text.RegularExpressions;
using RuleWorkbench.Checking;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Presentation.Language;

/// <summary>What somebody can mean who writes a name by itself that stands for nothing: a fact without its input, a
/// function without its library.</summary>
internal static partial class UnknownNames
{
    private const int Most = 6;

    /// <summary>One fix for each meaning; empty where the finding is of another kind.</summary>
    public static ImmutableArray<QuickFix> Fixes(ExpressionFinding found, ExpressionScope scope, string text)
    {
        if (Unknown().Match(found.Diagnostic.Message) is not { Success: true } match)
            return [];
        var name = match.Groups[1].Value;
        var analysis = new ExpressionAnalysis(scope, text);
        var at = Enumerable.Range(0, analysis.Tokens.Length).Where(i => analysis.Tokens[i].Start >= found.Start && analysis.Tokens[i].Is(name) && !analysis.IsMember(i)).Append(-1).First();
        if (at < 0)
            return [];
        var meant = analysis.Tokens[at + 1].Is("(") ? Functions(scope, name) : Facts(scope, name);
        return [.. meant.Distinct().Take(Most).Select(m => QuickFix.Naming(text, analysis.Tokens[at].Start, name.Length, m))];
    }

    /// <summary>Facts of that name or a near one, wherever they stand; facts of lists are named where a list is gone through.</summary>
    private static IEnumerable<string> Facts(ExpressionScope scope, string name)
    {
        var facts = scope.Facts.All.Where(f => !f.Path.Contains("[]", StringComparison.Ordinal)).ToList();
        return NearestName.Find(name, facts.Select(f => f.Schema.Name)) is { } nearest ? facts.Where(f => f.Schema.Name == nearest).Select(f => f.Path) : [];
    }

    private static IEnumerable<string> Functions(ExpressionScope scope, string name) =>
        NearestName.Find(name, scope.Compiled.Scripts.Functions.Select(f => f.Name)) is { } nearest ? scope.Compiled.Scripts.Functions.Where(f => f.Name == nearest).Select(f => f.FullName) : [];

    [GeneratedRegex(@"^There is no (?:input, parameter or function|fact) `(?:[^`]*\.)?([^`.]+)`")]
    private static partial Regex Unknown();
}
