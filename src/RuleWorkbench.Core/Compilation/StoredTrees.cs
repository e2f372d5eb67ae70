using System.Collections.Immutable;
using System.Linq.Expressions;

namespace RuleWorkbench.Compilation;

/// <summary>A <see cref="TreeStore"/> seen with the types of one compiled pathway.</summary>
internal sealed class StoredTrees(TreeStore store, TreeVocabulary vocabulary)
{
    private readonly TreeNames names = new(vocabulary);

    public Expression? Find(string expression, ImmutableArray<ParameterExpression> scope, Type? returnType) =>
        store.Find(expression, scope, returnType, vocabulary, names);

    public void Add(string expression, ImmutableArray<ParameterExpression> scope, Type? returnType, Expression tree) =>
        store.Add(expression, scope, returnType, tree, vocabulary);
}
