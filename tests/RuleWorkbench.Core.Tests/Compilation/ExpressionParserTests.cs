using RuleWorkbench.Compilation.Traps;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation;

public sealed class ExpressionParserTests
{
    [Theory]
    [InlineData("patient.agee > 3", "There is no fact `patient.agee`.", "Did you mean `age`?")]
    [InlineData("patient.address.town == \"x\"", "There is no fact `patient.address.town`.", "Known here: `city`.")]
    [InlineData("patient.drugs.Any(d => d.nmae == \"x\")", "There is no fact `patient.drugs[].nmae`.", "Did you mean `name`?")]
    [InlineData("patent.age > 3", "There is no input, parameter or function `patent`.", "Did you mean `patient`?")]
    [InlineData("patient.age + 1", "The expression must be true or false.", "A flag that may be missing is compared: `== true` or `== false`.")]
    [InlineData("patient.pregnant", "The expression must be true or false.", "A flag that may be missing is compared: `== true` or `== false`.")]
    public void Parse_Mistake_IsSaidInTheUsersWords(string expression, string message, string? fix)
    {
        var diagnostic = Diagnose(expression);

        diagnostic.Id.ShouldBe(DiagnosticIds.ExpressionDoesNotParse);
        diagnostic.Severity.ShouldBe(DiagnosticSeverity.Error);
        diagnostic.Message.ShouldBe(message);
        diagnostic.Fix.ShouldBe(fix);
    }

    [Theory]
    [InlineData("patient.name == 'plexus'", "A text stands in double quotes: `\"plexus\"`.")]
    [InlineData("patient.name == “plexus”", "Write straight double quotes: `\"…\"`.")]
    [InlineData("patient.age ≥ 3", "Write `>=`.")]
    [InlineData("patient.age > 50%", "Write `50` alone: the unit stands in the schema.")]
    [InlineData("patient.age > 3,5", "A decimal point is a point: `3.5`.")]
    [InlineData("patient.age > 3;", "An expression ends without a semicolon.")]
    [InlineData("patient.age > 3 // old", "An expression has no comments; say it in the `rationale`.")]
    [InlineData("patient.age > > 3", "A comparison is one of `==`, `!=`, `<`, `<=`, `>`, `>=`.")]
    [InlineData("1 < patient.age < 5", "Two limits are two comparisons: `1 < x && x < 5`.")]
    [InlineData("patient.age > 3 patient.name == \"x\"", "Join `3` and `patient`: with `&&` (and), `||` (or) or a comparison.")]
    [InlineData("patient.name == \"x", "The text that begins here has no closing quote.")]
    [InlineData("patient.age > 3 && (patient.pregnant == 3)", null)]
    [InlineData("patient.drugs.Any(d => d.nmae == 3 % 2)", "Did you mean `name`?")]
    public void Parse_Slip_SaysWhatToDo(string expression, string? whatToDo)
    {
        Diagnose(expression).Fix.ShouldBe(whatToDo);
    }

    [Theory]
    [InlineData("patient.age == \"x\"", "`x` is not a number.")]
    [InlineData("patient.name > 3", "These do not go together here: a text and a number.")]
    [InlineData("patient.drugs > 3", "These do not go together here: a list and a number.")]
    [InlineData("patient.address > 3", "These do not go together here: `patient.address` and a number.")]
    [InlineData("patient.pregnant == 3", "These do not go together here: a flag and a number.")]
    public void Parse_WrongTypes_AreCalledWhatTheUserCallsThem(string expression, string message)
    {
        Diagnose(expression).Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("patient.age == \"x\"")]
    [InlineData("patient.name > 3")]
    [InlineData("patient.address > 3")]
    [InlineData("not patient.pregnant")]
    [InlineData("patient.drugs > 3")]
    [InlineData("patient.born + 1 > 3")]
    public void Parse_WrongTypes_NoNameOfAClrTypeIsShown(string expression)
    {
        var text = Diagnose(expression).ToString();

        foreach (var name in (string[])["Double", "Boolean", "String", "Int32", "DateTime", "Nullable", "Facts_", "List`", "System."])
            text.ShouldNotContain(name, Shouldly.Case.Sensitive);
    }

    [Theory]
    [InlineData("patient.age >", 15)]
    [InlineData("patient.age > 3 )", 18)]
    [InlineData("true and patent.age > 3", 11)]
    [InlineData("patient.name == \"patent\" and patent.age > 3", 31)]
    [InlineData("true and patient.agee > 3", 19)]
    public void Parse_Mistake_IsPlaced(string expression, int column)
    {
        // The text begins in column 2, behind its quote.
        Diagnose(expression).Place.Column.ShouldBe(column);
    }

    [Fact]
    public void Parse_MistakeBehindEscapes_IsPlacedInTheFile()
    {
        using var folder = new TestFolder();
        folder.WriteWorkflow(
            TestPathway.Main,
            """
            "Rules": [
              { "RuleName": "rule", "Expression": "patient.name == \"a\u0062\\\\\" and patient.nmae == \"x\"" } ]
            """);
        var pathway = folder.Load(TestPathway.Main);
        pathway.Diagnostics.ShouldBeEmpty();
        var line = folder.TextOf(TestPathway.Main).Split('\n')[1];

        var place = pathway.Value!.Compile().Diagnostics.ShouldHaveSingleItem().Place;

        place.Line.ShouldBe(2);
        line[(place.Column - 1)..].ShouldStartWith("nmae");
        place.File.ShouldBe("main.json");
    }

    [Fact]
    public void Parse_LongestExpression_IsParsed()
    {
        var expression = "true" + new string(' ', ExpressionLimit - 4);

        TestPathway.Of(TestPathway.Rule("rule", expression)).Compile().Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Parse_OneCharacterMore_IsTooLong()
    {
        var diagnostic = Diagnose("true" + new string(' ', ExpressionLimit - 3));

        diagnostic.Id.ShouldBe(DiagnosticIds.ExpressionTooLarge);
        diagnostic.Message.ShouldBe("The expression has 10001 characters; at most 10000 are allowed.");
    }

    [Fact]
    public void Parse_TooManyBrackets_IsPlacedAtTheFirstTooMany()
    {
        var diagnostic = Diagnose("true and " + new string('(', 101) + "true" + new string(')', 101));

        diagnostic.Id.ShouldBe(DiagnosticIds.ExpressionTooLarge);
        diagnostic.Message.ShouldBe("The expression nests more than 100 levels deep.");
        diagnostic.Place.Column.ShouldBe(2 + "true and ".Length + 100);
    }

    [Fact]
    public void Parse_BracketsInStrings_DoNotNest()
    {
        var expression = $"patient.name != \"{new string('(', 200)}\"";

        TestPathway.Of(TestPathway.Rule("rule", expression)).Compile().Diagnostics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("(")]
    [InlineData("patient.")]
    [InlineData("\"")]
    [InlineData("patient.name == 'ab'")]
    [InlineData("99999999999999999999999 > 0")]
    [InlineData("patient.codes[\"x\"] == 1")]
    [InlineData("iif(true)")]
    [InlineData("patient?.age > 1")]
    [InlineData("Math.Round(\"x\") > 1")]
    [InlineData("patient.drugs.Any(d => )")]
    [InlineData("new { A = 1 } == null")]
    [InlineData("\0")]
    public void Parse_AnyNonsense_IsADiagnosticAndNoException(string expression)
    {
        var compiled = TestPathway.Of(TestPathway.Rule("rule", expression)).Compile();

        compiled.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.ExpressionDoesNotParse);
        compiled.Workflows[TestPathway.Main].Rules[0].Condition.ShouldBeNull();
    }

    [Fact]
    public void Parse_MistakeInAParameter_IsPlacedThere()
    {
        var rule = TestPathway.Rule("rule", "limit > 1") with
        {
            Locals = [new Parameter("limit", new ExpressionText("patient.agee", new SourcePlace("main.json", 7, 20), "patient.agee"))],
        };

        var first = TestPathway.Of(rule).Compile().Diagnostics[0];

        first.Place.ToString().ShouldBe("main.json:7:29");
        first.Message.ShouldBe("There is no fact `patient.agee`.");
    }

    private const int ExpressionLimit = 10_000;

    private static Diagnostic Diagnose(string expression) => TestPathway.Of(TestPathway.Rule("rule", expression)).Compile().Diagnostics.ShouldHaveSingleItem();
}
