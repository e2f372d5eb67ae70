using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli;

/// <summary>The workbench as a person meets it: the real program, in a real terminal.</summary>
public sealed class WorkbenchTests : IDisposable
{
    private const string Suite = "seeds/first/suites/first-look.json";

    private readonly TemporaryWorkspace workspace = TemporaryWorkspace.Empty();
    private readonly string state = Directory.CreateTempSubdirectory("rulewb-state").FullName;

    [Fact]
    public async Task Open_NoTerminal_SaysSoAndEndsWithOne()
    {
        (await Rulewb.RunAsync(workspace.Root, "new", "first")).ExitCode.ShouldBe(0);
        var result = await Rulewb.RunAsync(workspace.Root, "open");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("needs a terminal");
        (await Rulewb.RunAsync(workspace.Root)).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Author_TriesAFactSavesAndUndoes_OnlyThatFactChanges()
    {
        using var terminal = await StartAsync();
        terminal.Press("C-e");
        await terminal.SeeAsync("Choose a case");
        terminal.Type("no-fever");
        terminal.Press("Enter");
        await terminal.SeeAsync("recommended  WAIT_AT_HOME");
        terminal.Press("F2");
        await terminal.SeeAsync("policy.feverFrom");
        terminal.Press("Down", "Space");
        await terminal.SeeAsync("1 tried");
        terminal.Press("F3");
        await terminal.SeeAsync("G1  not met → undetermined");
        terminal.Press("C-t");
        await terminal.SeeAsync("1 file is not saved");
        var before = workspace.Read(Suite);
        terminal.Press("C-s");
        await terminal.SeeAsync("Saved");
        workspace.Read(Suite).ShouldBe(before.Replace("\"temperature\": 37.9", "\"temperature\": 37.9, \"stiffNeck\": null", StringComparison.Ordinal), "only the lines of that case change");
        terminal.Press("C-z");
        await terminal.SeeAsync("Undone: change patient.stiffNeck of first-look/no-fever");
        terminal.Press("C-s");
        await terminal.SeeAsync("Saved");
        workspace.Read(Suite).ShouldBe(before);
        terminal.Press("C-q");
        await terminal.SeeAsync("EXIT=0");
        terminal.IsAsItWas.ShouldBeTrue();
    }

    /// <summary>A terminal has no key of its own for Alt+Enter: only there it shows whether it arrives.</summary>
    [Fact]
    public async Task Author_NameWithoutItsInput_IsFixedAndUndoneByName()
    {
        using var terminal = await StartAsync();
        terminal.Press("C-g");
        await terminal.SeeAsync("┥Go to┝");
        terminal.Type("R1 Fever");
        terminal.Press("Enter");
        await terminal.SeeAsync("Suites: 4 cases");
        terminal.Press("C-a");
        terminal.Type("temperature > 38");
        terminal.Press("Home", "Right");
        await terminal.SeeAsync("Alt+Enter: Write");
        terminal.Press("M-Enter");
        await terminal.SeeAsync(" patient.temperature > 38");
        terminal.Press("F1");
        await terminal.SeeAsync("What can be done here");
        terminal.Press("F10");
        await terminal.SeeAsync("Undo edit condition of R1");
        terminal.Press("Escape");
        await terminal.SeeGoneAsync("Undo edit condition of R1");
        terminal.Press("C-z", "C-z", "C-z", "C-s");
        await terminal.SeeAsync("There is nothing to save.");
    }

    [Fact]
    public async Task Qa_RunsASuiteThatFails_SeesWhatIsOtherwise()
    {
        using var terminal = await StartAsync(() => workspace.Replace("workflows/first/pathway.json", "\"value\": 38", "\"value\": 38.5"));
        terminal.Press("C-g");
        await terminal.SeeAsync("┥Go to┝");
        terminal.Type("first-look suite");
        terminal.Press("Enter");
        await terminal.SeeAsync("4 not run");
        terminal.Press("F5");
        await terminal.SeeAsync("3 passed, 1 failed");
        await terminal.SeeAsync("expected  met");
        terminal.Press("Enter");
        await terminal.SeeAsync("R1 Fever: not met");
        terminal.Resize(80, 24);
        await terminal.SeeAsync("3 passed");
        terminal.Press("C-q");
        await terminal.SeeAsync("EXIT=0");
    }

    [Fact]
    public async Task Reviewer_ComparesWithARelease_ReadsAWitnessAndApproves()
    {
        using var terminal = await StartAsync(async () =>
        {
            (await Rulewb.RunAsync(workspace.Root, "release", "first", "0.1.0", "--as", "Ada")).ExitCode.ShouldBe(0);
            workspace.Replace("workflows/first/pathway.json", "\"value\": 38", "\"value\": 39").Replace("workflows/first/pathway.json", "0.1.0", "0.2.0");
        });
        terminal.Press("C-d");
        await terminal.SeeAsync("Baseline: compare from");
        terminal.Type("@0.1");
        terminal.Press("Enter");
        await terminal.SeeAsync("Candidate: compare first@0.1.0 with");
        terminal.Press("Enter");
        await terminal.SeeAsync("1 change with other logic");
        terminal.Press("F7");
        await terminal.SeeAsync("no status  by policy");
        terminal.Press("Down", "Down");
        await terminal.SeeAsync("made smaller from first-look/fever");
        await terminal.SeeAsync("│   no status    SECOND_LOOK");
        await terminal.SeeAsync("│ ✗ not met");
        terminal.Press("End", "Space");
        await terminal.SeeAsync("Who reviews?");
        terminal.Press("C-a");
        terminal.Type("Grace");
        terminal.Press("Enter");
        await terminal.SeeAsync("✓ ~ other logic  feverFrom");
        terminal.Press("C-a");
        await terminal.SeeAsync("What is signed is what the files say");
        terminal.Press("Enter");
        await terminal.SeeAsync("1 of 2 changes are accepted");
        terminal.Press("Left", "Enter");
        await terminal.SeeAsync("What to remember with it");
        terminal.Type("Board of 2 March");
        terminal.Press("Enter");
        await terminal.SeeAsync("✓ approved by Grace");
        terminal.Press("C-q");
        await terminal.SeeAsync("EXIT=0");
        terminal.IsAsItWas.ShouldBeTrue();

        var verified = await Rulewb.RunAsync(workspace.Root, "verify", "first");
        verified.ExitCode.ShouldBe(0);
        verified.Out.ShouldContain("approved by Grace");
        var page = await Rulewb.RunAsync(workspace.Root, "review", "first@0.1.0..first", "--format", "md");
        page.Out.ShouldContain("approved by Grace");
        page.Out.ShouldContain("accepted by Grace");
    }

    [Fact]
    public async Task Cohort_Table_IsOpenedAndCountedWhileALimitIsChanged()
    {
        using var terminal = await StartAsync(() => workspace.Write("people.csv", "id,patient.temperature,patient.stiffNeck,ward\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"p{i},{36 + (i / 5)},false,A\n"))));
        terminal.Press("C-p");
        await terminal.SeeAsync("Commands");
        terminal.Type("open a file of people");
        terminal.Press("Enter");
        await terminal.SeeAsync("Path of a file");
        terminal.Type("people.csv");
        terminal.Press("Enter");
        await terminal.SeeAsync("20 people");
        await terminal.SeeAsync("Columns that are no fact: ward");
        terminal.Press("C-g");
        await terminal.SeeAsync("┥Go to┝");
        terminal.Type("policy first");
        terminal.Press("Enter");
        await terminal.SeeAsync("1 policy value");
        terminal.Press("Right", "Enter");
        await terminal.SeeAsync("feverFrom: value");
        terminal.Press("BSpace", "BSpace");
        terminal.Type("39");
        terminal.Press("Enter");
        await terminal.SeeAsync("feverFrom 39");
        terminal.Press("C-g");
        await terminal.SeeAsync("┥Go to┝");
        terminal.Type("R1 Fever");
        terminal.Press("Enter");
        await terminal.SeeAsync("SECOND_LOOK −5");
    }

    [Fact]
    public async Task Kill_InTheMiddleOfWork_IsOfferedBackAtTheNextStart()
    {
        using var terminal = await StartAsync();
        await EditAsync(terminal);
        await Task.Run(async () =>
        {
            while (!Directory.EnumerateFiles(state, "*.json", SearchOption.AllDirectories).Any(f => f.Contains("recovery", StringComparison.Ordinal)))
                await Task.Delay(20, TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);
        terminal.Signal("KILL");
        await terminal.SeeAsync("EXIT=137");
        terminal.Close();

        terminal.Open();
        await terminal.SeeAsync("Keep them");
        terminal.Press("Enter");
        await terminal.SeeAsync("Unsaved work was brought back");
        terminal.Press("C-s");
        await terminal.SeeAsync("Saved");
        workspace.Read(Suite).ShouldContain("\"stiffNeck\": null");
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task Signal_ThatEndsIt_GivesTheTerminalBackAndKeepsTheWork(string signal, int code)
    {
        using var terminal = await StartAsync();
        await EditAsync(terminal);
        terminal.Signal(signal);
        await terminal.SeeAsync($"EXIT={code}");
        terminal.IsAsItWas.ShouldBeTrue();
        if (signal == "TERM")
            await terminal.SeeAsync("Edits of 1 file that were not saved are kept");
        terminal.Close();
        terminal.Open();
        await terminal.SeeAsync("Keep them");
    }

    public void Dispose()
    {
        workspace.Dispose();
        Directory.Delete(state, recursive: true);
    }

    private static async Task EditAsync(Tmux terminal)
    {
        terminal.Press("C-e");
        await terminal.SeeAsync("Choose a case");
        terminal.Type("no-fever");
        terminal.Press("Enter");
        await terminal.SeeAsync("recommended  WAIT_AT_HOME");
        terminal.Press("F2");
        await terminal.SeeAsync("policy.feverFrom");
        terminal.Press("Down", "Space");
        await terminal.SeeAsync("1 tried");
        terminal.Press("C-t");
        await terminal.SeeAsync("1 file is not saved");
    }

    private Task<Tmux> StartAsync(Action prepare) => StartAsync(() =>
    {
        prepare();
        return Task.CompletedTask;
    });

    /// <param name="prepare">What is done to the new pathway before it is opened.</param>
    private async Task<Tmux> StartAsync(Func<Task>? prepare = null)
    {
        var terminal = new Tmux(workspace.Root, state);
        (await Rulewb.RunAsync(workspace.Root, "new", "first")).ExitCode.ShouldBe(0);
        if (prepare is not null)
            await prepare();
        terminal.Open();
        await terminal.SeeAsync("3 rules, 4 cases");
        return terminal;
    }
}
