namespace RuleWorkbench.Compilation.Columns;

/// <summary>The rules of a workflow over a batch of cases.</summary>
/// <param name="Rules">In declared order; null for a rule that stays with the trees: one that is disabled, broken, or not
/// known to columns.</param>
internal sealed record ColumnWorkflow(CompiledWorkflow Workflow, IReadOnlyList<ColumnRule?> Rules)
{
    /// <summary>The column form of a workflow.</summary>
    public static ColumnWorkflow Create(CompiledPathway pathway, CompiledWorkflow workflow, FactColumns columns)
    {
        var compiler = new ColumnCompiler(pathway.Facts, pathway.Scripts, columns);
        for (var i = 0; i < pathway.Inputs.Length; i++)
            compiler.BindInput(pathway.Inputs[i], pathway.Facts.Roots[i]);
        var globals = Bind(compiler, workflow.Globals);
        return new ColumnWorkflow(
            workflow,
            [.. workflow.Rules.Select(r => globals is null || !workflow.GlobalDiagnostics.IsEmpty || !r.Rule.Enabled ? null : Rule(compiler, r, globals))]);
    }

    private static ColumnRule? Rule(ColumnCompiler compiler, CompiledRule rule, IReadOnlyList<ColumnNode> outer)
    {
        if (rule.Defect is not null || Bind(compiler, rule.Locals) is not { } locals)
            return null;
        IReadOnlyList<ColumnNode> parameters = [.. outer, .. locals];
        if (rule.Rule.Operator is null)
            return rule.Condition is not null && compiler.Condition(rule.Condition) is { } condition ? new ColumnRule(rule, parameters, condition, [], Figures(compiler, rule), compiler.Premises) : null;
        var children = rule.Children.Where(c => c.Rule.Enabled).Select(c => Rule(compiler, c, [])).ToList();
        return children.Count == 0 || children.Contains(null) ? null : new ColumnRule(rule, parameters, null, [.. children.OfType<ColumnRule>()], Figures(compiler, rule), compiler.Premises);
    }

    private static List<ColumnNode>? Figures(ColumnCompiler compiler, CompiledRule rule)
    {
        var figures = rule.Figures.Select(f => compiler.Figure(f.Value)).ToList();
        return figures.Contains(null) ? null : [.. figures.OfType<ColumnNode>()];
    }

    private static List<ColumnNode>? Bind(ColumnCompiler compiler, IEnumerable<CompiledParameter> parameters)
    {
        var bound = new List<ColumnNode>();
        foreach (var parameter in parameters)
        {
            if (compiler.BindParameter(parameter.Variable, parameter.Value) is not { } node || node.Table.Parent is not null)
                return null;
            bound.Add(node);
        }

        return bound;
    }
}
