using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

/// <summary>The support of scripts: what their names mean, by the compiler, without what the gate refuses.</summary>
public sealed class ScriptLanguageTests
{
    private const string Library = "Relief";

    [Theory]
    [InlineData("public double? F(double? x) => Math.|", "Round", "Cos")]
    [InlineData("public bool F(string? x) => x.|", "StartsWith", "Length")]
    [InlineData("public double F(List<double> x) { var y = x.Where(v => v > 1); return y.| }", "Count", "Sum")]
    [InlineData("public double F(List<string> x) => x.Sum(v => v.|)", "Length", "Trim")]
    [InlineData("public int F(string? x) => x?.|", "Length", "IndexOf")]
    [InlineData("public double F(Facts_block x) => x.|", "volume", "kind")]
    public void Complete_BehindADot_ProposesWhatTheTypeHas(string text, params string[] wanted)
    {
        var labels = Labels(text);
        labels.ShouldBe(labels.Distinct());
        foreach (var label in wanted)
            labels.ShouldContain(label);
    }

    [Theory]
    [InlineData("public double F(double x) => Math.|", "BigMul")]
    [InlineData("public double F() => DateTime.|", "Now")]
    [InlineData("public string F(string x) => x.|", "GetHashCode")]
    [InlineData("public string F() => Environment.|", "MachineName")]
    [InlineData("public double F(List<double> x) => x.|", "AsParallel")]
    public void Complete_WhatTheGateRefuses_IsNotProposed(string text, string refused) => Labels(text).ShouldNotContain(refused);

    [Fact]
    public void Complete_TypedAfterItWasBound_StillKnowsWhatStandsBefore()
    {
        var language = Bound("public double F(List<double> x) => x");
        const string now = "public double F(List<double> x) => x.Wh";
        language.Complete(now, now.Length).Items[0].Label.ShouldBe("Where");
    }

    [Fact]
    public void Complete_FactOfAClass_HasItsUnitAndDescription()
    {
        const string text = "public double? F(Facts_block x) => x.volume";
        var item = Bound(text).Complete(text, text.Length).Items.First(i => i.Label == "volume");
        item.Detail.ShouldContain("mL");
        item.Card!.ToString().ShouldContain("Range");
    }

    [Fact]
    public void Signature_OfDotNet_ShowsTheArgumentAtTheCaret()
    {
        const string text = "public double F(double x) => Math.Max(x, ";
        var help = Bound(text).Signature(text, text.Length).ShouldNotBeNull();
        help.Label.ShouldStartWith("Max(double val1, double val2)");
        help.Label.Substring(help.ActiveStart, help.ActiveLength).ShouldContain("val2");
    }

    [Fact]
    public void Hover_NameOfAVariable_SaysItsType()
    {
        const string text = "public double F(List<double> x) { var total = x.Sum(); return total; }";
        Bound(text).Hover(text, text.LastIndexOf("total", StringComparison.Ordinal))!.Title.ShouldBe("double total");
    }

    private static ScriptLanguage Bound(string text)
    {
        var language = new ScriptLanguage(Shipped.Pathway, Library, "", []);
        language.Problems(text, TestContext.Current.CancellationToken);
        return language;
    }

    private static IReadOnlyList<string> Labels(string marked)
    {
        var caret = marked.IndexOf('|', StringComparison.Ordinal);
        var text = marked.Remove(caret, 1);
        return [.. Bound(text).Complete(text, caret).Items.Select(i => i.Label)];
    }
}
