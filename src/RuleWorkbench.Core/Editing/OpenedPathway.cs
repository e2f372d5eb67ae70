using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>A sound pathway with its suites, read from documents.</summary>
internal sealed record OpenedPathway(DocumentSet Documents, Pathway Pathway, ImmutableSuites Suites, CompiledPathway Compiled)
{
    /// <summary>The pathway, or the errors that make it impossible to tell what its names mean.</summary>
    public static Loaded<OpenedPathway> Open(DocumentSet documents, string name)
    {
        var workspace = new Workspace(documents.Root);
        var loaded = PathwayLoader.Load(workspace.FolderOf(name), documents.Root, documents);
        if (!loaded.IsUsable)
            return new(null, Errors(loaded.Diagnostics));
        var suites = SuiteLoader.Load(workspace.SuitesOf(name), documents.Root, loaded.Value!, documents);
        var compiled = CompiledPathway.Compile(loaded.Value!, [], CancellationToken.None);
        var errors = Errors([.. suites.Diagnostics, .. suites.Value!.Cases.SelectMany(c => c.Diagnostics), .. compiled.Diagnostics]);
        return new(errors.IsEmpty ? new OpenedPathway(documents, loaded.Value!, suites.Value, compiled) : null, errors);
    }

    /// <summary>The file of a place.</summary>
    public JsonFile FileOf(SourcePlace place) => Documents.Find(place.File)!.Json.Value!;

    /// <summary>pathway.json.</summary>
    public JsonFile Root => FileOf(Pathway.Place);

    /// <summary>Rules with their nested ones.</summary>
    public IEnumerable<Rule> AllRules => Pathway.Workflows.SelectMany(w => w.Rules).SelectMany(WithNested);

    private static IEnumerable<Rule> WithNested(Rule rule) => rule.Rules.SelectMany(WithNested).Prepend(rule);

    private static ImmutableArray<Diagnostic> Errors(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Distinct()];
}
