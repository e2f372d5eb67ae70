using RulesEngine.Models;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T22: beyond 1,000 expressions RulesEngine's cache forgets, and every call compiles again. Told by the memory
/// that a warm call allocates, which does not depend on the machine's speed.</summary>
public sealed class T22CacheCliffTests
{
    private const int BeyondTheCliff = 1_010;

    /// <summary>A rule that is only run takes about 3,000 bytes, one that is compiled about 80,000.</summary>
    private const long BytesOfCompilingOne = 20_000;

    [Fact]
    public async Task PlainEngine_ManyExpressions_CompilesAtEveryCall()
    {
        var engine = Plain.Engine([.. Enumerable.Range(0, BeyondTheCliff).Select(i => Plain.Rule($"rule {i}", "true").WithFigure($"patient + {i}"))]);

        (await BytesOfAWarmCallAsync(() => engine.ExecuteAllRulesAsync(Plain.Main, [new RuleParameter("patient", 1)]).AsTask()))
            .ShouldBeGreaterThan(BeyondTheCliff * BytesOfCompilingOne);
    }

    [Fact]
    public async Task ReferenceEngine_ManyExpressions_CompilesOnce()
    {
        var pathway = TestPathway.Of([.. Enumerable.Range(0, BeyondTheCliff).Select(i => TestPathway.Rule($"rule {i}", "true").WithFigure($"patient.age + {i}"))]);
        var engine = new ReferenceEngine(pathway.Compile());

        (await BytesOfAWarmCallAsync(() => engine.EvaluateAsync("{ patient: { age: 1 } }").AsTask()))
            .ShouldBeLessThan(BeyondTheCliff * BytesOfCompilingOne);
    }

    private static async Task<long> BytesOfAWarmCallAsync(Func<Task> call)
    {
        // Neither engine leaves the thread.
        await call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        await call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
