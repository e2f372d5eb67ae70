using System.Reflection;
using System.Text.RegularExpressions;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Checking;

/// <summary>The page of every id says why, shows what is wrong and how it is right, and both examples are run.</summary>
public sealed partial class CheckPagesTests
{
    public static TheoryData<string> Ids => [.. AllIds];

    private static IEnumerable<string> AllIds => typeof(DiagnosticIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetValue(null)!);

    [Fact]
    public void Pages_AreThoseOfTheIds()
    {
        CheckCatalogue.All.Select(p => p.Id).ShouldBe(AllIds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Checks_EachHasAnIdOfItsOwn()
    {
        CheckCatalogue.OfPathways.Select(c => c.Id).ShouldBeUnique();
    }

    [Fact]
    public void Checks_PagesSayTheirSeverity()
    {
        foreach (var check in CheckCatalogue.OfPathways)
            CheckCatalogue.Find(check.Id)!.Severity.ShouldBe(check.Severity, check.Id);
    }

    [Fact]
    public void ExampleWorkspace_AsItIs_HasNoFindings()
    {
        using var workspace = new ExampleWorkspace();

        workspace.Check().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_EveryId_SaysWhyItHurts(string id)
    {
        Section(id, "Why it hurts").Trim().Length.ShouldBeGreaterThan(20);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_WrongExample_IsFound(string id)
    {
        using var workspace = Example(id, "Wrong");

        workspace.Check().ShouldContain(d => d.Id == id && d.Severity == CheckCatalogue.Find(id)!.Severity);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_RightExample_HasNoErrorAndIsNotFound(string id)
    {
        using var workspace = Example(id, "Right");

        workspace.Check().Where(d => d.Id == id || d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_WrongExample_IsMendedWhereThePageSaysSo(string id)
    {
        using var workspace = Example(id, "Wrong");
        var before = workspace.Check();
        var promises = CheckCatalogue.Find(id)!.Text.Contains("\n## Fix\n", StringComparison.Ordinal);

        before.Any(d => d.Id == id && d.Repair is not null).ShouldBe(promises);
        if (promises)
            workspace.Mend(before.Where(d => d.Id == id)).Check().ShouldNotContain(d => d.Id == id);
    }

    private static ExampleWorkspace Example(string id, string heading)
    {
        var workspace = new ExampleWorkspace();
        var blocks = Block().Matches(Section(id, heading));
        blocks.ShouldNotBeEmpty();
        foreach (Match block in blocks)
            workspace.Put(block.Groups[1].Value, block.Groups[2].Value);
        return workspace;
    }

    private static string Section(string id, string heading) =>
        CheckCatalogue.Find(id)!.Text.Split("\n## ").Single(s => s.StartsWith(heading + "\n", StringComparison.Ordinal))[heading.Length..];

    [GeneratedRegex("```([^\n]+)\n(.*?)\n?```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
