using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>The baseline with some of the changes applied and no others: what shows which change an effect comes from.
/// What decides nothing by itself (names, facts that are new, policy values that are new) is always there, so that every
/// mix compiles.</summary>
public sealed class HybridPathway
{
    private readonly Pathway before;
    private readonly Pathway after;
    private readonly IReadOnlyDictionary<string, string> renamed;
    private readonly CompiledPathway none;

    public HybridPathway(PathwayDiff diff, CancellationToken cancellation)
    {
        (before, after, renamed) = (diff.Baseline.Pathway!, diff.Candidate.Pathway!, diff.Workflows);
        Changes = [.. diff.Changes.Where(c => c.TouchesLogic && CanApply(c))];
        Always = [.. diff.Changes.Where(c => c.Subject is ChangeSubject.Function or ChangeSubject.Table && c.TouchesLogic)];
        none = diff.Candidate.Compiled!.CompileAnew(Build([]), new TreeStore(), cancellation);
    }

    /// <summary>The changes that can be applied one by one. Those of facts, functions and tables cannot: both versions of them
    /// would have to exist at once.</summary>
    public ImmutableArray<Change> Changes { get; }

    /// <summary>Changes that are applied in every mix.</summary>
    public ImmutableArray<Change> Always { get; }

    /// <summary>A pathway that knows the facts and policy values of all mixes.</summary>
    public Pathway Facts => none.Pathway;

    /// <summary>The baseline with these changes.</summary>
    public CompiledPathway With(IReadOnlyCollection<Change> applied, CancellationToken cancellation) =>
        none.Recompile(Build(applied), cancellation);

    private static bool CanApply(Change change) => change.Subject switch
    {
        ChangeSubject.Rule or ChangeSubject.Parameter or ChangeSubject.Group or ChangeSubject.Pathway => true,
        ChangeSubject.PolicyValue => change.Kinds == ChangeKinds.Modified,
        ChangeSubject.Workflow => change.Kinds.HasFlag(ChangeKinds.Modified),
        _ => false,
    };

    private Pathway Build(IReadOnlyCollection<Change> applied)
    {
        bool Has(ChangeSubject subject, string id) => applied.Any(c => c.Subject == subject && c.Id == id);
        var header = applied.Any(c => c.Subject == ChangeSubject.Pathway);
        var names = after.Workflows.Select(w => w.Name).Concat(before.Workflows.Select(w => Now(w.Name))).Distinct();
        return after with
        {
            Inputs = [.. after.Inputs.Select(i => before.Inputs.FirstOrDefault(o => o.Name == i.Name) is { } old ? i with { Facts = Union(i.Facts, old.Facts) } : i), .. before.Inputs.Where(o => after.Inputs.All(i => i.Name != o.Name))],
            Clock = header ? after.Clock : before.Clock ?? after.Clock,
            Policy = [.. after.Policy.Select(p => before.Policy.FirstOrDefault(o => o.Name == p.Name) is { } old && !Has(ChangeSubject.PolicyValue, p.Name) && old.Schema.Kind == p.Schema.Kind ? old : p), .. before.Policy.Where(o => after.Policy.All(p => p.Name != o.Name))],
            Entry = header ? after.Entry : Now(before.Entry),
            Always = header ? after.Always : [.. before.Always.Select(Now)],
            Groups = after.Groups.Keys.Union(before.Groups.Keys).ToDictionary(g => g, g => Has(ChangeSubject.Group, g) || !before.Groups.ContainsKey(g) ? after.HitPolicyOf(g) : before.HitPolicyOf(g)),
            Workflows = [.. names.Select(n => Workflow(n, applied))],
        };
    }

    private Workflow Workflow(string name, IReadOnlyCollection<Change> applied)
    {
        var now = after.Workflow(name);
        var old = before.Workflows.FirstOrDefault(w => Now(w.Name) == name);
        var rules = old?.Rules.Select(Renamed).ToList() ?? [];
        var origins = old?.Rules.Select(r => (Rule?)r).ToList() ?? [];
        var mine = applied.Where(c => c.Workflow == name || (c.RuleBefore is { } r && origins.Contains(r, ReferenceEqualityComparer.Instance))).ToList();
        foreach (var change in mine.Where(c => c.Subject == ChangeSubject.Rule))
            Apply(change);

        var own = mine.Where(c => c.Subject == ChangeSubject.Parameter).Select(c => c.Id).ToHashSet();
        var globals = (old?.Globals ?? []).Where(g => !own.Contains(g.Name) || now?.Globals.Any(n => n.Name == g.Name) == true)
            .Select(g => own.Contains(g.Name) ? now!.Globals.First(n => n.Name == g.Name) : g)
            .Concat((now?.Globals ?? []).Where(n => old?.Globals.All(g => g.Name != n.Name) != false && mine.Any(c => c.Subject is ChangeSubject.Rule or ChangeSubject.Parameter)));
        var workflow = applied.FirstOrDefault(c => c.Subject == ChangeSubject.Workflow && c.Id == name);
        return (now ?? old!) with
        {
            Name = name,
            Globals = InOrder([.. globals]),
            Injects = workflow is null ? [.. old?.Injects.Select(Now) ?? []] : now!.Injects,
            Rules = [.. rules],

            // What tells two mixes apart is what was applied to this workflow.
            ContentHash = $"{old?.ContentHash}+{string.Join(',', mine.Append(workflow).OfType<Change>().Select(c => $"{c.Subject} {c.Id}").Order(StringComparer.Ordinal))}",
        };

        void Apply(Change change)
        {
            var at = change.RuleBefore is { } before ? origins.FindIndex(o => ReferenceEquals(o, before)) : -1;
            var stays = change.Workflow == name && change.RuleAfter is not null;
            if (at >= 0 && stays && !change.Kinds.HasFlag(ChangeKinds.Moved))
            {
                rules[at] = change.RuleAfter!;
                return;
            }

            if (at >= 0)
            {
                rules.RemoveAt(at);
                origins.RemoveAt(at);
            }

            if (!stays)
                return;
            var place = Place(change.RuleAfter!);
            rules.Insert(place, change.RuleAfter!);
            origins.Insert(place, change.RuleBefore);
        }

        // Behind the nearest rule that stands before it in the candidate and is here.
        int Place(Rule rule)
        {
            for (var i = now!.Rules.IndexOf(rule, 0, now.Rules.Length, ReferenceEqualityComparer.Instance) - 1; i >= 0; i--)
            {
                var found = rules.FindIndex(r => r.Id == now.Rules[i].Id);
                if (found >= 0)
                    return found + 1;
            }

            return 0;
        }
    }

    /// <summary>Parameters so that each stands behind those that it reads, which neither version's order does for both.</summary>
    private static ImmutableArray<Parameter> InOrder(ImmutableArray<Parameter> parameters)
    {
        var reads = parameters.ToDictionary(p => p.Name, p => parameters.Where(o => o != p && ExpressionLexer.FirstUse(p.Expression.Text, o.Name) is not null).Select(o => o.Name).ToList());
        var ordered = ImmutableArray.CreateBuilder<Parameter>();
        var left = parameters.ToList();
        while (left.Count > 0)
        {
            var next = left.Find(p => !left.Exists(o => reads[p.Name].Contains(o.Name))) ?? left[0];
            ordered.Add(next);
            left.Remove(next);
        }

        return ordered.ToImmutable();
    }

    /// <summary>A rule of the baseline among workflows that have the candidate's names.</summary>
    private Rule Renamed(Rule rule) => renamed.All(r => r.Key == r.Value)
        ? rule
        : rule with { Properties = rule.Properties with { Next = [.. rule.Properties.Next.Select(Now)] } };

    private static FactSchema Union(FactSchema now, FactSchema old) => now.Kind != FactKind.Object || old.Kind != FactKind.Object
        ? now
        : now with { Members = [.. now.Members.Select(m => old.Member(m.Name) is { } o ? Union(m, o) : m), .. old.Members.Where(o => now.Member(o.Name) is null)] };

    private string Now(string workflow) => renamed.GetValueOrDefault(workflow, workflow);
}
