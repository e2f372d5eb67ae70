using System.Linq.Expressions;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

public sealed class BuiltInsTests
{
    [Fact]
    public void All_EveryExample_IsAcceptedByTheParserAndTheGate()
    {
        ParameterExpression[] names =
        [
            Expression.Parameter(typeof(string), "text"), Expression.Parameter(typeof(DateTime), "date"), Expression.Parameter(typeof(TimeSpan), "span"),
            Expression.Parameter(typeof(double?), "number"), Expression.Parameter(typeof(bool?), "flag"),
            Expression.Parameter(typeof(List<string>), "texts"), Expression.Parameter(typeof(List<double?>), "numbers"),
        ];

        BuiltIns.All.Select(b => b.Example).Where(e => Shipped.Pathway.TryParse(e, [.. names], typeof(bool)) is null).ShouldBeEmpty();
    }

    [Fact]
    public void All_EveryExample_UsesWhatItIsAnExampleOf()
    {
        BuiltIns.All.Where(b => !b.Example.Contains(b.Name, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
