using System.Collections.Immutable;
using System.Diagnostics;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Simulation;

/// <summary>Runs the examples in the documentation comments of script functions, <c>Relief.Percent(8, 4) = 50</c>, as cases
/// of a suite <c>scripts/Relief</c>. Both sides are expressions.</summary>
public sealed class ExampleRunner(CompiledPathway compiled)
{
    /// <summary>Two numbers are the same within this part of the larger; nobody writes out all digits of a quotient.</summary>
    private const double Tolerance = 1e-9;

    private readonly ExpressionRunner runner = new(compiled, null);

    /// <summary>The examples as cases, to be chosen from.</summary>
    public ImmutableArray<Case> Cases =>
        [.. compiled.Scripts.Functions.SelectMany(f => f.Examples.Select(e => new Case($"scripts/{f.Library}", e.Text, e.Place, new JObject(), new JObject(), null)))];

    /// <summary>Runs one of <see cref="Cases"/>.</summary>
    public CaseResult Run(Case example)
    {
        var started = Stopwatch.GetTimestamp();
        var mismatches = Split(example.Id) is var (left, right)
            ? Compare(Evaluate(example, left), Evaluate(example, right), example)
            : [new Mismatch("example", "a call, = and its value", $"`{example.Id}`", example.Place, [])];
        var outcome = mismatches.IsEmpty ? CaseOutcome.Passed : CaseOutcome.Failed;
        return new CaseResult(example, outcome, null, mismatches, Stopwatch.GetElapsedTime(started));
    }

    private static ImmutableArray<Mismatch> Compare((object? Value, string? Error) actual, (object? Value, string? Error) expected, Case example) =>
        actual.Error is null && expected.Error is null && IsSame(actual.Value, expected.Value)
            ? []
            : [new Mismatch("example", expected.Error ?? Figures.Display(expected.Value), actual.Error ?? Figures.Display(actual.Value), example.Place, [])];

    private static bool IsSame(object? actual, object? expected)
    {
        if (Number(actual) is not { } x || Number(expected) is not { } y)
            return Equals(actual, expected);
        return x == y || Math.Abs(x - y) <= Tolerance * Math.Max(Math.Abs(x), Math.Abs(y));
    }

    private static double? Number(object? value) => value is double or int ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : null;

    private (object? Value, string? Error) Evaluate(Case example, string text)
    {
        var result = runner.Evaluate(text, example.Place);
        return result.Diagnostics.IsEmpty ? (result.Value, result.Error) : (null, string.Join(" ", result.Diagnostics.Select(d => $"{d.Message} {d.Fix}".TrimEnd())));
    }

    /// <summary>Both sides of the last single equals sign outside of texts.</summary>
    private static (string Left, string Right)? Split(string text)
    {
        var inText = false;
        int? found = null;
        for (var i = 0; i < text.Length; i++)
        {
            inText ^= text[i] == '"';
            if (!inText && text[i] == '=' && (i == 0 || !"=!<>".Contains(text[i - 1])) && (i + 1 == text.Length || !"=>".Contains(text[i + 1])))
                found = i;
        }

        return found is { } at ? (text[..at].Trim(), text[(at + 1)..].Trim()) : null;
    }
}
