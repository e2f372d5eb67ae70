using System.Collections.Immutable;

namespace RuleWorkbench.Model;

/// <summary>A RulesEngine workflow, one a file.</summary>
public sealed record Workflow(string Name, SourcePlace Place)
{
    public ImmutableArray<Parameter> Globals { get; init; } = [];

    /// <summary>Names of workflows whose rules and global parameters are evaluated as if they stood in this one.</summary>
    public ImmutableArray<string> Injects { get; init; } = [];

    public ImmutableArray<Rule> Rules { get; init; } = [];

    /// <summary>SHA-256 of the file's bytes, in hexadecimal.</summary>
    public string ContentHash { get; init; } = "";
}
