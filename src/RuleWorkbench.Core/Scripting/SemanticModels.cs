using Microsoft.CodeAnalysis;

namespace RuleWorkbench.Scripting;

/// <summary>What the names of a compilation mean, one model a tree: a model remembers what it has bound.</summary>
internal sealed class SemanticModels(Microsoft.CodeAnalysis.Compilation compilation)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];

    public SemanticModel Of(SyntaxTree tree) => models.TryGetValue(tree, out var model) ? model : models[tree] = compilation.GetSemanticModel(tree);
}
