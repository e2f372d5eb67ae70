using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Versions of pathways that are made in memory.</summary>
internal static class TestVersion
{
    public static PathwayVersion Version(this Pathway pathway, string label, params Type[] functions)
    {
        // Rules stand where they are listed.
        var placed = pathway with { Workflows = [.. pathway.Workflows.Select(w => w with { Rules = [.. w.Rules.Select((r, i) => r with { Place = new SourcePlace($"{w.Name}.json", i + 1, 1) })] })] };
        var compiled = CompiledPathway.Compile(placed, [.. functions], CancellationToken.None);
        return new PathwayVersion(label, compiled, new ImmutableSuites([]), compiled.Diagnostics);
    }

    public static PathwayDiff Diff(Pathway before, Pathway after) => PathwayDiffer.Compare(before.Version("before"), after.Version("after"));

    public static Rule Id(this Rule rule, string id) => rule with { Properties = rule.Properties with { Id = id } };

    public static Rule Evidence(this Rule rule, params string[] sources) => rule with { Properties = rule.Properties with { Evidence = [.. sources] } };

    public static Pathway WithPolicy(this Pathway pathway, string name, double value, string? unit = null)
    {
        var schema = new FactSchema(name, FactKind.Number, pathway.Place) { Unit = unit };
        return pathway with { Policy = pathway.Policy.Add(new PolicyValue(name, schema, value, unit, null, null, pathway.Place)) };
    }

    /// <summary>The pathway with a library, and its table <c>factors.csv</c> if there is one.</summary>
    public static Pathway WithScript(this Pathway pathway, string name, string text, string? table = null) => pathway with
    {
        Scripts = [new ScriptLibrary(name, new SourcePlace($"scripts/{name}.csx"), text, table is null ? [] : [new ScriptTable("factors.csv", new SourcePlace($"scripts/{name}/factors.csv"), table)])],
    };

    public static ImmutableArray<string> Ids(this IEnumerable<ReachedRule> rules) => [.. rules.Select(r => r.Rule.Id)];
}
