namespace RuleWorkbench.Cli.Commands;

/// <summary>Who evaluates the rules.</summary>
internal enum EngineChoice
{
    /// <summary>The plan, once it has been found to agree with RulesEngine on the version's cases.</summary>
    Plan,

    /// <summary>RulesEngine.</summary>
    Reference,

    /// <summary>Both, compared.</summary>
    Both,
}
