using Shouldly;
using Xunit;

namespace RuleWorkbench.Diffing;

public sealed class TableDifferTests
{
    private const string Table = "set,drug,form,factor\na,Codeine,,0.15\na,Morphine,,1\nb,Codeine,,0.15\n";

    [Fact]
    public void Compare_OtherNumber_IsAnEditOfThatCell() =>
        TableDiffer.Compare(Table, Table.Replace("a,Codeine,,0.15", "a,Codeine,,0.2", StringComparison.Ordinal))
            .ShouldBe([Edit.Logic("a, Codeine: factor", "0.15", "0.2")]);

    [Fact]
    public void Compare_NumberThatIsGone_IsSaidToBeNothing() =>
        TableDiffer.Compare(Table, Table.Replace("a,Codeine,,0.15", "a,Codeine,,", StringComparison.Ordinal))
            .ShouldBe([Edit.Logic("a, Codeine: factor", "0.15", "nothing")]);

    [Fact]
    public void Compare_RowsThatCameAndWent_AreRows() =>
        TableDiffer.Compare(Table, Table.Replace("a,Morphine,,1\n", "", StringComparison.Ordinal) + "b,\"Fentanyl, patch\",Patch,2.4\n")
            .ShouldBe([Edit.Logic("row", "a, Morphine, 1", null), Edit.Logic("row", null, "b, Fentanyl, patch, Patch, 2.4")]);

    [Fact]
    public void Compare_RowTwice_IsNotTheSameAsOnce() =>
        TableDiffer.Compare(Table, Table + "b,Codeine,,0.15\n").ShouldBe([Edit.Logic("row", null, "b, Codeine, 0.15")]);

    [Fact]
    public void Compare_OtherOrder_IsSaid() =>
        TableDiffer.Compare("n\n1\n2\n", "n\n2\n1\n").ShouldBe([Edit.Logic("order", "the same rows", "in another order")]);

    [Fact]
    public void Compare_OtherColumns_AreSaidAndNoRows() =>
        TableDiffer.Compare("n,m\n1,2\n", "n,k\n1,2\n").ShouldBe([Edit.Logic("columns", "n, m", "n, k")]);

    [Fact]
    public void Compare_TableThatIsNew_HasItsNumberOfRows() => TableDiffer.Compare(null, Table).ShouldBe([Edit.Logic("rows", null, "3 rows")]);
}
