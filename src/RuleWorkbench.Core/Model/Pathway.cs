using System.Collections.Immutable;

namespace RuleWorkbench.Model;

/// <summary>DMN's hit policies for the rules of a group.</summary>
public enum HitPolicy
{
    /// <summary>At most one rule may be met; two are an error of the walk.</summary>
    Unique,

    /// <summary>Several may be met if they give the same recommendation.</summary>
    Any,

    /// <summary>The first in declared order that is met decides.</summary>
    First,

    /// <summary>All that are met count.</summary>
    Collect,
}

/// <summary>An input of a pathway: the name that expressions use, and its facts.</summary>
public sealed record Input(string Name, FactSchema Facts);

/// <summary>A named value of the pathway's policy that a clinic can change.</summary>
/// <param name="Value"><c>double</c>, <c>bool</c>, <c>string</c>, or an array of <c>string</c> or <c>double</c>.</param>
public sealed record PolicyValue(
    string Name, FactSchema Schema, object Value, string? Unit, string? Source, string? Description, SourcePlace Place);

/// <summary>What a recommendation code says.</summary>
public sealed record Recommendation(string Code, string Text, string? Category, SourcePlace Place);

/// <summary>What evidence is cited from.</summary>
public sealed record Source(string Key, string Title, string? Citation, SourcePlace Place);

/// <summary>A guideline-level group of workflows with typed facts.</summary>
public sealed record Pathway(string Name, SourcePlace Place)
{
    /// <summary>The name of the input that holds policy values.</summary>
    public const string PolicyInput = "policy";

    /// <summary>The one fact of the clock input.</summary>
    public const string ClockFact = "date";

    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Disclaimer { get; init; }

    public string? Version { get; init; }

    public string? Owner { get; init; }

    public DateOnly? ReviewBy { get; init; }

    /// <summary>Inputs in declared order, without policy and clock.</summary>
    public ImmutableArray<Input> Inputs { get; init; } = [];

    /// <summary>Names of inputs and workflows that are listed, but whose files cannot be read.</summary>
    public ImmutableArray<string> Unread { get; init; } = [];

    /// <summary>Name of the input whose <c>date</c> is the date of the case, or null.</summary>
    public string? Clock { get; init; }

    public ImmutableArray<PolicyValue> Policy { get; init; } = [];

    /// <summary>The libraries of functions that expressions can call.</summary>
    public ImmutableArray<ScriptLibrary> Scripts { get; init; } = [];

    /// <summary>What each call of a script may use.</summary>
    public ScriptBudget ScriptBudget { get; init; } = ScriptBudget.Default;

    /// <summary>Workflows in declared order.</summary>
    public ImmutableArray<Workflow> Workflows { get; init; } = [];

    public string Entry { get; init; } = "";

    /// <summary>Names of workflows that are evaluated for every case.</summary>
    public ImmutableArray<string> Always { get; init; } = [];

    public IReadOnlyDictionary<string, HitPolicy> Groups { get; init; } = new Dictionary<string, HitPolicy>();

    public ImmutableArray<Recommendation> Recommendations { get; init; } = [];

    public ImmutableArray<Source> Sources { get; init; } = [];

    /// <summary>Checks whose severity the pathway sets itself.</summary>
    public ImmutableArray<CheckLevel> Checks { get; init; } = [];

    public ImmutableArray<Suppression> Suppressions { get; init; } = [];

    public Workflow? Workflow(string name) => Workflows.FirstOrDefault(w => w.Name == name);

    public Recommendation? Recommendation(string code) => Recommendations.FirstOrDefault(r => r.Code == code);

    /// <summary>The fact at a path, such as <c>history.injections[].date</c>; null where no input has it. Brackets may hold a position,
    /// and those at the end are of no account: the list is meant.</summary>
    public FactSchema? Fact(string path)
    {
        var names = path.Split('.');
        var fact = Inputs.FirstOrDefault(i => i.Name == names[0])?.Facts;
        foreach (var name in names.Skip(1))
            fact = (fact?.Element ?? fact)?.Member(name.Split('[')[0]);
        return fact;
    }

    /// <summary>True where the functions of both are the same to the letter, and may use as much.</summary>
    public bool HasScriptsOf(Pathway other) =>
        ScriptBudget == other.ScriptBudget && Scripts.Length == other.Scripts.Length && Scripts.Zip(other.Scripts).All(s => s.First.HasContentOf(s.Second));

    public HitPolicy HitPolicyOf(string group) => Groups.GetValueOrDefault(group, HitPolicy.Unique);

    /// <summary>All inputs that expressions can name, as facts: the declared ones, then policy and clock.</summary>
    public ImmutableArray<Input> AllInputs
    {
        get
        {
            var all = Inputs.ToBuilder();
            if (!Policy.IsEmpty)
                all.Add(new Input(PolicyInput, new FactSchema(PolicyInput, FactKind.Object, Place) { Members = [.. Policy.Select(p => p.Schema)] }));
            if (Clock is not null)
                all.Add(new Input(Clock, new FactSchema(Clock, FactKind.Object, Place) { Members = [new FactSchema(ClockFact, FactKind.Date, Place)] }));
            return all.ToImmutable();
        }
    }
}
