using System.Collections.Concurrent;
using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Impact;

/// <summary>The baseline with some of the changes applied and no others: what shows which change an effect comes from.
/// What decides nothing by itself (names, and facts, policy values and functions that only one version has) is always there, so
/// that every mix compiles.</summary>
public sealed class HybridPathway
{
    private readonly Pathway before;
    private readonly Pathway after;
    private readonly IReadOnlyDictionary<string, string> renamed;
    private readonly CompiledPathway home;
    private readonly ConcurrentDictionary<string, Lazy<CompiledPathway>> bases = [];

    /// <summary>So many sets of functions and types of facts are compiled, each of which can take a process of its own; the
    /// baseline's and the candidate's whatever else is, since every change is sought between them.</summary>
    internal const int MostBases = 32;

    public HybridPathway(PathwayDiff diff)
    {
        (before, after, renamed) = (diff.Baseline.Pathway!, diff.Candidate.Pathway!, diff.Workflows);
        Changes = [.. diff.Changes.Where(c => c.TouchesLogic && CanApply(c))];

        // Functions of the baseline run no freer than they do there.
        home = diff.Baseline.Compiled!.IsIsolated && !before.HasScriptsOf(after) ? diff.Baseline.Compiled : diff.Candidate.Compiled!;
    }

    /// <summary>The changes that can be applied one by one, and may decide something.</summary>
    public ImmutableArray<Change> Changes { get; }

    /// <summary>The baseline with these changes, or null where that would be one set of functions too many.</summary>
    public CompiledPathway? With(IReadOnlyCollection<Change> applied, CancellationToken cancellation)
    {
        ImmutableArray<Change> deep = [.. Changes.Where(c => ChangesTypes(c) && applied.Contains(c, ReferenceEqualityComparer.Instance))];
        var key = string.Join(',', deep.Select(c => $"{c.Subject} {c.Id}"));
        var isWhole = deep.IsEmpty || deep.Length == Changes.Count(ChangesTypes);
        if (!isWhole && bases.Count >= MostBases && !bases.ContainsKey(key))
            return null;
        return bases.GetOrAdd(key, _ => new(() => home.CompileAnew(Build(deep), new TreeStore(), cancellation))).Value.Recompile(Build(applied), cancellation);
    }

    /// <summary>True for what everything else is compiled over.</summary>
    private bool ChangesTypes(Change change) => change.Subject is ChangeSubject.Function or ChangeSubject.Table or ChangeSubject.Fact
        || (change.Subject == ChangeSubject.PolicyValue && after.Policy.First(p => p.Name == change.Id) is var now && InOnePlace(before.Policy.First(p => p.Name == change.Id), now).Schema != now.Schema);

    private static bool CanApply(Change change) => change.Subject switch
    {
        ChangeSubject.Rule or ChangeSubject.Parameter or ChangeSubject.Group or ChangeSubject.Pathway => true,
        ChangeSubject.Function or ChangeSubject.Table => change.Kinds == ChangeKinds.Modified,
        ChangeSubject.Fact => !change.Kinds.HasFlag(ChangeKinds.Renamed) && change.Edits.Any(e => e.What is "type" or "element's type"),
        ChangeSubject.PolicyValue => change.Kinds == ChangeKinds.Modified && change.Edits.Any(e => e is { Aspect: EditAspect.Logic, What: not "unit" }),
        ChangeSubject.Workflow => change.Kinds.HasFlag(ChangeKinds.Modified),
        _ => false,
    };

    private Pathway Build(IReadOnlyCollection<Change> applied)
    {
        bool Has(ChangeSubject subject, string id) => applied.Any(c => c.Subject == subject && c.Id == id);
        HashSet<string> Ids(Func<ChangeSubject, bool> isOne) => [.. applied.Where(c => isOne(c.Subject)).Select(c => c.Id)];
        var (functions, facts) = (Ids(s => s is ChangeSubject.Function or ChangeSubject.Table), Ids(s => s == ChangeSubject.Fact));
        var header = applied.Any(c => c.Subject == ChangeSubject.Pathway);
        var names = after.Workflows.Select(w => w.Name).Concat(before.Workflows.Select(w => Now(w.Name))).Distinct();
        return after with
        {
            Scripts = EitherVersion.Of(before.Scripts, after.Scripts, s => s.Name, (now, old) => LibraryMix.Of(old, now, functions)),
            Inputs = EitherVersion.Of(before.Inputs, after.Inputs, i => i.Name, (now, old) => now with { Facts = Union(now.Facts, old.Facts, now.Name, facts) }),
            Clock = header ? after.Clock : before.Clock ?? after.Clock,
            Policy = EitherVersion.Of(before.Policy, after.Policy, p => p.Name, (now, old) => Has(ChangeSubject.PolicyValue, now.Name) ? now : InOnePlace(old, now)),
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

    /// <summary>A value as the baseline has it. Where it is described, and how, is no matter; with the same facts nothing is compiled anew.</summary>
    private static PolicyValue InOnePlace(PolicyValue old, PolicyValue now) =>
        old.Schema.Kind == now.Schema.Kind && old.Schema.Element?.Kind == now.Schema.Element?.Kind ? old with { Schema = now.Schema } : old;

    /// <summary>The facts of both; where one has another type, the baseline's unless its change is applied.</summary>
    private static FactSchema Union(FactSchema now, FactSchema old, string path, HashSet<string> applied)
    {
        if (now.Kind != old.Kind)
            return applied.Contains(path) ? now : old;
        if (now.Kind == FactKind.List)
        {
            return now.Element!.Kind != FactKind.Object || old.Element!.Kind != FactKind.Object
                ? now.Element.Kind == old.Element!.Kind || applied.Contains(path) ? now : old
                : now with { Element = Union(now.Element, old.Element, $"{path}[]", applied) };
        }

        return now with { Members = [.. now.Members.Select(m => old.Member(m.Name) is { } o ? Union(m, o, $"{path}.{m.Name}", applied) : m), .. old.Members.Where(o => now.Member(o.Name) is null)] };
    }

    private string Now(string workflow) => renamed.GetValueOrDefault(workflow, workflow);
}
