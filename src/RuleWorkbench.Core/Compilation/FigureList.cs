using System.Collections.Immutable;
using System.Linq.Expressions;

namespace RuleWorkbench.Compilation;

/// <summary><c>new (… as name, …)</c> as a tree of its own. RulesEngine's parser makes a class for each mix of names and
/// types; all that matters of it is the names and the values.</summary>
internal sealed class FigureList(ImmutableArray<(string Name, Expression Value)> members) : Expression
{
    public ImmutableArray<(string Name, Expression Value)> Members => members;

    public override ExpressionType NodeType => ExpressionType.Extension;

    public override Type Type => typeof(object);

    /// <summary>The list that a tree of the parser's stands for, or null.</summary>
    public static FigureList? Of(Expression tree) => tree switch
    {
        FigureList list => list,
        NewExpression { Members: { } names } made => new([.. names.Zip(made.Arguments, (m, a) => (m.Name, a))]),
        MemberInitExpression made => new([.. made.Bindings.OfType<MemberAssignment>().Select(m => (m.Member.Name, m.Expression))]),
        _ => null,
    };

    protected override Expression VisitChildren(ExpressionVisitor visitor)
    {
        foreach (var (_, value) in members)
            visitor.Visit(value);
        return this;
    }
}
