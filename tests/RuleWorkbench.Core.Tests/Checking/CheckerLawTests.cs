using CsCheck;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Checking;

/// <summary>Checks never call an error what RulesEngine accepts, whatever the expression, and never fail themselves.</summary>
public sealed class CheckerLawTests
{
    private static readonly string[] Pieces =
    [
        "patient", ".", "age", "(", ")", "[", "]", "==", "&&", "!", "\"", "'", "\\", "1", ".5", "in", "new", "as", "?", ":", "=>", "x", " ", ",", "{", "-",
        "Any", "å", "$", "@",
    ];

    [Fact]
    public void Check_RandomPathwayThatCompiles_HasNoError()
    {
        RandomPathway.Gen.Sample(
            sample => Errors(Checker.Check(new CheckSubject(Loaded(sample.Pathway), null, []), TimeProvider.System, CancellationToken.None)).ShouldBeEmpty(),
            iter: 30,
            print: _ => "");
    }

    [Fact]
    public void CheckPlain_RandomPathwayThatCompiles_HasNoError()
    {
        RandomPathway.Gen.Sample(
            sample => Errors(Checker.CheckPlain(Loaded(sample.Pathway), TimeProvider.System, CancellationToken.None)).ShouldBeEmpty(),
            iter: 30,
            print: _ => "");
    }

    [Fact]
    public void Check_AnyText_NeverFails()
    {
        Gen.Int[0, Pieces.Length - 1].Array[1, 12].Sample(
            pieces =>
            {
                var text = string.Concat(pieces.Select(i => Pieces[i]));
                var pathway = TestPathway.Of(TestPathway.Rule("r", text));
                Checker.Check(new CheckSubject(Loaded(pathway), null, []), TimeProvider.System, CancellationToken.None);
                Checker.CheckPlain(Loaded(pathway), TimeProvider.System, CancellationToken.None);
            },
            iter: 200);
    }

    private static LoadedPathway Loaded(Pathway pathway) => new(pathway, [], PathwayFiles.None);

    /// <summary>Errors; random texts are often not among the allowed ones, which is an error rightly.</summary>
    private static IEnumerable<string> Errors(IEnumerable<Diagnostic> found) =>
        found.Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != DiagnosticIds.NotAnAllowedText).Select(d => d.ToString());
}
