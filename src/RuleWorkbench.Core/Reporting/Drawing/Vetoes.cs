using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>What a guard forbids in one workflow.</summary>
/// <param name="Workflow">Null for what no rule gives.</param>
/// <param name="Names">Codes, or ids of rules that are forbidden by id, in declared order.</param>
/// <param name="Spared">Codes of the workflow that the guard does not forbid.</param>
internal sealed record Forbidden(Workflow? Workflow, ImmutableArray<string> Names, ImmutableArray<string> Spared, ImmutableArray<Rule> Rules)
{
    /// <summary>True when the workflow has several recommendations and all are forbidden.</summary>
    public bool IsAll => Workflow is not null && Spared.IsEmpty && Names.Length > 1;

    /// <summary>True when it is shorter to name what is not forbidden.</summary>
    public bool IsAlmostAll => !Spared.IsEmpty && Spared.Length < Names.Length / 2;
}

/// <summary>Who forbids what in a pathway.</summary>
internal sealed class Vetoes
{
    private const int LongestMark = 4;

    private readonly Pathway _pathway;
    private readonly ImmutableArray<(Rule Guard, string Mark)> _guards;

    public Vetoes(Pathway pathway)
    {
        _pathway = pathway;
        var guards = pathway.Workflows.SelectMany(w => w.Rules).Where(r => r.IsGuard).ToList();
        var shared = SharedPrefix([.. guards.Select(g => g.Id)]);
        // A mark stands on many rows, so it is short: what differs in the ids, or a number where that is long.
        var isShort = guards.TrueForAll(g => g.Id.Length - shared <= LongestMark);
        _guards = [.. guards.Select((g, i) => (g, isShort ? g.Id[shared..] : Figures.Number(i + 1)))];
    }

    /// <summary>What stands for a guard on the rows that it forbids.</summary>
    public string MarkOf(Rule guard) => _guards.First(g => ReferenceEquals(g.Guard, guard)).Mark;

    public ImmutableArray<string> MarksOn(Rule rule) => [.. GuardsOn(rule).Select(MarkOf)];

    public IEnumerable<Rule> GuardsOn(Rule rule) => _guards.Where(g => Forbids(g.Guard, rule)).Select(g => g.Guard);

    /// <summary>What a guard forbids, by the workflow whose rules give it.</summary>
    public ImmutableArray<Forbidden> By(Rule guard)
    {
        var parts = ImmutableArray.CreateBuilder<Forbidden>();
        foreach (var workflow in _pathway.Workflows)
        {
            var rules = workflow.Rules.Where(r => Forbids(guard, r)).ToImmutableArray();
            if (rules.IsEmpty)
                continue;
            var spared = workflow.Rules.Where(r => !Forbids(guard, r)).Select(r => r.SuccessEvent).OfType<string>().Distinct();
            parts.Add(new Forbidden(workflow, [.. rules.Select(r => Name(guard, r)).Distinct()], [.. spared], rules));
        }

        var given = parts.SelectMany(p => p.Names).ToHashSet();
        var rest = guard.Properties.Veto.Where(v => !given.Contains(v)).Distinct().ToImmutableArray();
        if (!rest.IsEmpty)
            parts.Add(new Forbidden(null, rest, [], []));
        return parts.ToImmutable();
    }

    public static bool Forbids(Rule guard, Rule rule) =>
        (rule.SuccessEvent is { } code && guard.Properties.Veto.Contains(code)) || guard.Properties.Veto.Contains(rule.Id);

    private static string Name(Rule guard, Rule rule) =>
        rule.SuccessEvent is { } code && guard.Properties.Veto.Contains(code) ? code : rule.Id;

    /// <summary>How long the beginning is that all ids share, up to and with its last character that is neither letter
    /// nor digit: <c>FNB-</c> of <c>FNB-901</c> and <c>FNB-912</c>.</summary>
    private static int SharedPrefix(ImmutableArray<string> ids)
    {
        if (ids.Length < 2)
            return 0;
        var length = 0;
        while (ids.All(id => id.Length > length + 1 && id[length] == ids[0][length]))
            length++;
        while (length > 0 && char.IsLetterOrDigit(ids[0][length - 1]))
            length--;
        return length;
    }
}
