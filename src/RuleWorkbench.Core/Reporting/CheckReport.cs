using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting;

/// <summary>What one call of <c>check</c> found; what the reports of checks are written from.</summary>
/// <param name="Diagnostics">In the order of files and places.</param>
public sealed record CheckReport(ImmutableArray<Diagnostic> Diagnostics)
{
    public int Count(DiagnosticSeverity severity) => Diagnostics.Count(d => d.Severity == severity);

    /// <summary>Such as <c>1 error, 2 warnings, 0 notes</c>.</summary>
    public string Summary =>
        $"{Number(DiagnosticSeverity.Error, "error")}, {Number(DiagnosticSeverity.Warning, "warning")}, {Number(DiagnosticSeverity.Information, "note")}";

    private string Number(DiagnosticSeverity severity, string what) => Count(severity) is var count && count == 1 ? $"1 {what}" : $"{count} {what}s";
}
