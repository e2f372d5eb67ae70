using System.Collections.Immutable;

namespace RuleWorkbench.Model;

/// <summary>How a rule with nested rules combines them. RulesEngine treats And as AndAlso and Or as OrElse.</summary>
public enum RuleOperator
{
    And,
    Or,
}

/// <summary>A derived value: of a workflow (global) or of a rule (local).</summary>
public sealed record Parameter(string Name, ExpressionText Expression);

/// <summary>An action of a rule: its name and its context, each entry as RulesEngine reads it.</summary>
/// <param name="Context">Name to text; a value that is not a string stands as its JSON.</param>
/// <param name="Expression">The context's <c>expression</c>, when it has one.</param>
public sealed record RuleAction(
    string Name, IReadOnlyDictionary<string, string?> Context, ExpressionText? Expression, SourcePlace Place);

/// <summary>What a workbench pathway adds to a RulesEngine rule, from its <c>Properties</c>.</summary>
public sealed record RuleProperties
{
    public string? Id { get; init; }

    /// <summary>Names of the workflows to go on with when the rule is met.</summary>
    public ImmutableArray<string> Next { get; init; } = [];

    public string? Group { get; init; }

    /// <summary>Recommendation codes and rule ids that this guard forbids.</summary>
    public ImmutableArray<string> Veto { get; init; } = [];

    /// <summary>Keys of the pathway's sources.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    public string? Strength { get; init; }

    public string? Severity { get; init; }

    public string? Rationale { get; init; }
}

/// <summary>A rule as RulesEngine has it, with its place and our properties. Exactly one of <see cref="Expression"/>
/// and <see cref="Operator"/> decides.</summary>
public sealed record Rule(string Name, SourcePlace Place)
{
    public bool Enabled { get; init; } = true;

    public ExpressionText? Expression { get; init; }

    public RuleOperator? Operator { get; init; }

    public ImmutableArray<Rule> Rules { get; init; } = [];

    public ImmutableArray<Parameter> Locals { get; init; } = [];

    /// <summary>Code of the recommendation.</summary>
    public string? SuccessEvent { get; init; }

    public string? ErrorMessage { get; init; }

    public RuleAction? OnSuccess { get; init; }

    public RuleAction? OnFailure { get; init; }

    public RuleProperties Properties { get; init; } = new();

    /// <summary>What the rule is called in suites and reports: its id, or its name when it has none.</summary>
    public string Id => Properties.Id ?? Name;

    /// <summary>Id and name, or the name alone when the rule has no id.</summary>
    public string Label => Properties.Id is null ? Name : $"{Properties.Id} {Name}";

    /// <summary>True for a rule that forbids something.</summary>
    public bool IsGuard => !Properties.Veto.IsEmpty;
}
