using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Rules;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Sheets;

/// <summary>Facts, policy, recommendations, sources and decision tables as people edit them: cell by cell.</summary>
public sealed class SheetPageTests : IDisposable
{
    private const string Pathway = "workflows/first/pathway.json";
    private const string Facts = "workflows/first/facts/patient.schema.json";

    private readonly TestWorkspace workspace = new();

    [Fact]
    public async Task Enter_PolicyValue_IsWrittenAsANumberAndUndone()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = Open(workbench, SheetCatalogue.Policy);
        await SetAsync(page, "feverFrom", 1, "38.5");
        workbench.Session.History.NextUndo.ShouldBe("change value of feverFrom");
        await workbench.Session.Settled;
        workbench.Session.States["first"].Pathway!.Policy.Single(p => p.Name == "feverFrom").Value.ShouldBe(38.5);
        workbench.Session.Undo();
        workbench.Session.Unsaved.ShouldBeEmpty();
    }

    [Fact]
    public async Task Enter_TextWhereANumberStands_IsRefusedInWords()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = Open(workbench, SheetCatalogue.Policy);
        await SetAsync(page, "feverFrom", 1, "high");
        workspace.Dialogs.Seen.Last().ShouldContain("`high` cannot stand there");
        workbench.Session.Unsaved.ShouldBeEmpty();
    }

    [Fact]
    public async Task Enter_NameOfAPolicyValue_RenamesItInExpressionsToo()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = Open(workbench, SheetCatalogue.Policy);
        await SetAsync(page, "feverFrom", 0, "hotFrom");
        Text(workbench, TestWorkspace.Workflow).ShouldContain("policy.hotFrom");
    }

    [Fact]
    public async Task Enter_NameOfASource_RenamesItWhereRulesCiteIt()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = Open(workbench, SheetCatalogue.Sources);
        var key = page.Main.At(0).Text.Split(' ')[0];
        page.Main.Selected = 0;
        await SetAsync(page, key, 0, "renamed");
        Text(workbench, TestWorkspace.Workflow).ShouldContain("\"renamed\"");
        Text(workbench, TestWorkspace.Workflow).ShouldNotContain($"\"{key}\"");
        await workbench.Session.Settled;
        workbench.Problems.Errors.ShouldBe(0);
    }

    [Fact]
    public async Task Insert_Fact_IsThereWithTypeUnitAndRange()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = Open(workbench, SheetCatalogue.Facts);
        workspace.Dialogs.Answers.Enqueue("patient.weight");
        page.Main.Inserted!();
        await page.Started;
        await SetAsync(page, "patient.weight", 2, "kg");
        await SetAsync(page, "patient.weight", 3, "0.5");
        await SetAsync(page, "patient.weight", 4, "400");
        await workbench.Session.Settled;
        var fact = workbench.Session.States["first"].Pathway!.Inputs[0].Facts.Member("weight").ShouldNotBeNull();
        fact.Unit.ShouldBe("kg");
        fact.Range.ShouldBe(new NumberRange(0.5, 400, false, false));
    }

    [Fact]
    public async Task Enter_TypeOfAFact_IsChosenAndADateGetsItsFormat()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = Open(workbench, SheetCatalogue.Facts);
        workspace.Dialogs.Answers.Enqueue("patient.seenOn");
        page.Main.Inserted!();
        await page.Started;
        ((SheetList)page.Main).Column = 1;
        workspace.Dialogs.Answers.Enqueue(FactTypeField.Types.IndexOf("date"));
        page.Main.Entered!(page.Main.Selected);
        await page.Started;
        await workbench.Session.Settled;
        workbench.Session.States["first"].Pathway!.Inputs[0].Facts.Member("seenOn")!.Kind.ShouldBe(FactKind.Date);
        workspace.Dialogs.Answers.Enqueue(FactTypeField.Types.IndexOf("text"));
        page.Main.Entered!(page.Main.Selected);
        await page.Started;
        await SetAsync(page, "patient.seenOn", 5, "at home | in hospital");
        await workbench.Session.Settled;
        var fact = workbench.Session.States["first"].Pathway!.Inputs[0].Facts.Member("seenOn")!;
        fact.Kind.ShouldBe(FactKind.Text);
        fact.AllowedValues.ShouldBe(["at home", "in hospital"]);
    }

    [Fact]
    public async Task Delete_FactThatRulesRead_AsksFirst()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = Open(workbench, SheetCatalogue.Facts);
        page.Choose("patient.temperature");
        workspace.Dialogs.Answers.Enqueue(0);
        page.Main.Deleted!(page.Main.Selected);
        await page.Started;
        workspace.Dialogs.Seen.Last().ShouldContain("R1");
        workbench.Session.Unsaved.ShouldBeEmpty();
        workspace.Dialogs.Answers.Enqueue(1);
        page.Main.Deleted!(page.Main.Selected);
        await page.Started;
        Text(workbench, Facts).ShouldNotContain("temperature");
    }

    [Fact]
    public async Task Table_CellOfARule_ChangesItsExpressionAndNothingElse()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Session.Apply(new Editing.AddMember(TestWorkspace.Workflow, "/Rules/0/Properties", "group", "\"g\""), "group");
        await workbench.Session.Settled;
        workbench.Open(new Target(TargetKind.Rule, "first", "R1"));
        var table = ((RulePage)workbench.Active).Table;
        var before = Text(workbench, TestWorkspace.Workflow);
        await SetAsync(table, "R1", 1, ">= 40 and < 43");
        Text(workbench, TestWorkspace.Workflow).ShouldBe(before.Replace("patient.temperature >= policy.feverFrom", "patient.temperature >= 40 && patient.temperature < 43", StringComparison.Ordinal));
        await workbench.Session.Settled;
        await SetAsync(table, "R1", 1, "very high");
        workbench.Problems.Errors.ShouldBe(0);
    }

    [Fact]
    public async Task Arrows_FromCellToCell_KeepTheNameInSight()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = Open(workbench, SheetCatalogue.Facts);
        page.Main.Resize(40);
        for (var i = 0; i < 6; i++)
            page.Main.Expand(0).ShouldBeTrue();
        page.Main.At(0).Text.ShouldStartWith("patient.");
        page.Main.Header!.Text.ShouldContain("description");
        page.Main.Header.Text.ShouldNotContain("unit");
        page.Main.Collapse(0);
        ((SheetList)page.Main).Column.ShouldBe(5);
    }

    public void Dispose() => workspace.Dispose();

    private static SheetPage Open(Workbench workbench, string sheet)
    {
        workbench.Open(new Target(TargetKind.Sheet, "first", sheet));
        return (SheetPage)workbench.Active;
    }

    private static string Text(Workbench workbench, string file) => workbench.Session.Documents.Find(file)!.Text;

    private async Task SetAsync(SheetPage page, string key, int column, string text)
    {
        page.Choose(key);
        ((SheetList)page.Main).Column = column;
        workspace.Dialogs.Answers.Enqueue(text);
        page.Main.Entered!(page.Main.Selected);
        await page.Started;
    }
}
