using System.Runtime.CompilerServices;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting;

public sealed class ScriptLibrariesTests : IDisposable
{
    private const string Half = """
        /// <summary>Half of it.</summary>
        /// <missing>Nothing.</missing>
        /// <example>L.Half(5) = 2.5</example>
        double? Half(double? x) { int unused = 1; return x / 2; }
        """;

    private readonly string home = Directory.CreateTempSubdirectory("rulewb-").FullName;

    [Fact]
    public void Open_SecondTime_IsTheSameFromTheCache()
    {
        var first = Open(Library.Of("L", Half));
        var second = Open(Library.Of("L", Half));

        Files().Length.ShouldBe(1);
        second.Functions.ShouldHaveSingleItem().ShouldBe(first.Functions.Single() with { Arguments = second.Functions[0].Arguments, Examples = second.Functions[0].Examples });
        second.Functions[0].Arguments.ShouldBe(first.Functions[0].Arguments);
        second.Functions[0].Examples.ShouldBe(first.Functions[0].Examples);
        second.Diagnostics.ShouldBe(first.Diagnostics);
        second.Diagnostics.ShouldHaveSingleItem().Severity.ShouldBe(DiagnosticSeverity.Warning);
        second.Call("Half", 5.0).ShouldBe(2.5);
    }

    [Fact]
    public void Open_DamagedCache_CompilesAgain()
    {
        Open(Library.Of("L", Half));
        foreach (var file in Files())
            File.WriteAllBytes(file, [1, 2, 3]);

        Open(Library.Of("L", Half)).Call("Half", 5.0).ShouldBe(2.5);
    }

    [Theory]
    [InlineData("double? F() => 1;", "a,b\n1,2", "double? F() => 2;", "a,b\n1,2")]
    [InlineData("double? F() => 1;", "a,b\n1,2", "double? F() => 1;", "a,b\n1,3")]
    public void Open_EditedScriptOrTable_IsCompiledAnew(string text, string table, string editedText, string editedTable)
    {
        Open(Library.Of("L", text, ("t.csv", table)));
        Open(Library.Of("L", editedText, ("t.csv", editedTable)));

        Files().Length.ShouldBe(2);
    }

    [Fact]
    public void Open_BrokenLibrary_IsNotKept()
    {
        Open(Library.Of("L", "double? F(")).IsBroken("L").ShouldBeTrue();

        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task Unload_FiveHundredLoads_NoneStaysAlive()
    {
        var library = Library.Of("L", "record R(string A); double? Half(double? x) => new HashSet<R> { new R(\"a\"), new R(\"a\") }.Count * x / 2;");
        Open(library);
        var alive = new List<WeakReference>();
        for (var i = 0; i < 500; i++)
            alive.Add(LoadRunUnload(library));

        // The runtime holds on to code that waits to be compiled better, which under load can take seconds.
        for (var i = 0; i < 200 && alive.Exists(a => a.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(i, TestContext.Current.CancellationToken);
        }

        alive.Count(a => a.IsAlive).ShouldBe(0);
    }

    public void Dispose() => Directory.Delete(home, recursive: true);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference LoadRunUnload(ScriptLibrary library)
    {
        var scripts = Open(library);
        scripts.Call("Half", 5.0).ShouldBe(2.5);
        scripts.Unload();
        return new WeakReference(scripts.Classes[0].Assembly);
    }

    private LoadedScripts Open(params ScriptLibrary[] libraries) =>
        new ScriptsInProcess(new DiskCache(Path.Combine(home, "cache"), 10_000_000)).Open(TestPathway.Of(TestPathway.Rule("rule", "true")).With(libraries), TestContext.Current.CancellationToken);

    private string[] Files() => Directory.Exists(Path.Combine(home, "cache")) ? Directory.GetFiles(Path.Combine(home, "cache")) : [];
}
