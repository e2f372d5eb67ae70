using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>Where script libraries are compiled and run.</summary>
public interface IScriptHost
{
    /// <summary>True where scripts can do no harm, whoever wrote them.</summary>
    bool IsIsolated { get; }

    /// <summary>The libraries of a pathway, ready to be called; broken ones with what is wrong with them.</summary>
    LoadedScripts Open(Pathway pathway, CancellationToken cancellation);
}
