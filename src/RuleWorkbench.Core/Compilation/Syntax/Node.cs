using System.Collections.Immutable;
using System.Linq.Expressions;

namespace RuleWorkbench.Compilation.Syntax;

/// <summary>A part of an expression: where it stands in the text, and the part of RulesEngine's tree that it became.</summary>
/// <param name="Start">Index of its first character in the expression's text.</param>
/// <param name="End">Index behind its last character.</param>
/// <param name="At">Where a caret points: at the operator, at the name of a member or a method, else at the start.</param>
/// <param name="Word">Operator (<c>&amp;&amp;</c>, <c>==</c>, <c>!</c>, whatever spelling the text has), name, or literal as written.</param>
public sealed record Node(NodeKind Kind, int Start, int End, int At, string Word, ImmutableArray<Node> Parts)
{
    /// <summary>The part of the tree, conversions around it taken off; null where none could be found for sure.</summary>
    public Expression? Tree { get; init; }

    /// <summary>This node and all nodes below it.</summary>
    public IEnumerable<Node> All => Parts.SelectMany(p => p.All).Prepend(this);

    /// <summary>The node itself, or what stands in brackets.</summary>
    public Node Inner => Kind == NodeKind.Group ? Parts[0].Inner : this;

    public bool IsBinary(params ReadOnlySpan<string> operators) => Kind == NodeKind.Binary && operators.Contains(Word);

    /// <summary>True for <c>==</c>, <c>&lt;</c> and their like.</summary>
    public bool IsComparison => IsBinary("==", "!=", "<", "<=", ">", ">=");

    /// <summary>A call's method name, or null.</summary>
    public string? Method => Kind == NodeKind.Call ? Parts[0].Word : null;

    /// <summary>What a method is called on, or null.</summary>
    public Node? Target => Kind == NodeKind.Call && Parts[0].Kind == NodeKind.Member ? Parts[0].Parts[0] : null;

    /// <summary>A call's arguments.</summary>
    public ReadOnlySpan<Node> Arguments => Kind == NodeKind.Call ? Parts.AsSpan()[1..] : [];
}
