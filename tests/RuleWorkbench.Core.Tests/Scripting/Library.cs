using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting;

/// <summary>Script libraries from C# strings, without files.</summary>
internal static class Library
{
    public static ScriptLibrary Of(string name, string text, params (string File, string Text)[] tables) =>
        new(name, new SourcePlace($"scripts/{name}.csx"), text, [.. tables.Select(t => new ScriptTable(t.File, new SourcePlace($"scripts/{name}/{t.File}"), t.Text))]);

    /// <summary>A cache that never keeps anything.</summary>
    public static DiskCache NoCache { get; } = new("", 0);

    public static Pathway With(this Pathway pathway, params ScriptLibrary[] libraries) => pathway with { Scripts = [.. libraries] };

    /// <summary>The libraries, loaded; whatever is wrong with them.</summary>
    public static LoadedScripts Open(params ScriptLibrary[] libraries) =>
        new ScriptsInProcess(NoCache).Open(TestPathway.Of(TestPathway.Rule("rule", "true")).With(libraries), TestContext.Current.CancellationToken);

    /// <summary>The one library `L`, loaded.</summary>
    public static LoadedScripts Open(string text) => Open(Of("L", text));

    /// <summary>The errors of the one library `L`, each as line:column id message.</summary>
    public static ImmutableArray<string> Errors(string text) => Open(text).Diagnostics.Errors();

    public static ImmutableArray<string> Errors(this ImmutableArray<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d.Place.Line}:{d.Place.Column} {d.Id} {d.Message}")];

    /// <summary>Calls a function of the one library `L`, which must be sound.</summary>
    public static object? Call(this LoadedScripts scripts, string function, params object?[] arguments)
    {
        scripts.Diagnostics.Errors().ShouldBeEmpty();
        return scripts.Classes.SelectMany(c => c.GetMethods()).Single(m => m.Name == function && m.GetParameters().Length == arguments.Length).Invoke(null, arguments);
    }

    public static CompiledPathway CompileWith(this Pathway pathway, params ScriptLibrary[] libraries) =>
        CompiledPathway.Compile(pathway.With(libraries), [], new ScriptsInProcess(NoCache), null, TestContext.Current.CancellationToken);
}
