using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Editing;

/// <summary>A name of a script reaches other scripts, examples, and the expressions of every pathway that calls it.</summary>
public sealed class RenameInScriptTests
{
    private static readonly Lazy<DocumentSet> Documents = new(() =>
    {
        var workspace = new Workspace(Repository.Root);
        var files = workspace.Pathways.SelectMany(p => PathwayDocuments.LoadWithSeeds(workspace, p).Value!.Documents).Select(d => Path.Combine(workspace.Root, d.File));
        return DocumentSet.Load(workspace.Root, files.Concat(Directory.EnumerateFiles(workspace.Scripts, "*.csx"))).Value!;
    });

    [Fact]
    public void Apply_FunctionOfRules_RenamesCallsAndExamplesAndCasesStillPass()
    {
        var renamed = Rename("Relief", "double? Percent(", "double? ¦", "Share");

        renamed.Changes.Select(c => c.File).ShouldContain(f => f.StartsWith("workflows/failed-nerve-block/", StringComparison.Ordinal));
        renamed.Find("scripts/Relief.csx")!.Text.ShouldContain("<example>Relief.Share(8, 4) = 50</example>");
        renamed.Documents.ShouldNotContain(d => d.Text.Contains("Relief.Percent", StringComparison.Ordinal));
        Outcomes(renamed, "failed-nerve-block").ShouldAllBe(o => o == CaseOutcome.Passed);
    }

    [Fact]
    public void Apply_FunctionOfOtherScripts_RenamesTheirCallsInAllPathways()
    {
        var renamed = Rename("Mme", "bool HasFactor(", "bool ¦", "Knows");

        renamed.Find("scripts/OpioidProducts.csx")!.Text.ShouldContain("Mme.Knows(set, product.Ingredient");
        Outcomes(renamed, "cdc-opioid").ShouldAllBe(o => o == CaseOutcome.Passed);
        Outcomes(renamed, "mme").ShouldAllBe(o => o == CaseOutcome.Passed);
    }

    [Theory]
    [InlineData("private bool Same(string? a", "private bool ¦", "IsSame", "private bool IsSame(")]
    [InlineData("private bool Same(string? a, ", "private bool Same(string? ¦", "left", "string.Equals(left, b")]
    [InlineData("var ucum = Uc", "var ¦", "unit", "isVolume != unit.EndsWith")]
    [InlineData("record UnitRow(", "record ¦", "UnitLine", "IReadOnlyList<UnitLine> Units")]
    public void Apply_NameOfTheScript_IsRenamedByMeaningAndUndoneToTheByte(string around, string before, string now, string wanted)
    {
        var at = Place("Mme", around, before);
        var edited = new RenameInScript("scripts/Mme.csx", at, now).Apply(Documents.Value);

        edited.Diagnostics.ShouldBeEmpty();
        edited.Value!.Documents.Changes.Select(c => c.File).ShouldBe(["scripts/Mme.csx"]);
        edited.Value.Documents.Find("scripts/Mme.csx")!.Text.ShouldContain(wanted);
        edited.Value.Inverse.Apply(edited.Value.Documents).Value!.Documents.Changes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("private bool Same(string? a, ", "private bool Same(string? ¦", "b", "RW045")]
    [InlineData("private bool Same(string? a, ", "private bool Same(string? ¦", "not a name", "RW013")]
    [InlineData("private bool Same(", "private bool ¦", "Larger", "RW045")]
    [InlineData("record UnitRow(string Source", "record UnitRow(string ¦", "Written", "RW045")]
    [InlineData("=> string.Equals(a", "=> string.¦", "Same", "RW045")]
    public void Apply_WhatWouldNotMeanTheSame_IsRefused(string around, string before, string now, string id) =>
        new RenameInScript("scripts/Mme.csx", Place("Mme", around, before), now).Apply(Documents.Value).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(id);

    private static DocumentSet Rename(string library, string around, string before, string now)
    {
        var edited = new RenameInScript($"scripts/{library}.csx", Place(library, around, before), now).Apply(Documents.Value);
        edited.Diagnostics.ShouldBeEmpty();
        return edited.Value!.Documents;
    }

    /// <param name="before">What stands before the name, up to <c>¦</c>.</param>
    private static int Place(string library, string around, string before) =>
        Documents.Value.Find($"scripts/{library}.csx")!.Text.IndexOf(around, StringComparison.Ordinal) + before.Length - 1;

    private static IEnumerable<CaseOutcome> Outcomes(DocumentSet documents, string name)
    {
        var workspace = new Workspace(documents.Root);
        var pathway = PathwayLoader.Load(workspace.FolderOf(name), documents.Root, documents).Value!;
        var cases = SuiteLoader.Load(workspace.SuitesOf(name), documents.Root, pathway, documents).Value!.Suites.Where(s => s.IsFor(pathway.Version)).SelectMany(s => s.Cases).ToList();
        var compiled = CompiledPathway.Compile(pathway, [], TestContext.Current.CancellationToken);
        return new SuiteRunner(new ReferenceEngine(compiled)).RunAsync(cases, null, TestContext.Current.CancellationToken).GetAwaiter().GetResult().Cases.Select(c => c.Outcome);
    }
}
