using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A message that RulesEngine by itself would fill with all that an input or a list holds, or for minutes. Here a
/// group of facts is never written into a message.</summary>
internal sealed class WideMessage : Check
{
    public override string Id => DiagnosticIds.MessageShowsTooMuch;

    public override DiagnosticSeverity Severity => DiagnosticSeverity.Error;

    public override IEnumerable<Diagnostic> Run(CheckContext context) =>
        context.Compiled is { } compiled ? compiled.Workflows.Values.SelectMany(w => w.Rules).SelectMany(r => Look(r, compiled.Facts)).DistinctBy(d => d.Place) : [];

    private static IEnumerable<Diagnostic> Look(CompiledRule rule, FactTypes facts) =>
        rule.Children.SelectMany(c => Look(c, facts)).Concat(MessageGate.Check(rule.Rule, rule.Scope, facts) is { } found ? [found] : []);
}
