using Shouldly;
using Xunit;

namespace RuleWorkbench.Releases;

public sealed class ReleaseFolderTests
{
    [Theory]
    [InlineData("1.0.0", true)]
    [InlineData("12.3.45", true)]
    [InlineData("2.0.0-rc.1", true)]
    [InlineData("1.0", false)]
    [InlineData("01.0.0", false)]
    [InlineData("1.0.0-", false)]
    [InlineData("1.0.0-..", false)]
    [InlineData("1.0.0/../x", false)]
    [InlineData("1.0.0\n", false)]
    [InlineData("../../elsewhere", false)]
    public void IsVersion_Text_IsTold(string text, bool expected) => ReleaseFolder.IsVersion(text).ShouldBe(expected);

    [Theory]
    [InlineData("Ada Byron", true)]
    [InlineData("", false)]
    [InlineData("  ", false)]
    [InlineData(" Ada", false)]
    [InlineData("Eve\u001b[31m", false)]
    [InlineData("Eve\nMallory", false)]
    public void IsName_Text_IsTold(string text, bool expected) => SignOffList.IsName(text).ShouldBe(expected);
}
