using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class ScriptTests
{
    [Fact]
    public async Task List_Workspace_NamesEveryFunction()
    {
        using var workspace = TemporaryWorkspace.WithScript();

        var result = (await workspace.RunAsync("script", "list")).ShouldExitWith(RulewbResult.Clean);

        result.Out.ShouldContain("Age.IsAdult(double? years)");
        result.Out.ShouldContain("Whether somebody is of age.");
    }

    [Fact]
    public async Task Show_Function_HasItsExamplesAndPlace()
    {
        using var workspace = TemporaryWorkspace.WithScript();

        var result = (await workspace.RunAsync("script", "show", "Age.IsAdult")).ShouldExitWith(RulewbResult.Clean);

        result.Out.ShouldContain("scripts/Age.csx:4:7");
        result.Out.ShouldContain("Age.IsAdult(18) = true");
    }

    [Fact]
    public async Task Table_ShippedVersionsSideBySide_AreComparedRowByRow()
    {
        var all = (await Rulewb.RunAsync(RepositoryRoot.Folder, "script", "table")).ShouldExitWith(RulewbResult.Clean).Out;
        var result = (await Rulewb.RunAsync(RepositoryRoot.Folder, "script", "table", "Mme/conversion-factors.csv", "--compare", "clinical2016..clinical2022")).ShouldExitWith(RulewbResult.Clean);

        all.ShouldContain("Mme/units.csv 8 rows: source, ucum");
        result.Out.ShouldContain("~ Hydromorphone: factor: 4 → 5");
        result.Out.ShouldContain("+ Tramadol, 0.2");
        result.Out.ShouldContain("- Methadone, 21, 40, 8");
    }

    [Theory]
    [InlineData("Did you mean `Mme/units.csv`?", "Mme/unit.csv")]
    [InlineData("known here: `2016`, `2018`", "Mme/product-factors.csv", "--compare", "2016..2017")]
    public async Task Table_WhatIsNotThere_IsSaid(string says, params string[] asked) =>
        (await Rulewb.RunAsync(RepositoryRoot.Folder, ["script", "table", .. asked])).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain(says);

    [Fact]
    public async Task Show_UnknownFunction_CannotRun()
    {
        using var workspace = TemporaryWorkspace.WithScript();

        (await workspace.RunAsync("script", "show", "Age.IsAdul")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("Did you mean `Age.IsAdult`?");
    }

    [Theory]
    [InlineData("40", "true")]
    [InlineData("patient.age", "false")]
    public async Task Run_FunctionWithArguments_PrintsItsResult(string argument, string printed)
    {
        using var workspace = TemporaryWorkspace.WithScript();

        var result = (await workspace.RunAsync("script", "run", "Age.IsAdult", argument, "--pathway", "tiny", "--case", "child")).ShouldExitWith(RulewbResult.Clean);

        result.Out.Trim().ShouldBe(printed);
    }

    [Fact]
    public async Task Run_WrongArgument_SaysWhichOne()
    {
        using var workspace = TemporaryWorkspace.WithScript();

        var result = (await workspace.RunAsync("script", "run", "Age.IsAdult", "\"x\"")).ShouldExitWith(RulewbResult.CouldNotRun);

        result.Error.ShouldContain("the argument `years` of `Age.IsAdult` is a number");
    }

    [Fact]
    public async Task Repl_LinesFromAPipe_AreEvaluatedAgainstTheCase()
    {
        using var workspace = TemporaryWorkspace.WithScript();
        using var repl = Rulewb.StartWith(
            workspace.Root,
            "Age.IsAdult(patient.age)\n:set patient.age=null\npatient.age > 3\npatient.agee\n:case adult\npatient.age\n:nonsense\n:quit\n1 + 1\n",
            "script", "repl", "tiny", "--case", "child");

        var result = (await repl.EndAsync()).ShouldExitWith(RulewbResult.Clean);

        result.Out.ShouldBe("small/child\nfalse\nsmall/child\nfalse\n? open: patient.age missing\nsmall/adult\n40\n");
        result.Error.ShouldContain("Did you mean `age`?");
        result.Error.ShouldContain("There is no command `:nonsense`.");
        result.ShouldNotLookLikeAFault();
    }

    [Fact]
    public async Task Repl_TabAndArrows_CompleteAndRecall()
    {
        if (!OperatingSystem.IsLinux())
            return; // only Linux has a way to give a program a terminal here
        using var workspace = TemporaryWorkspace.WithScript();

        var result = await Rulewb.RunInTerminalAsync(workspace.Root, new Dictionary<string, string>(), "Age.Is\t20)\r\u001b[A\r:quit\r", "script", "repl", "tiny");

        result.Out.ShouldContain("Age.IsAdult(20)");
        result.Out.Split("true").Length.ShouldBe(3, result.Out);
    }

    [Fact]
    public async Task Simulate_Examples_RunAsCases()
    {
        using var workspace = TemporaryWorkspace.WithScript();

        (await workspace.RunAsync("simulate")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("5 cases: 5 passed");

        workspace.Replace(TemporaryWorkspace.ScriptFile, "Age.IsAdult(17) = false", "Age.IsAdult(17) = true");
        var result = (await workspace.RunAsync("simulate")).ShouldExitWith(RulewbResult.GateFailed);
        result.Out.ShouldContain("scripts/Age/Age.IsAdult(17) = true");
        result.Out.ShouldContain("scripts/Age.csx:3:14");
    }

    [Fact]
    public async Task Simulate_BrokenScript_IsToldWithItsPlaceAndRulesThatNeedItFail()
    {
        using var workspace = TemporaryWorkspace.WithScript().Replace(TemporaryWorkspace.ScriptFile, "years >= 18", "year >= 18");

        var result = (await workspace.RunAsync("simulate")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();

        result.Error.ShouldContain("scripts/Age.csx:4:33: error RW100: The name `year` does not exist in the current context (CS0103)");

        // Where it is wrong is told once; the rules that need it say why they failed.
        result.Error.ShouldNotContain("cannot be used as it stands");
        result.Out.ShouldContain("The script library `Age` cannot be used as it stands.");
    }

    [Fact]
    public async Task Simulate_WarmCache_NeedsNoCompiler()
    {
        using var workspace = TemporaryWorkspace.WithScript();
        var environment = new Dictionary<string, string> { ["XDG_CACHE_HOME"] = workspace["cache"] };
        var program = workspace["program"];
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            workspace.Write(Path.Combine("program", Path.GetFileName(file)), File.ReadAllBytes(file));
        (await Rulewb.RunAsync(workspace.Root, environment, "simulate")).ShouldExitWith(RulewbResult.Clean);

        // A compiler that cannot be loaded is not missed until something is to be compiled.
        foreach (var compiler in Directory.EnumerateFiles(program, "Microsoft.CodeAnalysis*.dll"))
            File.WriteAllBytes(compiler, []);
        (await Rulewb.RunCopyAsync(program, workspace.Root, environment, "simulate")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("5 cases: 5 passed");

        workspace.Replace(TemporaryWorkspace.ScriptFile, "years >= 18", "years >= 17");
        (await Rulewb.RunCopyAsync(program, workspace.Root, environment, "simulate")).ExitCode.ShouldNotBe(RulewbResult.Clean);
    }

    [Fact]
    public async Task Export_Pathway_WritesWorkflowsAndOneAssembly()
    {
        using var workspace = TemporaryWorkspace.WithScript();

        (await workspace.RunAsync("export", "tiny", "--to", "out")).ShouldExitWith(RulewbResult.Clean);

        foreach (var file in (string[])["out/tiny.dll", "out/policy.json", "out/README.md", "out/workflows/treat.json", "out/workflows/guards.json"])
            File.Exists(workspace[file]).ShouldBeTrue(file);
    }
}
