using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("wieght", "weight")]
    [InlineData("wait", "weight", null)]
    [InlineData("WEIGHT", "weight")]
    [InlineData("heigt", "height")]
    [InlineData("heihgt", "height")]
    [InlineData("x", "height", null)]
    [InlineData("anticoagulant", "anticoagulants")]
    [InlineData("age", "age")]
    [InlineData("", "height", null)]
    public void Find_MistypedName_IsTheOneThatWasMeant(string typed, string known, string? expected = "")
    {
        string[] names = ["painNow", known, "unrelated"];
        NearestName.Find(typed, names).ShouldBe(expected == "" ? known : expected);
    }

    [Fact]
    public void Find_SeveralNear_IsTheNearest() => NearestName.Find("doses", ["dozen", "dosed", "dose"]).ShouldBe("dosed");

    [Fact]
    public void Find_VeryLongName_IsNone() => NearestName.Find(new string('a', 5_000_000), [new string('a', 5_000_000)]).ShouldBeNull();

    [Fact]
    public void Hint_NothingNearAndFewKnown_ListsThem() => NearestName.Hint("zzz", ["alpha", "beta"]).ShouldBe("Known here: `alpha`, `beta`.");

    [Fact]
    public void Hint_NothingNearAndManyKnown_IsNone() => NearestName.Hint("zzz", Enumerable.Range(0, 13).Select(i => $"name{i}")).ShouldBeNull();

    [Fact]
    public void Hint_NothingKnown_IsNone() => NearestName.Hint("zzz", []).ShouldBeNull();
}
