using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts;

/// <summary>The expressions by which results are broken down, over the columns of a batch.</summary>
internal sealed class CohortStrata
{
    private readonly CompiledPathway compiled;
    private readonly FactColumns columns;
    private readonly ImmutableArray<string> names;
    private readonly ImmutableArray<Expression> trees;
    private readonly ImmutableArray<ColumnNode> nodes;
    private readonly TreeRunner runner = new();

    /// <exception cref="ArgumentException">One of them is <see cref="Unusable"/>.</exception>
    public CohortStrata(CompiledPathway compiled, FactColumns columns, ImmutableArray<string> names)
    {
        (this.compiled, this.columns, this.names) = (compiled, columns, names);
        var compiler = Compiler(compiled, columns);
        (trees, nodes) = ([.. names.Select(n => Parse(compiled, n) ?? throw NotUsable(n))], [.. names.Select(n => Node(compiled, compiler, n) ?? throw NotUsable(n))]);

        static ArgumentException NotUsable(string name) => new($"`{name}` does not parse, or cannot be told in columns.", nameof(names));
    }

    public bool IsEmpty => names.IsEmpty;

    /// <summary>Those that do not parse, are no value, or cannot be told in columns.</summary>
    public static ImmutableArray<string> Unusable(CompiledPathway compiled, ImmutableArray<string> names)
    {
        var compiler = Compiler(compiled, new FactColumns(compiled.Facts));
        return [.. names.Where(n => Node(compiled, compiler, n) is null)];
    }

    /// <summary>Computes the strata of the batch that the columns hold.</summary>
    public void Evaluate()
    {
        foreach (var node in nodes)
            node.Run(columns.Batch);
    }

    /// <summary>Whether only the trees can tell the stratum of a case.</summary>
    public bool Asks(int row) => nodes.Any(n => Mask.Has(n.Ask, row));

    /// <summary>The stratum of a case of the batch.</summary>
    public string Of(int row) => Named(i => Mask.Has(nodes[i].Error, row) ? "?" : Shown(ColumnValue.Of(nodes[i], row, columns.Texts)));

    /// <summary>The stratum of a case that is by itself.</summary>
    public string Of(BoundCase facts)
    {
        var scope = new TreeScope(compiled, runner, facts);
        return Named(i => runner.Run(trees[i], scope.ValueOf) is (var value, null) ? Shown(value) : "?");
    }

    /// <summary>The cases of each stratum.</summary>
    /// <param name="told">The cases that are asked for.</param>
    public Dictionary<string, ulong[]> Members(ulong[] told, int rows)
    {
        var members = new Dictionary<string, ulong[]>(StringComparer.Ordinal);
        for (var row = 0; !IsEmpty && row < rows; row++)
        {
            if (!Mask.Has(told, row))
                continue;
            var name = Of(row);
            if (!members.TryGetValue(name, out var rowsOfIt))
                members[name] = rowsOfIt = new ulong[told.Length];
            Mask.Add(rowsOfIt, row);
        }

        return members;
    }

    private static Expression? Parse(CompiledPathway compiled, string name) => compiled.TryParse(name, compiled.Inputs, null);

    private static ColumnNode? Node(CompiledPathway compiled, ColumnCompiler compiler, string name) => Parse(compiled, name) is { } tree ? compiler.Figure(tree) : null;

    private static ColumnCompiler Compiler(CompiledPathway compiled, FactColumns columns)
    {
        var compiler = new ColumnCompiler(compiled.Facts, compiled.Scripts, columns);
        for (var i = 0; i < compiled.Inputs.Length; i++)
            compiler.BindInput(compiled.Inputs[i], compiled.Facts.Roots[i]);
        return compiler;
    }

    private string Named(Func<int, string> shown) => string.Join(", ", names.Select((n, i) => $"{n} = {shown(i)}"));

    private static string Shown(object? value) => RuleJudge.Simple(value) switch
    {
        null => "missing",
        double number => Figures.Number(Math.Floor(number)),
        string text => text,
        var other => Figures.Display(other),
    };
}
