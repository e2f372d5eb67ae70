using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>One thing that checks look for. What it cannot be sure of it does not report.</summary>
public abstract class Check
{
    /// <summary>One of <see cref="DiagnosticIds"/>.</summary>
    public abstract string Id { get; }

    /// <summary>How bad, where the pathway does not say otherwise.</summary>
    public virtual DiagnosticSeverity Severity => DiagnosticSeverity.Warning;

    public abstract IEnumerable<Diagnostic> Run(CheckContext context);

    private protected Diagnostic Found(string message, SourcePlace place, string? whatToDo, Fix? repair = null) =>
        new(Id, Severity, message, place, whatToDo) { Repair = repair };
}
