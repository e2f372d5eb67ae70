using System.Text.RegularExpressions;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Presentation;
using RuleWorkbench.Presentation.Comparing;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Tui.Rules;
using Shouldly;
using Terminal.Gui.Input;
using Xunit;

namespace RuleWorkbench.Tui;

/// <summary>The screens in README.md are those of the program, on the shipped pathway. With RULEWB_ACCEPT_GOLDEN=1 they are
/// written anew.</summary>
[Collection("screen")]
public sealed partial class DocumentedScreensTests
{
    private const string Pathway = "failed-nerve-block";
    private const int Width = 100;
    private const int Height = 32;

    [Fact]
    public async Task Author_RuleWithAChosenCase_IsAsInTheReadme()
    {
        using var ui = await StartAsync();
        ui.Window.PageViews[typeof(RulePage)] = (page, theme) => new RuleView((RulePage)page, ui.Workbench.Clipboard, ui.Workbench.Dialogs, theme);
        ui.Do(() => ui.Session.Chosen.Choose(Pathway, "missing-facts/second-drug-decides"));
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Rule, Pathway, "FNB-311")));
        await ui.SettleAsync();
        await ui.WaitAsync(() => ui.Screen.Contains("none changes", StringComparison.Ordinal));
        Check(ui, "author");
    }

    [Fact]
    public async Task Qa_SuiteWithAFailedCase_IsAsInTheReadme()
    {
        using var ui = await StartAsync();
        ui.Do(() => ui.Session.Apply(Stricter, "set failedReliefBelow"));
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Suite, Pathway, "classify-failure")));
        await ui.RunAsync("run.all");
        await ui.RunAsync("case.only-failed");
        Check(ui, "qa");
    }

    [Fact]
    public async Task Reviewer_ChangeWithItsWitness_IsAsInTheReadme()
    {
        using var ui = await StartAsync();
        ui.Do(() => ui.Session.Apply(Stricter, "set failedReliefBelow"));
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Begin(() => CompareCommands.CompareAsync(ui.Workbench, Pathway, Pathway, OpenVersion.Here)));
        await ui.SettleAsync();
        await ui.RunAsync("compare.impact");
        ui.Press(Key.Home, Key.CursorDown, Key.CursorDown);
        Check(ui, "reviewer");
    }

    private static Edit Stricter => new SetValue($"workflows/{Pathway}/pathway.json", "/policy/failedReliefBelow/value", "45");

    private static async Task<Ui> StartAsync()
    {
        var workspace = new Workspace(Repository.Root);
        var loaded = WorkspaceFiles.Load(workspace);
        var dialogs = new RecordedDialogs();
        var ui = new Ui(Repository.Root, new WorkbenchSession(workspace, loaded.Value!, loaded.Diagnostics, dialogs, TimeProvider.System), dialogs, Width, Height, new WindowLayout());
        return await ui.SettleAsync();
    }

    private static void Check(Ui ui, string name)
    {
        ui.Do(() => ui.Session.Message = "");
        var readme = Repository.PathOf("README.md");
        var text = File.ReadAllText(readme);
        var shown = Screen().Matches(text).SingleOrDefault(m => m.Groups["name"].Value == name).ShouldNotBeNull($"README.md has no screen `{name}`").Groups["text"];
        if (Environment.GetEnvironmentVariable("RULEWB_ACCEPT_GOLDEN") == "1")
            File.WriteAllText(readme, text[..shown.Index] + ui.Screen + text[(shown.Index + shown.Length)..]);
        else
            shown.Value.ShouldBe(ui.Screen, "the screen in README.md is not what the program shows; RULEWB_ACCEPT_GOLDEN=1 writes it anew");
    }

    /// <summary>A block of text after a comment that names its screen.</summary>
    [GeneratedRegex(@"<!-- screen: (?<name>\w+) -->\n```\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Screen();
}
