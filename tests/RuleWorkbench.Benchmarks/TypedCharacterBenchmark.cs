using BenchmarkDotNet.Attributes;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Presentation.Language;

namespace RuleWorkbench.Benchmarks;

/// <summary>What a typed character costs before it can be shown, in the longest expression of the shipped pathway: colours,
/// proposals, signature, and rows. Problems are looked for in the background and measured by themselves.</summary>
[MemoryDiagnoser]
public class TypedCharacterBenchmark
{
    private ExpressionScope scope = null!;
    private string text = "";
    private int turn;

    [GlobalSetup]
    public void Setup()
    {
        var workspace = new Workspace(ShippedPathway.Root);
        var compiled = CompiledPathway.Compile(ShippedPathway.Load(workspace), [], CancellationToken.None);
        var longest = PathwayExpressions.Of(compiled).Where(e => e.Scope.Type == typeof(bool)).MaxBy(e => e.Text.Text.Length)!;
        scope = longest.Scope;
        text = longest.Text.Text;
    }

    /// <summary>A letter of a name behind <c>&amp;&amp;</c>, with all that the screen needs.</summary>
    [Benchmark(Baseline = true)]
    public int Letter()
    {
        // A text that no editor has seen yet, so that nothing is known of it.
        var typed = $"{text} && patient.{(char)('a' + turn++ % 26)}";
        var language = new ExpressionLanguage(scope, TimeProvider.System);
        var items = language.Complete(typed, typed.Length).Items.Length;
        language.Signature(typed, typed.Length);
        language.Bracket(typed, typed.Length);
        return items + language.Colours(typed).Length + new CodeLayout(typed, 80).Rows.Length;
    }

    [Benchmark]
    public int Problems() => CodeProblem.Of(scope, $"{text} && patient.age > {turn++ % 100}", new DateOnly(2026, 11, 22)).Length;
}
