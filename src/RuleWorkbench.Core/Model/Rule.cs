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
/// <param name="Expression">The context's <c>expression</c>; for <c>Script</c> the call that its context describes; null
/// when there is neither.</param>
public sealed record RuleAction(
    string Name, IReadOnlyDictionary<string, string?> Context, ExpressionText? Expression, SourcePlace Place)
{
    /// <summary>RulesEngine's own action that computes figures.</summary>
    public const string OutputExpression = "OutputExpression";

    /// <summary>The action that calls a function of a script: <c>function</c> and <c>arguments</c> in its context. It means
    /// the same as <c>OutputExpression</c> with the call written out, and RulesEngine gets it as such.</summary>
    public const string Script = "Script";

    /// <summary>For <c>Script</c>: the arguments of the call, one by one.</summary>
    public ImmutableArray<ExpressionText> Arguments { get; init; } = [];

    /// <summary>True for an action whose expression computes figures.</summary>
    public bool ComputesFigures => Expression is not null && Name is OutputExpression or Script;
}

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
