using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using Xunit;

namespace RuleWorkbench.Shipped;

/// <summary>A pathway that lies in the repository, loaded once for all tests.</summary>
internal sealed class ShippedPathway
{
    public const string Current = "failed-nerve-block";
    public const string Earlier = "failed-nerve-block@1.0.0";

    private static readonly Lazy<ShippedPathway> LoadedCurrent = new(() => new ShippedPathway(Current));
    private static readonly Lazy<ShippedPathway> LoadedEarlier = new(() => new ShippedPathway(Earlier));
    private readonly Lazy<Task<SuiteRun>> run;

    private ShippedPathway(string name)
    {
        Folder = Workspace.FolderOf(name);
        var loaded = PathwayLoader.Load(Folder, Workspace.Root);
        Pathway = loaded.Value!;
        Compiled = CompiledPathway.Compile(Pathway, [], CancellationToken.None);
        Diagnostics = [.. loaded.Diagnostics, .. Compiled.Diagnostics];
        Engine = new ReferenceEngine(Compiled);
        run = new(() => new SuiteRunner(Engine).RunAsync(Cases, null, CancellationToken.None));
    }

    public static Workspace Workspace { get; } = Workspace.Find(AppContext.BaseDirectory)!;

    /// <summary>The saved cases, as they stand for the current version.</summary>
    public static ImmutableSuites Suites { get; } = SuiteLoader.Load(Workspace.SuitesOf(Current), Workspace.Root, Of(Current).Pathway).Value!;

    public static ImmutableArray<Case> Cases { get; } = [.. Suites.Cases];

    public string Folder { get; }

    public Pathway Pathway { get; }

    public CompiledPathway Compiled { get; }

    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public ReferenceEngine Engine { get; }

    public IEnumerable<Rule> Rules => Pathway.Workflows.SelectMany(w => w.Rules);

    public static ShippedPathway Of(string name) => (name == Current ? LoadedCurrent : LoadedEarlier).Value;

    /// <summary>All saved cases run against their expectations.</summary>
    public Task<SuiteRun> RunAsync() => run.Value.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>What a saved case does in this version, whatever it expects.</summary>
    public ValueTask<WalkResult> WalkAsync(Case source) =>
        new Walker(Engine).WalkAsync(BoundCase.Bind(Compiled.Facts, Pathway, source), TestContext.Current.CancellationToken);

    /// <summary>A rule with its nested rules.</summary>
    public static IEnumerable<Rule> Tree(Rule rule) => rule.Rules.SelectMany(Tree).Prepend(rule);

    /// <summary>The expressions of a rule, those of its nested rules and figures included, without parameters.</summary>
    public static IEnumerable<string> Expressions(Rule rule) =>
        Tree(rule).SelectMany(r => new[] { r.Expression, r.OnSuccess?.Expression, r.OnFailure?.Expression }).OfType<ExpressionText>().Select(e => e.Text);

    /// <summary>The expressions of the parameters of a workflow and of all its rules.</summary>
    public static IEnumerable<string> ParameterExpressions(Workflow workflow) =>
        workflow.Globals.Concat(workflow.Rules.SelectMany(Tree).SelectMany(r => r.Locals)).Select(p => p.Expression.Text);
}
