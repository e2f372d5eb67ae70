using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation;

public sealed class FactTypesTests
{
    [Theory]
    [InlineData("age", typeof(double?))]
    [InlineData("weight", typeof(double?))]
    [InlineData("pregnant", typeof(bool?))]
    [InlineData("name", typeof(string))]
    [InlineData("born", typeof(DateTime?))]
    [InlineData("codes", typeof(List<double?>))]
    public void Create_Fact_HasANullableType(string fact, Type expected)
    {
        Patient().Properties.Single(p => p.Schema.Name == fact).Property.PropertyType.ShouldBe(expected);
    }

    [Fact]
    public void Create_ListOfObjects_IsAListOfTheElementsType()
    {
        var drugs = Patient().Properties.Single(p => p.Schema.Name == "drugs");

        drugs.Property.PropertyType.ShouldBe(typeof(List<>).MakeGenericType(drugs.Object!.Type));
    }

    [Fact]
    public void Create_Paths_TellElementsOfListsApart()
    {
        var patient = Patient();

        patient.Path.ShouldBe("patient");
        patient.Properties.Single(p => p.Schema.Name == "drugs").Object!.Properties.Select(p => p.Path)
            .ShouldBe(["patient.drugs[].name", "patient.drugs[].stoppedDaysAgo"]);
        patient.Properties.Single(p => p.Schema.Name == "address").Object!.Properties.Select(p => p.Path).ShouldBe(["patient.address.city"]);
    }

    [Fact]
    public void Create_Facts_AreNumberedWithoutGaps()
    {
        var types = FactTypes.Create(TestPathway.Of(TestPathway.Rule("rule", "true")));

        types.Roots.SelectMany(All).Select(p => p.Index).Order().ShouldBe(Enumerable.Range(0, types.Count));
    }

    [Fact]
    public void Create_NewInstance_HasNothingInIt()
    {
        var patient = Patient();
        var instance = Activator.CreateInstance(patient.Type)!;

        patient.Properties.ShouldAllBe(p => p.Property.GetValue(instance) == null);
    }

    [Fact]
    public void Create_AllTypes_HoldsEveryObjectOnce()
    {
        var types = FactTypes.Create(TestPathway.Of(TestPathway.Rule("rule", "true")));

        types.AllTypes.Length.ShouldBe(3);
        types.AllTypes.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Create_TwoPathways_ShareNoType()
    {
        var pathway = TestPathway.Of(TestPathway.Rule("rule", "true"));

        FactTypes.Create(pathway).AllTypes.ShouldNotContain(FactTypes.Create(pathway).AllTypes[0]);
    }

    [Theory]
    [InlineData("a", FactKind.Number, "mg", true)]
    [InlineData("a", FactKind.Number, "g", false)]
    [InlineData("a", FactKind.Text, "mg", false)]
    [InlineData("b", FactKind.Number, "mg", false)]
    public void Describe_NamesKindsAndUnits_DecideOnEquality(string name, FactKind kind, string unit, bool equal)
    {
        var one = FactTypes.Describe([TestPathway.Input("i", TestPathway.Fact("a", FactKind.Number) with { Unit = "mg" })]);
        var other = FactTypes.Describe([TestPathway.Input("i", TestPathway.Fact(name, kind) with { Unit = unit })]);

        (one == other).ShouldBe(equal);
    }

    /// <summary>One variation a property of the schema: whoever adds a property adds one here.</summary>
    [Fact]
    public void Describe_AnyPropertyOfAFact_Counts()
    {
        var fact = TestPathway.Fact("a", FactKind.Number);
        FactSchema[] variations =
        [
            fact, fact with { Name = "b" }, fact with { Kind = FactKind.Integer }, fact with { Place = new SourcePlace("other.json") }, fact with { Title = "t" },
            fact with { Description = "t" }, fact with { Unit = "t" }, fact with { Code = new TerminologyCode("t", "", null) }, fact with { Range = new NumberRange(1, null, false, false) },
            fact with { Step = 1 }, fact with { AllowedValues = [1.0] }, fact with { AllowedValues = ["1"] }, fact with { Length = (1, null) }, fact with { Length = (null, 1) },
            fact with { Members = [fact] }, fact with { Element = fact },
        ];

        variations.Select(v => FactTypes.Describe([TestPathway.Input("i", v)])).ShouldBeUnique();
        typeof(FactSchema).GetProperties().Length.ShouldBe(13);
    }

    [Fact]
    public void Describe_ElementOfAList_Counts()
    {
        var texts = FactTypes.Describe([TestPathway.Input("i", TestPathway.List("a", TestPathway.Fact("a", FactKind.Text)))]);
        var numbers = FactTypes.Describe([TestPathway.Input("i", TestPathway.List("a", TestPathway.Fact("a", FactKind.Number)))]);

        texts.ShouldNotBe(numbers);
    }

    [Fact]
    public void Bind_EveryKindOfFact_StandsInItsProperty()
    {
        var compiled = TestPathway.Of(TestPathway.Rule("rule", "true")).Compile();
        const string facts = """
            { patient: { age: 30, weight: 70.5, pregnant: false, name: "Ann", born: "1990-05-01", codes: [ 1, 2.5 ], address: { city: "Ulm" }, drugs: [ { name: "x" } ] } }
            """;

        var patient = compiled.Bind(facts).Values[0];

        object? Get(object at, string name) => at.GetType().GetProperty(name)!.GetValue(at);
        Get(patient, "age").ShouldBe(30.0);
        Get(patient, "weight").ShouldBe(70.5);
        Get(patient, "pregnant").ShouldBe(false);
        Get(patient, "name").ShouldBe("Ann");
        Get(patient, "born").ShouldBe(new DateTime(1990, 5, 1));
        Get(patient, "codes").ShouldBe(new List<double?> { 1, 2.5 });
        Get(Get(patient, "address")!, "city").ShouldBe("Ulm");
        Get(((System.Collections.IList)Get(patient, "drugs")!)[0]!, "name").ShouldBe("x");
    }

    [Fact]
    public void Bind_AbsentNullAndEmpty_OnlyTheFirstTwoAreMissing()
    {
        var compiled = TestPathway.Of(TestPathway.Rule("rule", "true")).Compile();
        bool IsMissing(string facts) => compiled.Bind(facts).Missing.Contains(Patient(compiled.Facts).Properties.Single(p => p.Schema.Name == "codes").Index);

        IsMissing("{}").ShouldBeTrue();
        IsMissing("{ patient: { codes: null } }").ShouldBeTrue();
        IsMissing("{ patient: { codes: [] } }").ShouldBeFalse();
    }

    private static FactObject Patient() => Patient(FactTypes.Create(TestPathway.Of(TestPathway.Rule("rule", "true"))));

    private static FactObject Patient(FactTypes types) => types.Roots.ShouldHaveSingleItem();

    private static IEnumerable<FactProperty> All(FactObject at) => at.Properties.SelectMany(p => p.Object is null ? [p] : All(p.Object).Prepend(p));
}
