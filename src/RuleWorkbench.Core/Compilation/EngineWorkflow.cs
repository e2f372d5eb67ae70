using System.Collections.Immutable;
using RulesEngine.Actions;

namespace RuleWorkbench.Compilation;

/// <summary>The RulesEngine instances that evaluate one workflow, nearly always one for all workflows of a pathway.
/// RulesEngine caches a parameter by a text that leaves out which class a function belongs to, so that a second
/// parameter of the same name can get the first one's value (trap T1): rules whose parameters could be mistaken for each
/// other go to different instances.</summary>
internal sealed class EngineWorkflow
{
    public static readonly ImmutableDictionary<CompiledWorkflow, EngineWorkflow> None =
        ImmutableDictionary.Create<CompiledWorkflow, EngineWorkflow>(ReferenceEqualityComparer.Instance);

    private readonly CompiledWorkflow workflow;
    private readonly CompiledPathway compiled;
    private readonly ImmutableArray<(Lazy<RulesEngine.RulesEngine> Engine, ImmutableArray<int> Indexes)> parts;
    private readonly Lazy<(RulesEngine.RulesEngine Engine, ImmutableArray<int> Indexes)[]> warmed;

    private EngineWorkflow(
        CompiledWorkflow workflow,
        CompiledPathway compiled,
        ImmutableArray<(Lazy<RulesEngine.RulesEngine> Engine, ImmutableArray<int> Indexes)> parts)
    {
        this.workflow = workflow;
        this.compiled = compiled;
        this.parts = parts;
        warmed = new(MakeFirstCall);
    }

    /// <summary>The workflows of a version that are not among <paramref name="kept"/>, beside those that are.</summary>
    public static ImmutableDictionary<CompiledWorkflow, EngineWorkflow> Add(
        ImmutableDictionary<CompiledWorkflow, EngineWorkflow> kept,
        CompiledPathway compiled,
        Func<string, string, RulesEngine.RulesEngine> findEngine)
    {
        var fresh = compiled.Workflows.Values.Where(w => !kept.ContainsKey(w)).ToList();
        var instances = new List<Instance>();
        foreach (var workflow in fresh)
        {
            for (var i = 0; i < workflow.Rules.Length; i++)
            {
                if (workflow.Rules[i].Rule.Enabled)
                    Home(instances, workflow, workflow.Rules[i]).Add(workflow, i);
            }
        }

        var actions = new Dictionary<string, Func<ActionBase>>
        {
            [EvaluateRule.Name] = () => new EvaluateRule(
                findEngine, name => compiled.Workflows[name].Globals.Select(g => g.Parameter.Name).ToHashSet()),
        };
        var settings = ReferenceSettings.Create(compiled.Facts, compiled.Functions, actions);
        var engines = instances.ConvertAll(instance => new Lazy<RulesEngine.RulesEngine>(() => new RulesEngine.RulesEngine(
            [.. instance.Rules.Select(r => EngineModel.Copy(r.Key, [.. r.Value]))], settings)));
        return kept.AddRange(fresh.Select(w => KeyValuePair.Create(w, new EngineWorkflow(
            w,
            compiled,
            [.. instances.Select((instance, i) => (engines[i], Rules: instance.Rules.GetValueOrDefault(w))).Where(p => p.Rules is not null).Select(p => (p.Item1, p.Rules!.ToImmutableArray()))]))));
    }

    /// <summary>The instances with the indexes of the rules that each evaluates, ready for parallel use.</summary>
    public (RulesEngine.RulesEngine Engine, ImmutableArray<int> Indexes)[] Warm() => warmed.Value;

    /// <summary>The instance that evaluates a rule.</summary>
    public RulesEngine.RulesEngine EngineOf(string rule) =>
        Warm().First(p => p.Indexes.Any(i => workflow.Rules[i].Rule.Name == rule)).Engine;

    private static Instance Home(List<Instance> instances, CompiledWorkflow workflow, CompiledRule rule)
    {
        var parameters = workflow.Globals.Concat(AllLocals(rule)).ToList();
        var home = instances.FirstOrDefault(i => i.CanTake(parameters));
        if (home is null)
            instances.Add(home = new Instance());
        home.Note(parameters);
        return home;
    }

    private static IEnumerable<CompiledParameter> AllLocals(CompiledRule rule) =>
        rule.Locals.Concat(rule.Children.SelectMany(AllLocals));

    private (RulesEngine.RulesEngine Engine, ImmutableArray<int> Indexes)[] MakeFirstCall()
    {
        // RulesEngine compiles at the first call, and not safely from several threads (trap T7): the first call is made
        // here, under the lazy value's lock, on a case without any facts.
        var blank = BoundCase.Bind(compiled.Facts, compiled.Pathway, [], [], null);
        return [.. parts.Select(part =>
        {
            var first = part.Engine.Value.ExecuteAllRulesAsync(workflow.Workflow.Name, blank.Parameters);
            return first.IsCompleted
                ? (part.Engine.Value, part.Indexes)
                : throw new InvalidOperationException("RulesEngine evaluates synchronously.");
        })];
    }

    /// <summary>The rules that share an instance.</summary>
    private sealed class Instance
    {
        private readonly Dictionary<string, string> seen = [];

        public Dictionary<CompiledWorkflow, List<int>> Rules { get; } = new(ReferenceEqualityComparer.Instance);

        public bool CanTake(List<CompiledParameter> parameters) =>
            parameters.All(p => !seen.TryGetValue(Key(p), out var text) || text == p.Parameter.Expression.Text);

        public void Note(List<CompiledParameter> parameters)
        {
            foreach (var parameter in parameters)
                seen[Key(parameter)] = parameter.Parameter.Expression.Text;
        }

        public void Add(CompiledWorkflow workflow, int index)
        {
            if (!Rules.TryGetValue(workflow, out var rules))
                Rules[workflow] = rules = [];
            rules.Add(index);
        }

        private static string Key(CompiledParameter parameter) => $"{parameter.Parameter.Name}={parameter.Value}";
    }
}
