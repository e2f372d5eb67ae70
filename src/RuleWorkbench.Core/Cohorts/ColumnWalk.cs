using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Compilation.Rows;

namespace RuleWorkbench.Cohorts;

/// <summary>The walk of all cases of a batch at once: what <see cref="Simulation.Walker"/> does for one case, on sets of
/// cases. Cases of which columns cannot tell everything are left to the walker (<see cref="Asked"/>).</summary>
internal sealed class ColumnWalk
{
    private readonly WalkedWorkflow[] workflows;
    private readonly ImmutableArray<string> codes;

    /// <summary>The rules that recommend: the position of the code, and the guards that can veto it.</summary>
    private readonly (WalkedWorkflow Workflow, WalkedRule Rule, int Code, WalkedRule[] Guards)[] recommending;
    private ulong[] asked = [];

    /// <summary>A walk whose verdicts are computed from columns.</summary>
    public ColumnWalk(CompiledPathway compiled, FactColumns columns)
        : this(compiled, workflow => ColumnWorkflow.Create(compiled, workflow, columns).Rules.Select(r => r is null ? null : new ColumnVerdicts(r)))
    {
    }

    /// <summary>The same, and row by row where columns cannot tell.</summary>
    /// <param name="columns">Hold all facts that rules read.</param>
    public ColumnWalk(CompiledPathway compiled, FactColumns columns, RowForms forms)
        : this(compiled, workflow => Verdicts(compiled, workflow, columns, forms))
    {
    }

    /// <param name="verdicts">What columns say of each rule of a workflow; null for a rule that they do not know.</param>
    public ColumnWalk(CompiledPathway compiled, Func<CompiledWorkflow, IEnumerable<IRuleVerdicts?>> verdicts)
    {
        var pathway = compiled.Pathway;
        codes = [.. pathway.Recommendations.Select(r => r.Code)
            .Concat(compiled.Workflows.Values.SelectMany(w => w.Rules).Select(r => r.Rule.SuccessEvent).OfType<string>())
            .Distinct()];
        var positions = pathway.Workflows.Select((w, i) => KeyValuePair.Create(w.Name, i)).ToDictionary();
        workflows = [.. pathway.Workflows.Select(w => new WalkedWorkflow(pathway, compiled.Workflows[w.Name], verdicts(compiled.Workflows[w.Name]), positions))];
        Entry = positions[pathway.Entry];
        Order = TopologicalOrder();
        Statuses = [.. codes.Select(_ => new ulong[4][])];
        var guards = workflows.SelectMany(w => w.Rules).Where(r => r.Rule.IsGuard && r.Rule.Enabled).ToList();
        recommending = [.. workflows.SelectMany(w => w.Rules.Where(r => r.Rule is { SuccessEvent: not null, Enabled: true })
            .Select(r => (w, r, codes.IndexOf(r.Rule.SuccessEvent!), guards.Where(g => g.Rule.Properties.Veto.Contains(r.Rule.SuccessEvent!) || g.Rule.Properties.Veto.Contains(r.Rule.Id)).ToArray())))];
    }

    private static IEnumerable<IRuleVerdicts?> Verdicts(CompiledPathway compiled, CompiledWorkflow workflow, FactColumns columns, RowForms forms)
    {
        var rows = new RowBatch(forms, workflow.Workflow.Name, columns);
        return ColumnWorkflow.Create(compiled, workflow, columns).Rules.Zip(workflow.Rules, (found, rule) =>
        {
            var told = found is null ? null : new ColumnVerdicts(found);
            return rule.Rule.Enabled && ReferenceEngine.FirstDefect(workflow, rule) is null ? new RowVerdicts(rule, told, rows, columns.Cases) : (IRuleVerdicts?)told;
        });
    }

    /// <summary>The workflows, in the pathway's order.</summary>
    public ReadOnlySpan<WalkedWorkflow> Workflows => workflows;

    /// <summary>Position of the workflow at which walks start.</summary>
    public int Entry { get; }

    /// <summary>The recommendation codes.</summary>
    public ImmutableArray<string> Codes => codes;

    /// <summary>Cases that only the walker can tell.</summary>
    public ulong[] Asked => asked;

    /// <summary>By code, the cases with each status: vetoed, undetermined, held, recommended.</summary>
    public ulong[][][] Statuses { get; }

    /// <summary>Positions of workflows, each before those that it leads to.</summary>
    private ImmutableArray<int> Order { get; }

    /// <summary>Walks the cases of a batch.</summary>
    /// <param name="batch">The batch that verdicts are of.</param>
    /// <param name="rows">How many cases there are.</param>
    public void Walk(int batch, int rows)
    {
        var words = (rows + 63) >> 6;
        if (asked.Length < words)
            asked = new ulong[words];
        Array.Clear(asked);
        foreach (var workflow in workflows)
            workflow.Begin(words);
        Fill(workflows[Entry].Reached, rows);
        foreach (var position in Order)
        {
            var workflow = workflows[position];
            workflow.Evaluate(batch, rows, words, asked);
            foreach (var edge in workflow.Edges)
            {
                var into = workflows[edge.Next].Reached;
                for (var i = 0; i < words; i++)
                    into[i] |= edge.Passes[i];
            }
        }

        Recommend(words);
    }

    private static void Fill(ulong[] rows, int count)
    {
        Array.Fill(rows, ulong.MaxValue, 0, count >> 6);
        if ((count & 63) != 0)
            rows[count >> 6] = (1UL << (count & 63)) - 1;
    }

    private void Recommend(int words)
    {
        foreach (var status in Statuses)
        {
            for (var s = 0; s < status.Length; s++)
            {
                if (status[s] is null || status[s].Length < words)
                    status[s] = new ulong[words];
                Array.Clear(status[s]);
            }
        }

        foreach (var (workflow, rule, code, guards) in recommending)
        {
            var status = Statuses[code];
            for (var i = 0; i < words; i++)
            {
                var (vetoed, guardOpen) = (0UL, 0UL);
                foreach (var guard in guards)
                {
                    vetoed |= guard.Met[i];
                    guardOpen |= guard.Open[i];
                }

                var speaks = workflow.Speaks[i] & ~rule.Overruled[i];
                var open = rule.Open[i] & speaks;
                var met = rule.Met[i] & speaks;
                var held = rule.Held[i] | guardOpen;
                status[0][i] |= (open | met) & vetoed;
                status[1][i] |= open & ~vetoed;
                status[2][i] |= met & ~vetoed & held;
                status[3][i] |= met & ~vetoed & ~held;
            }
        }

        // Of several rules with one code the strongest status stands.
        foreach (var status in Statuses)
        {
            for (var i = 0; i < words; i++)
            {
                status[2][i] &= ~status[3][i];
                status[1][i] &= ~(status[2][i] | status[3][i]);
                status[0][i] &= ~(status[1][i] | status[2][i] | status[3][i]);
            }
        }
    }

    private ImmutableArray<int> TopologicalOrder()
    {
        var order = new List<int>();
        var done = new HashSet<int>();
        for (var i = 0; i < workflows.Length; i++)
            Visit(i);
        order.Reverse();
        return [.. order];

        void Visit(int position)
        {
            if (!done.Add(position))
                return;
            foreach (var edge in workflows[position].Edges)
                Visit(edge.Next);
            order.Add(position);
        }
    }
}
