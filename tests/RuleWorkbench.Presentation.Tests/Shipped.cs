using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Presentation.Language;

namespace RuleWorkbench;

/// <summary>The shipped pathway, compiled once for all tests.</summary>
internal static class Shipped
{
    private static readonly Lazy<CompiledPathway> Lazily = new(Load);

    public static CompiledPathway Pathway => Lazily.Value;

    public static string Root { get; } = FindRoot();

    /// <summary>The saved cases of the pathway.</summary>
    public static ImmutableSuites Suites => SuiteLoader.Load(new Workspace(Root).SuitesOf(Pathway.Pathway.Name), Root, Pathway.Pathway).Value!;

    /// <summary>The scope of a rule's condition.</summary>
    public static ExpressionScope Scope(string rule = "FNB-302") =>
        PathwayExpressions.Of(Pathway).First(e => e.Rule?.Id == rule && e.Scope.Type == typeof(bool)).Scope;

    /// <summary>A text and the position of the <c>|</c> in it, which is taken out.</summary>
    public static (string Text, int Caret) Caret(string marked)
    {
        var caret = marked.IndexOf('¦', StringComparison.Ordinal);
        return (marked.Remove(caret, 1), caret);
    }

    private static CompiledPathway Load()
    {
        var workspace = new Workspace(Root);
        var loaded = PathwayLoader.Load(workspace.FolderOf("failed-nerve-block"), Root);
        return CompiledPathway.Compile(loaded.Value!, [], CancellationToken.None);
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "RuleWorkbench.sln")))
                return at.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
