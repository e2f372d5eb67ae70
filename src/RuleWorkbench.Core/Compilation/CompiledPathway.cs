using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Compilation;

/// <summary>One version of a pathway with all its expressions parsed; immutable.</summary>
public sealed class CompiledPathway
{
    private readonly ExpressionParser parser;
    private readonly IScriptHost host;

    private CompiledPathway(
        Pathway pathway,
        FactTypes facts,
        LoadedScripts scripts,
        ImmutableArray<Type> functions,
        ImmutableArray<ParameterExpression> inputs,
        ExpressionParser parser,
        IScriptHost host,
        IReadOnlyDictionary<string, CompiledWorkflow> workflows)
    {
        Pathway = pathway;
        Facts = facts;
        Scripts = scripts;
        Functions = functions;
        Inputs = inputs;
        this.parser = parser;
        this.host = host;
        Workflows = workflows;
    }

    public Pathway Pathway { get; }

    public FactTypes Facts { get; }

    /// <summary>The pathway's script libraries.</summary>
    public LoadedScripts Scripts { get; }

    /// <summary>Static classes whose methods expressions can call: those of the scripts and those that were given.</summary>
    public ImmutableArray<Type> Functions { get; }

    /// <summary>The variables that stand for inputs in trees, in the order of <see cref="FactTypes.Inputs"/>.</summary>
    public ImmutableArray<ParameterExpression> Inputs { get; }

    public IReadOnlyDictionary<string, CompiledWorkflow> Workflows { get; }

    /// <summary>True where its scripts can do no harm, whoever wrote them.</summary>
    public bool IsIsolated => host.IsIsolated;

    /// <summary>What does not compile, where it is wrong: a parameter once, not at each expression that reads it. Rules without a
    /// defect run all the same.</summary>
    public ImmutableArray<Diagnostic> Diagnostics
    {
        get
        {
            ImmutableArray<Diagnostic> all = [.. Scripts.Diagnostics, .. Pathway.Workflows.SelectMany(w => Workflows[w.Name].Diagnostics).DistinctBy(d => (d.Place, d.Message))];
            var causes = all.RemoveAll(d => d.IsConsequence);
            return causes.Any(d => d.Severity == DiagnosticSeverity.Error) ? causes : all;
        }
    }

    /// <summary>Compiles the scripts of a pathway, or takes them from the user's cache, and parses every expression.</summary>
    /// <param name="functions">Further static classes whose methods expressions can call. No two may have the same name, since
    /// expressions could not tell them apart (trap T18).</param>
    public static CompiledPathway Compile(Pathway pathway, ImmutableArray<Type> functions, CancellationToken cancellation) =>
        Compile(pathway, functions, null, cancellation);

    /// <summary>Parses the expressions of a pathway that a store does not hold yet, and adds them to it.</summary>
    public static CompiledPathway Compile(Pathway pathway, ImmutableArray<Type> functions, TreeStore? store, CancellationToken cancellation) =>
        Compile(pathway, functions, new ScriptsInProcess(DiskCache.OfUser()), store, cancellation);

    /// <summary>The same with scripts that run where <paramref name="host"/> says.</summary>
    public static CompiledPathway Compile(Pathway pathway, ImmutableArray<Type> functions, IScriptHost host, TreeStore? store, CancellationToken cancellation)
    {
        var scripts = host.Open(pathway, cancellation);
        functions = functions.AddRange(scripts.Classes);
        if (functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"There are two classes of functions called `{twice.Key}`.", nameof(functions));
        var facts = FactTypes.Create(pathway, scripts.FactClasses);
        ImmutableArray<ParameterExpression> inputs = [.. facts.Inputs.Select((input, i) => Expression.Parameter(facts.Roots[i].Type, input.Name))];
        var parser = new ExpressionParser(
            facts, scripts, ReferenceSettings.Create(facts, functions), new ExpressionGate(facts, functions), store is null ? null : new StoredTrees(store, new TreeVocabulary(facts, functions)));
        var empty = new CompiledPathway(pathway, facts, scripts, functions, inputs, parser, host, new Dictionary<string, CompiledWorkflow>());
        return empty.CompileWorkflows(pathway, _ => null, cancellation);
    }

    /// <summary>Parses what differs from this version: a workflow whose file, injected workflows and facts are the same
    /// is taken over as it is.</summary>
    public CompiledPathway Recompile(Pathway edited, CancellationToken cancellation)
    {
        if (FactTypes.Describe(edited.AllInputs) != Facts.Signature || !edited.HasScriptsOf(Pathway))
            return CompileAnew(edited, cancellation);

        // The old records stay too, since trees are found by the very rules that they were made from.
        var now = edited with { Workflows = [.. edited.Workflows.Select(w => Pathway.Workflow(w.Name) is { } old && old.ContentHash == w.ContentHash ? old : w)] };
        return CompileWorkflows(now, w => IsUnchanged(w) ? Workflows[w.Name] : null, cancellation);

        bool IsUnchanged(Workflow workflow) =>
            WithInjected(workflow, []).All(name => Pathway.Workflow(name) is { } old && ReferenceEquals(old, now.Workflow(name)));

        // A cycle is reported when the files are loaded, and must end here all the same.
        HashSet<string> WithInjected(Workflow workflow, HashSet<string> names)
        {
            if (names.Add(workflow.Name))
            {
                foreach (var name in workflow.Injects)
                {
                    if (now.Workflow(name) is { } injected)
                        WithInjected(injected, names);
                    else
                        names.Add(name);
                }
            }

            return names;
        }
    }

    /// <summary>Compiles a pathway with the same functions as this one, its scripts where those of this one run.</summary>
    public CompiledPathway CompileAnew(Pathway pathway, CancellationToken cancellation) =>
        CompileAnew(pathway, null, cancellation);

    /// <summary>The same, where expressions that a store holds, in this version or one recompiled from it, are not parsed again.</summary>
    public CompiledPathway CompileAnew(Pathway pathway, TreeStore? store, CancellationToken cancellation) =>
        Compile(pathway, Functions.RemoveRange(Scripts.Classes), host, store, cancellation);

    /// <summary>The tree of an expression that stands in no rule, or what is wrong with it.</summary>
    public Loaded<Expression> Parse(ExpressionText expression, ImmutableArray<ParameterExpression> scope)
    {
        using var invariant = InvariantScope.Enter();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        return new(parser.Parse(expression, scope, null, diagnostics), diagnostics.ToImmutable());
    }

    /// <summary>The tree of a part of an expression in the scope of its rule, or null when it does not parse.</summary>
    public Expression? TryParse(string text, ImmutableArray<ParameterExpression> scope, Type? returnType)
    {
        using var invariant = InvariantScope.Enter();
        return parser.TryParse(text, scope, returnType);
    }

    /// <summary>The tree of an expression that stands outside of workflows, with what is wrong with it.</summary>
    public (Expression? Tree, ImmutableArray<Diagnostic> Diagnostics) Parse(ExpressionText expression, ImmutableArray<ParameterExpression> scope, Type? returnType)
    {
        using var invariant = InvariantScope.Enter();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var tree = parser.Parse(expression, scope, returnType, diagnostics);
        return (tree, diagnostics.ToImmutable());
    }

    private CompiledPathway CompileWorkflows(Pathway pathway, Func<Workflow, CompiledWorkflow?> reuse, CancellationToken cancellation)
    {
        using var invariant = InvariantScope.Enter();
        var compiler = new WorkflowCompiler(Facts, parser, Inputs);
        var compiled = new CompiledWorkflow[pathway.Workflows.Length];
        Parallel.For(0, compiled.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
            compiled[i] = reuse(pathway.Workflows[i]) ?? compiler.Compile(pathway.Workflows[i], pathway));
        return new CompiledPathway(pathway, Facts, Scripts, Functions, Inputs, parser, host, compiled.ToDictionary(w => w.Workflow.Name));
    }
}
