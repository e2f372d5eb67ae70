using System.Collections.Immutable;

namespace RuleWorkbench.Model;

/// <summary>What a loader made of a file, and what it has to say about it. Value is null only with an error.</summary>
public sealed record Loaded<T>(T? Value, ImmutableArray<Diagnostic> Diagnostics)
    where T : class
{
    /// <summary>True when there is a value and no diagnostic is an error.</summary>
    public bool IsUsable => Value is not null && !Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
}
