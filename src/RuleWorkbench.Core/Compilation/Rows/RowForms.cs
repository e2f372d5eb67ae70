using System.Collections.Concurrent;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>The row forms of a pathway's workflows. Each is made once, when so many cases have asked for it that it pays: to compile
/// one takes as long as to interpret some hundred rules. Safe for parallel use.</summary>
internal sealed class RowForms(CompiledPathway compiled)
{
    private const int CasesToPay = 32;

    private readonly ConcurrentDictionary<string, Form> forms = new(StringComparer.Ordinal);

    /// <summary>The form of a workflow, made now if it has not been made.</summary>
    public RowWorkflow Of(string workflow) => FormOf(workflow).Made.Value;

    /// <summary>The form of a workflow for one more case; null as long as it does not pay, and for a workflow that runs another one's
    /// rules.</summary>
    public RowWorkflow? WhenItPays(string workflow)
    {
        var form = FormOf(workflow);
        if (!form.IsRowWise)
            return null;
        return form.Made.IsValueCreated || Interlocked.Increment(ref form.Cases) > CasesToPay ? form.Made.Value : null;
    }

    private Form FormOf(string workflow) => forms.GetOrAdd(workflow, name => new Form(compiled, compiled.Workflows[name]));

    private sealed class Form(CompiledPathway compiled, CompiledWorkflow workflow)
    {
        public int Cases;

        public bool IsRowWise { get; } = !Plan.CallsAnother(workflow);

        public Lazy<RowWorkflow> Made { get; } = new(() => new RowWorkflow(compiled, workflow));
    }
}
