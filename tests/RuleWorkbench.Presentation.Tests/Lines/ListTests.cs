using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Lines;

public class ListTests
{
    [Fact]
    public void TreeList_ShownAnew_KeepsWhatIsOpenAndSelected()
    {
        var tree = new TreeList();
        tree.Show([Node("a", Node("b"), Node("c"))]);
        tree.Expand(0);
        tree.Selected = 2;
        tree.Show([Node("new"), Node("a", Node("b"), Node("c"))]);
        Texts(tree).ShouldBe(["  new", "▾ a", "    b", "    c"]);
        tree.Current!.Key.ShouldBe("c");
    }

    [Fact]
    public void TreeList_Filter_ShowsWhatFitsWithWhatItIsIn()
    {
        var tree = new TreeList();
        tree.Show([Node("a", Node("fever"), Node("pain")), Node("z")]);
        tree.Filter = "FEV";
        Texts(tree).ShouldBe(["▾ a", "    fever"]);
        tree.Current!.Key.ShouldBe("fever", "Enter opens what was looked for");
    }

    [Fact]
    public void TreeList_LeftOnAChild_GoesToItsParent()
    {
        var tree = new TreeList();
        tree.Show([Node("a", Node("b"))]);
        tree.Expand(0);
        tree.Selected = 1;
        tree.Collapse(1);
        tree.Selected.ShouldBe(0);
    }

    [Fact]
    public void GridList_SortedAndFiltered_KeepsTheSelectedThing()
    {
        var grid = new GridList<string>([new("name", 0, s => new Piece(s))]);
        grid.Show(["b", "c", "a"]);
        grid.Selected = 1;
        grid.SortBy(0);
        grid.Seen.ShouldBe(["a", "b", "c"]);
        grid.Current.ShouldBe("c");
        grid.Where(s => s != "a");
        grid.Seen.ShouldBe(["b", "c"]);
        grid.Current.ShouldBe("c");
    }

    [Fact]
    public void GridList_ColumnThatNeedsRoom_IsLeftOutWhereThereIsNone()
    {
        var grid = new GridList<string>([new("name", 0, s => new Piece(s)), new("more", 10, s => new Piece("more")) { From = 60 }]);
        grid.Show(["a"]);
        grid.Resize(40);
        grid.At(0).Text.ShouldNotContain("more");
        grid.Resize(60);
        grid.At(0).Text.ShouldContain("more");
    }

    [Fact]
    public void GridList_TenThousandRows_MakesOnlyTheLinesThatAreAskedFor()
    {
        var made = 0;
        var grid = new GridList<string>([new("name", 0, s =>
        {
            made++;
            return new Piece(s);
        })]);
        grid.Show([.. Enumerable.Range(0, 10_000).Select(i => $"{i}")]);
        grid.Selected = 9_999;
        grid.At(9_999);
        made.ShouldBe(1);
    }

    [Fact]
    public void TextList_NarrowScreen_BreaksBetweenWordsUnderTheText()
    {
        var text = new TextList();
        text.Resize(21);
        text.Show([Line.Of("when     one two three four") with { Hanging = 9 }]);
        Texts(text).ShouldBe(["when     one two ", "         three four"]);
    }

    [Theory]
    [InlineData("日本語", 6)]
    [InlineData("e\u0301", 1)]
    [InlineData("abc", 3)]
    public void Columns_OfAText_CountsWhatATerminalDoes(string text, int columns) => Columns.Of(text).ShouldBe(columns);

    [Fact]
    public void Line_WiderThanTheScreen_EndsInAnEllipsis() => Line.Of("abcdef").Fit(4).Text.ShouldBe("abc…");

    private static TreeNode Node(string key, params TreeNode[] children) => new(key, Line.Of(key), key) { Children = [.. children] };

    private static IEnumerable<string> Texts(LineList list) => Enumerable.Range(0, list.Count).Select(i => list.At(i).Text);
}
