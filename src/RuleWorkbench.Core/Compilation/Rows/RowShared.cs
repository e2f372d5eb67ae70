using System.Linq.Expressions;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>What several rules ask of the same lists.</summary>
internal sealed class RowShared(int variable, RowNode definition) : RowOnce(variable, definition)
{
    protected override bool PartsHideUnknown(RowScope scope) => Definition.HidesUnknown(scope);
}

/// <summary>Trees that go through lists of inputs, by what they say.</summary>
internal sealed class SharedTrees(CompiledPathway compiled)
{
    private readonly TreeVocabulary vocabulary = new(compiled.Facts, compiled.Functions);

    /// <summary>What a tree says; null where it goes through no list, or reads anything but inputs.</summary>
    public string? KeyOf(Expression tree)
    {
        var finder = new Finder(compiled);
        finder.Visit(tree);
        if (!finder.HasLambdas || finder.HasOthers)
            return null;
        using var bytes = new MemoryStream();
        using var output = new BinaryWriter(bytes);
        if (!new TreeWriter(vocabulary, output).TryWrite(tree))
            return null;
        output.Flush();
        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private sealed class Finder(CompiledPathway compiled) : ExpressionVisitor
    {
        private readonly HashSet<ParameterExpression> bound = [.. compiled.Inputs];

        public bool HasLambdas { get; private set; }

        public bool HasOthers { get; private set; }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            HasLambdas = true;
            bound.UnionWith(node.Parameters);
            return base.VisitLambda(node);
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            HasOthers |= !bound.Contains(node);
            return node;
        }
    }
}
