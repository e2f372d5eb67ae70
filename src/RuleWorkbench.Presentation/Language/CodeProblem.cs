using System.Collections.Immutable;
using RuleWorkbench.Checking;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Language;

/// <summary>Something wrong with code that is being written.</summary>
/// <param name="Fixes">What can be done about it at once, best first.</param>
public sealed record CodeProblem(Diagnostic Diagnostic, int Start, int Length, ImmutableArray<QuickFix> Fixes)
{
    public DiagnosticSeverity Severity => Diagnostic.Severity;

    /// <summary>What is wrong with a text in a scope, in the order of the text.</summary>
    public static ImmutableArray<CodeProblem> Of(ExpressionScope scope, string text, DateOnly today) =>
    [
        .. ExpressionChecker.Check(scope.Compiled, text, scope.Use, scope.Place, scope.Variables, scope.Parameters, today)
            .Select(f => new CodeProblem(f.Diagnostic, f.Start, f.Length, FixesOf(f, scope, text))),
    ];

    private static ImmutableArray<QuickFix> FixesOf(ExpressionFinding found, ExpressionScope scope, string text)
    {
        if (found.Repaired is { } repaired)
            return [new QuickFix(found.Diagnostic.Repair!.Title, repaired)];

        // A name that is nearly known: the diagnostic proposes it, a person decides.
        var proposed = QuickFix.Proposed(found, text);
        return [.. (proposed is null ? [] : new[] { proposed }).Concat(UnknownNames.Fixes(found, scope, text)).DistinctBy(f => f.Text)];
    }
}
