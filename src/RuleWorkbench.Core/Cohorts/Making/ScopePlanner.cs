using System.Collections.Immutable;
using System.Text;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Making;

/// <summary>Lays out the facts of persons and of elements, and finds the order in which they can be made.</summary>
internal sealed class ScopePlanner(RecipeCompiler recipes, ImmutableArray<Diagnostic>.Builder diagnostics)
{
    /// <summary>The plan of persons.</summary>
    public ScopePlan Plan(IEnumerable<FactObject> roots)
    {
        var draft = new Draft();
        foreach (var root in roots)
            draft.Objects.Add(new ObjectPlan(Name(root.Path), root, -1, null, []));
        var inputs = draft.Objects.Count;
        for (var i = 0; i < inputs; i++)
            AddMembers(draft, i, null);
        return MarkRead(Finish(draft), [.. recipes.Reads.Values.SelectMany(r => r).Select(r => r.Path)]);
    }

    private ScopePlan PlanElement(string path, FactSchema schema, FactObject? type)
    {
        var draft = new Draft();
        if (type is null)
        {
            draft.Facts.Add(new FactPlan(path + "[]", schema, null, -1, recipes.Compile(path + "[]", schema, null, canBeMissing: false), false, null));
        }
        else
        {
            draft.Objects.Add(new ObjectPlan([], type, -1, null, []));
            AddMembers(draft, 0, type.Type);
        }

        return Finish(draft);
    }

    private void AddMembers(Draft draft, int owner, Type? elementType)
    {
        var members = ImmutableArray.CreateBuilder<(bool, int)>();
        foreach (var fact in draft.Objects[owner].Type.Properties)
        {
            if (fact.Schema.Kind == FactKind.Object)
            {
                members.Add((true, draft.Objects.Count));
                draft.Objects.Add(new ObjectPlan(Name(fact.Schema.Name), fact.Object!, owner, fact, []));
                AddMembers(draft, draft.Objects.Count - 1, elementType);
                continue;
            }

            members.Add((false, draft.Facts.Count));
            var element = fact.Schema.Kind == FactKind.List ? PlanElement(fact.Path, fact.Schema.Element!, fact.Object) : null;
            draft.Facts.Add(new FactPlan(fact.Path, fact.Schema, fact, owner, recipes.Compile(fact.Path, fact.Schema, elementType, canBeMissing: true), false, element));
        }

        draft.Objects[owner] = draft.Objects[owner] with { Members = members.ToImmutable() };
    }

    private ScopePlan Finish(Draft draft)
    {
        var order = ImmutableArray.CreateBuilder<int>();
        var states = new int[draft.Facts.Count];
        var path = new List<int>();
        for (var i = 0; i < draft.Facts.Count; i++)
            Visit(i);
        return new ScopePlan([.. draft.Facts], order.ToImmutable(), [.. draft.Objects]);

        void Visit(int position)
        {
            if (states[position] != 0)
                return;
            states[position] = 1;
            path.Add(position);
            foreach (var (read, place) in ReadsOf(draft.Facts[position].Path))
            {
                var needed = draft.Facts.FindIndex(f => IsOf(read, f.Path));
                if (needed >= 0 && states[needed] == 1)
                {
                    var circle = path.SkipWhile(p => p != needed).Append(needed).Select(p => $"`{draft.Facts[p].Path}`");
                    diagnostics.Add(Diagnostic.Error(DiagnosticIds.RecipeCycle, $"These facts wait for each other: {string.Join(" reads ", circle)}.", place, "Make one of them without reading the other."));
                }
                else if (needed >= 0)
                {
                    Visit(needed);
                }
            }

            path.RemoveAt(path.Count - 1);
            states[position] = 2;
            order.Add(position);
        }
    }

    /// <summary>What a fact's recipes read, those for the elements of a list included. A fact of the same element is not
    /// among what the list waits for.</summary>
    private IEnumerable<(string Path, SourcePlace Place)> ReadsOf(string path) => recipes.Reads
        .Where(r => IsOf(r.Key, path))
        .SelectMany(r => r.Value.Where(read => r.Key == path || !read.Path.StartsWith(path + "[]", StringComparison.Ordinal)));

    /// <summary>Whether a path is that of a fact, or lies in its elements.</summary>
    private static bool IsOf(string path, string fact) => path == fact || path.StartsWith(fact + "[]", StringComparison.Ordinal);

    private static ScopePlan MarkRead(ScopePlan plan, HashSet<string> read) => plan with
    {
        Facts = [.. plan.Facts.Select(f => f with { IsRead = read.Any(r => IsOf(r, f.Path)), Element = f.Element is null ? null : MarkRead(f.Element, read) })],
    };

    private static byte[] Name(string name) => Encoding.UTF8.GetBytes(Newtonsoft.Json.JsonConvert.ToString(name) + ":");

    private sealed class Draft
    {
        public List<FactPlan> Facts { get; } = [];

        public List<ObjectPlan> Objects { get; } = [];
    }
}
