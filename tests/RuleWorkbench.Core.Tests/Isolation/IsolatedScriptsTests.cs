using System.Diagnostics;
using System.Reflection;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Isolation;

public sealed class IsolatedScriptsTests : IClassFixture<IsolatedScriptsTests.SharedHost>
{
    private const string Functions = """
        double? Twice(double? x) => x * 2;
        double? Same(double? x) => x;
        int Next(int x) => x + 1;
        bool? Not(bool? x) => !x;
        string? Loud(string? x) => x + "!";
        double? Loop(double? x) { while (true) { } }
        double? Empty(double? x) => new List<double?>().First();
        double? Refuses(double? x) => throw new InvalidOperationException("No such drug.");
        IReadOnlyList<double?> All(IEnumerable<double?> list) => list.Select(x => x * 2).ToList();
        DateTime? Later(DateTime? date) => date?.AddDays(1);
        double? Sum(List<Facts_patient_drugs> drugs) => drugs.Sum(d => d.stoppedDaysAgo ?? 100);
        Facts_patient_drugs? Last(IReadOnlyList<Facts_patient_drugs> drugs) => drugs.LastOrDefault();
        """;

    private const string LongLoop = "double? F(double? x) { var n = 0.0; for (var i = 0; i < 2000000000; i++) n += i; return n; } double? G(double? x) => x + 1;";

    private readonly SharedHost shared;

    public IsolatedScriptsTests(SharedHost shared) => this.shared = shared;

    [Theory]
    [InlineData("Twice", 21.5)]
    [InlineData("Same", double.NaN)]
    [InlineData("Same", -0.0)]
    [InlineData("Same", null)]
    [InlineData("Next", 41)]
    [InlineData("Not", true)]
    [InlineData("Loud", "\ud800 \u00e9 \u4e2d")]
    [InlineData("Loud", null)]
    public void Call_AnyValue_IsWhatItIsInProcess(string function, object? argument)
    {
        var (here, there) = (shared.Here.Call(function, argument), shared.There.Call(function, argument));

        there.ShouldBe(here);
        if (here is double number)
            BitConverter.DoubleToInt64Bits((double)there!).ShouldBe(BitConverter.DoubleToInt64Bits(number));
    }

    [Fact]
    public void Call_ListsDatesAndFacts_GoThereAndBack()
    {
        var type = shared.There.FactClasses.Single(c => c.Name == "Facts_patient_drugs");
        var drugs = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type))!;
        foreach (var days in new double?[] { 3, null })
        {
            var drug = Activator.CreateInstance(type)!;
            type.GetProperty("stoppedDaysAgo")!.SetValue(drug, days);
            type.GetProperty("name")!.SetValue(drug, $"drug {days}");
            drugs.Add(drug);
        }

        shared.There.Call("All", new List<double?> { 1, null, 2.5 }).ShouldBe(new List<double?> { 2, null, 5 });
        shared.There.Call("Later", new DateTime(2026, 2, 28)).ShouldBe(new DateTime(2026, 3, 1));
        shared.There.Call("Sum", drugs).ShouldBe(103.0);
        type.GetProperty("name")!.GetValue(shared.There.Call("Last", drugs)).ShouldBe("drug ");
    }

    [Theory]
    [InlineData("Loop")]
    [InlineData("Empty")]
    [InlineData("Refuses")]
    public void Call_FunctionThatFails_SaysWhatItSaysInProcess(string function)
    {
        Failure(shared.There, function).ShouldBe(Failure(shared.Here, function));
    }

    [Theory]
    [InlineData("double? F(")]
    [InlineData("double? F(double? x) => System.IO.File.ReadAllText(\"x\").Length;")]
    public void Open_BrokenLibrary_SaysWhatItSaysInProcess(string text)
    {
        using var host = Workers.Scripts(shared.Cache);

        Open(host, text).Diagnostics.ShouldBe(Library.Open(text).Diagnostics);
    }

    [Fact]
    public void Open_SameScriptsAgain_HaveOneWorker()
    {
        using var host = Workers.Scripts(shared.Cache);
        Open(host, "double? F(double? x) => x;");
        Open(host, "double? F(double? x) => x;");
        host.Workers.Length.ShouldBe(1);

        Open(host, "double? F(double? x) => x + 1;");
        host.Workers.Length.ShouldBe(2);
    }

    [Fact]
    public void Open_NothingOfTheScripts_IsLoadedHere()
    {
        using var host = Workers.Scripts(shared.Cache);

        var type = Open(host, "double? F(double? x) => x * 2; private double? Secret(double? x) => x;").Classes.Single();

        type.Assembly.GetName().Name.ShouldBe("RuleWorkbench.Stubs");
        type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).ShouldHaveSingleItem().Name.ShouldBe("F");
    }

    [Fact]
    public void Call_WorkerKilledBefore_FailsOnceAndIsReplaced()
    {
        using var host = Workers.Scripts(shared.Cache);
        var scripts = Open(host, "double? F(double? x) => x;");
        Kill(host.Workers.Single());

        Failure(scripts).ShouldContain("was killed");
        scripts.Call("F", 3.0).ShouldBe(3.0);
    }

    [Fact]
    public async Task Call_WorkerKilledInTheMiddle_FailsOnceAndIsReplaced()
    {
        using var host = Workers.Scripts(shared.Cache);
        var scripts = Open(host, LongLoop, ScriptBudget.Most);
        var call = Task.Run(() => Failure(scripts), TestContext.Current.CancellationToken);
        var worker = host.Workers.Single();
        while (!IsBusy(worker))
            await Task.Yield();
        Kill(worker);

        (await call).ShouldContain("was killed");
        scripts.Call("G", 3.0).ShouldBe(4.0);
    }

    [Fact]
    public void Call_StuckAgainAndAgain_IsNotCalledAnyMore()
    {
        using var host = Workers.Scripts(shared.Cache, TimeSpan.FromMilliseconds(200));
        var scripts = Open(host, LongLoop, ScriptBudget.Most);

        for (var i = 0; i < 3; i++)
            Failure(scripts).ShouldContain("did not answer within");
        Failure(scripts).ShouldContain("`L.F` is not called any more");
    }

    [Fact]
    public async Task Engine_StoppedWorker_IsAnErrorOfTheRuleAndNoOther()
    {
        using var host = Workers.Scripts(shared.Cache);
        var pathway = TestPathway.Of(TestPathway.Rule("calls", "L.F(patient.age) > 1"), TestPathway.Rule("other", "patient.age > 1"))
            .With(Library.Of("L", "double? F(double? x) => x;"));
        var engine = new Plan(CompiledPathway.Compile(pathway, [], host, null, TestContext.Current.CancellationToken));
        var facts = BoundCase.Bind(engine.Compiled.Facts, engine.Compiled.Pathway, Newtonsoft.Json.Linq.JObject.Parse("""{ "patient": { "age": 50 } }"""), [], null);
        Kill(host.Workers.Single());

        var rules = (await engine.EvaluateAsync(TestPathway.Main, facts, TestContext.Current.CancellationToken)).Rules;
        var again = (await engine.EvaluateAsync(TestPathway.Main, facts, TestContext.Current.CancellationToken)).Rules;

        rules.Select(r => r.Verdict).ShouldBe([Verdict.Error, Verdict.Met]);
        rules[0].Error.ShouldNotBeNull().ShouldContain("The locked worker that runs the scripts was stopped");
        again.Select(r => r.Verdict).ShouldBe([Verdict.Met, Verdict.Met]);
    }

    /// <summary>Compiled here before, since the compiler is warm here.</summary>
    private LoadedScripts Open(IScriptHost host, string text, ScriptBudget? budget = null)
    {
        var pathway = Pathway(text) with { ScriptBudget = budget ?? ScriptBudget.Default };
        new ScriptsInProcess(shared.Cache).Open(pathway, TestContext.Current.CancellationToken);
        return host.Open(pathway, TestContext.Current.CancellationToken);
    }

    private static Pathway Pathway(string text) => TestPathway.Of(TestPathway.Rule("rule", "true")).With(Library.Of("L", text));

    private static string Failure(LoadedScripts scripts, string function = "F") => Should.Throw<TargetInvocationException>(() => scripts.Call(function, 1.0)).InnerException!.Message;

    private static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Whether a process uses the processor.</summary>
    private static bool IsBusy(int id)
    {
        using var process = Process.GetProcessById(id);
        var before = process.TotalProcessorTime;
        var until = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(until) < TimeSpan.FromMilliseconds(50))
            Thread.Yield();
        process.Refresh();
        return process.TotalProcessorTime > before;
    }

    /// <summary>One library, compiled by a worker, and the same in this process.</summary>
    public sealed class SharedHost : IDisposable
    {
        private readonly string home = Directory.CreateTempSubdirectory("rulewb-").FullName;
        private readonly IsolatedScripts host;

        public SharedHost()
        {
            Cache = new DiskCache(Path.Combine(home, "cache"), 100_000_000);
            host = Workers.Scripts(Cache);
            There = host.Open(Pathway(Functions), CancellationToken.None);
            Here = new ScriptsInProcess(Cache).Open(Pathway(Functions), CancellationToken.None);
        }

        public DiskCache Cache { get; }

        public LoadedScripts There { get; }

        public LoadedScripts Here { get; }

        public void Dispose()
        {
            host.Dispose();
            Directory.Delete(home, recursive: true);
        }
    }
}
