using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A case that expects nothing passes whatever the pathway does.</summary>
internal sealed class CaseExpectsNothing : Check
{
    public override string Id => DiagnosticIds.CaseExpectsNothing;

    public override IEnumerable<Diagnostic> Run(CheckContext context) =>
        (context.Suites?.Cases ?? []).Where(c => c.Expectation.IsEmpty && c.NotCounted is null).Select(c => Found(
            $"The case `{c.Id}` expects nothing, and passes whatever the pathway does.",
            c.Place,
            $"Look at what it does, and if that is right, `rulewb simulate {context.Pathway.Name} --case {c.FullId} --record` writes it down."));
}
