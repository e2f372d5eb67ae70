using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation;

/// <summary>Kleene's tables. T true, F false, U unknown, M unknown and may fail, X fails.</summary>
public sealed class KleeneTests
{
    [Theory]
    [InlineData("TT", 'T')]
    [InlineData("TF", 'F')]
    [InlineData("TU", 'U')]
    [InlineData("TM", 'M')]
    [InlineData("TX", 'X')]
    [InlineData("FT", 'F')]
    [InlineData("FF", 'F')]
    [InlineData("FU", 'F')]
    [InlineData("FM", 'F')]
    [InlineData("FX", 'F')]
    [InlineData("UT", 'U')]
    [InlineData("UF", 'F')]
    [InlineData("UU", 'U')]
    [InlineData("UM", 'M')]
    [InlineData("UX", 'M')]
    [InlineData("MT", 'M')]
    [InlineData("MF", 'M')]
    [InlineData("MU", 'M')]
    [InlineData("MX", 'M')]
    [InlineData("XT", 'X')]
    [InlineData("XF", 'X')]
    [InlineData("XU", 'X')]
    public void ShortCircuit_And_FollowsTheTable(string sides, char expected)
    {
        Letter(Kleene.ShortCircuit(Value(sides[0]), () => Value(sides[1]), decisive: false)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("TT", 'T')]
    [InlineData("TF", 'T')]
    [InlineData("TU", 'T')]
    [InlineData("TM", 'T')]
    [InlineData("TX", 'T')]
    [InlineData("FT", 'T')]
    [InlineData("FF", 'F')]
    [InlineData("FU", 'U')]
    [InlineData("FM", 'M')]
    [InlineData("FX", 'X')]
    [InlineData("UT", 'T')]
    [InlineData("UF", 'U')]
    [InlineData("UU", 'U')]
    [InlineData("UM", 'M')]
    [InlineData("UX", 'M')]
    [InlineData("MT", 'M')]
    [InlineData("MF", 'M')]
    [InlineData("MU", 'M')]
    [InlineData("MX", 'M')]
    [InlineData("XT", 'X')]
    [InlineData("XF", 'X')]
    [InlineData("XU", 'X')]
    public void ShortCircuit_Or_FollowsTheTable(string sides, char expected)
    {
        Letter(Kleene.ShortCircuit(Value(sides[0]), () => Value(sides[1]), decisive: true)).ShouldBe(expected);
    }

    [Theory]
    [InlineData('F', false)]
    [InlineData('X', false)]
    [InlineData('T', true)]
    public void ShortCircuit_LeftSideDecidesOrFails_DoesNotEvaluateTheRight(char left, bool decisive)
    {
        var evaluated = false;

        Kleene.ShortCircuit(Value(left), Right, decisive);

        evaluated.ShouldBeFalse();

        Kleene Right()
        {
            evaluated = true;
            return Kleene.True;
        }
    }

    [Fact]
    public void ShortCircuit_TwoUnknowns_NamesTheFactsOfBoth()
    {
        var value = Kleene.ShortCircuit(Kleene.Missing("p.a"), () => Kleene.Missing("p.b"), decisive: false);

        value.Facts.ShouldBe(["p.a", "p.b"]);
    }

    [Fact]
    public void ShortCircuit_UnknownAndKnownThatDoesNotDecide_NamesTheFactsOfTheUnknown()
    {
        var value = Kleene.ShortCircuit(Kleene.Missing("p.a"), () => Kleene.True, decisive: false);

        value.Facts.ShouldBe(["p.a"]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void ShortCircuit_FlagThatIsNullForGood_GivesWayOnlyToADecisiveRightSide(bool right, bool decides)
    {
        var value = Kleene.ShortCircuit(Kleene.Known(null), () => Kleene.Known(right), decisive: false);

        value.Value.ShouldBe(decides ? right : null);
    }

    [Theory]
    [InlineData("TTT", 'T')]
    [InlineData("TFT", 'F')]
    [InlineData("TUT", 'U')]
    [InlineData("UFX", 'F')]
    [InlineData("XTF", 'F')]
    [InlineData("XTT", 'X')]
    [InlineData("UXT", 'U')]
    [InlineData("XUT", 'U')]
    public void Combine_And_LetsAnyPartDecide(string parts, char expected)
    {
        Letter(Kleene.Combine(parts.Select(Value), decisive: false)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("FFF", 'F')]
    [InlineData("FTF", 'T')]
    [InlineData("FUF", 'U')]
    [InlineData("XUT", 'T')]
    [InlineData("XFF", 'X')]
    [InlineData("XUF", 'U')]
    public void Combine_Or_LetsAnyPartDecide(string parts, char expected)
    {
        Letter(Kleene.Combine(parts.Select(Value), decisive: true)).ShouldBe(expected);
    }

    [Fact]
    public void Combine_SeveralUnknowns_NamesTheFactsOfAllOnce()
    {
        var value = Kleene.Combine([Kleene.Missing("p.b"), Kleene.Missing("p.a"), Kleene.Missing("p.b")], decisive: false);

        value.Facts.ShouldBe(["p.b", "p.a"]);
    }

    [Theory]
    [InlineData('T', 'F')]
    [InlineData('F', 'T')]
    [InlineData('U', 'U')]
    [InlineData('M', 'M')]
    [InlineData('X', 'X')]
    public void Not_EachValue_FollowsTheTable(char value, char expected)
    {
        Letter(Value(value).Not()).ShouldBe(expected);
    }

    [Fact]
    public void Not_KnownThatAnswersForMissingFacts_KeepsThem()
    {
        (Kleene.True with { Facts = ["p.a"] }).Not().Facts.ShouldBe(["p.a"]);
    }

    private static Kleene Value(char letter) => letter switch
    {
        'T' => Kleene.True,
        'F' => Kleene.False,
        'U' => Kleene.Unknown(["p.u"], mayFail: false),
        'M' => Kleene.Unknown(["p.m"], mayFail: true),
        _ => Kleene.Failed("fails"),
    };

    private static char Letter(Kleene value) =>
        value.IsTrue ? 'T' : value.IsFalse ? 'F' : value.IsFailed ? 'X' : value.MayFail ? 'M' : 'U';
}
