namespace RuleWorkbench.Model;

/// <summary>How bad a <see cref="Diagnostic"/> is. An error means that the pathway, suite or case cannot be trusted.</summary>
public enum DiagnosticSeverity
{
    Information,
    Warning,
    Error,
}

/// <summary>Something that a user did wrong or should know: what, where, and what to do about it.</summary>
/// <param name="Id">Stable id such as <c>RW010</c>; the ids stand in <see cref="DiagnosticIds"/>.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Message">One sentence in the user's words; names in backticks.</param>
/// <param name="Place">Where.</param>
/// <param name="Fix">What to do, or null when the message says it.</param>
public sealed record Diagnostic(
    string Id, DiagnosticSeverity Severity, string Message, SourcePlace Place, string? Fix = null)
{
    /// <summary>The change of files that mends it, or null when a person must decide.</summary>
    public Fix? Repair { get; init; }

    /// <summary>The name that is not known, where that is all that shows to be wrong.</summary>
    public string? UnknownName { get; init; }

    /// <summary>Whether what is wrong is wrong elsewhere and reported there: a parameter or a library that an expression reads.</summary>
    public bool IsConsequence { get; init; }

    public static Diagnostic Error(string id, string message, SourcePlace place, string? fix = null) =>
        new(id, DiagnosticSeverity.Error, message, place, fix);

    public static Diagnostic Warning(string id, string message, SourcePlace place, string? fix = null) =>
        new(id, DiagnosticSeverity.Warning, message, place, fix);

    public override string ToString() =>
        $"{Place}: {Severity.ToString().ToLowerInvariant()} {Id}: {Message}{(Fix is null ? "" : " " + Fix)}";
}
