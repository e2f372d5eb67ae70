using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T7: input types registered by two first calls at a time overwrite each other.</summary>
public sealed class T07FirstUseInParallelTests
{
    [Fact]
    public async Task PlainEngine_SecondTypeIsRegisteredWhileTheFirstCompiles_FirstIsBrokenForGood()
    {
        using var secondHasRead = new SemaphoreSlim(0);
        using var secondMayWrite = new SemaphoreSlim(0);
        Task? second = null;
        RulesEngine.RulesEngine? engine = null;
        var gate = new GateType(() =>
        {
            // The second call has read the known types and not yet added its own.
            secondHasRead.Release();
            secondMayWrite.Wait();
        });
        engine = new RulesEngine.RulesEngine([Plain.Workflow(Plain.Main, Rules())], new() { CustomTypes = [gate] });
        var cancellation = TestContext.Current.CancellationToken;

        (await engine.ExecuteAsync(new Alone())).Successes().ShouldBe([true]);
        gate.Arm();
        second = Task.Run(async () => await engine.ExecuteAsync(new Second()), cancellation);
        await secondHasRead.WaitAsync(cancellation);
        await engine.ExecuteAsync(new First());

        (await engine.ExecuteAsync(new First())).Successes().ShouldBe([false]);

        IEnumerable<RulesEngine.Models.Rule> Rules()
        {
            // The first call has added its type and is about to parse: now the second one overwrites the list.
            if (second is { IsCompleted: false } && secondMayWrite.CurrentCount == 0 && Environment.CurrentManagedThreadId != gate.Thread)
            {
                secondMayWrite.Release();
                second.GetAwaiter().GetResult();
            }

            yield return Plain.Rule("rule", "patient.IsThere()");
        }
    }

    [Fact]
    public async Task ReferenceEngine_FirstUseFromManyThreads_EveryAnswerIsRight()
    {
        const int workflows = 4;
        var compiled = TestPathway.Of(
            [.. Enumerable.Range(0, workflows).Select(w => TestPathway.Workflow(
                $"workflow {w}",
                [.. Enumerable.Range(0, 10).Select(i => TestPathway.Rule(
                    $"rule {i}", $"patient.drugs.Any(d => d.stoppedDaysAgo > {i}) and limit == {i + w}", ("limit", $"{i} + {w}")))]))]).Compile();
        var expected = (Verdict[])[.. Enumerable.Range(0, 10).Select(i => i < 5 ? Verdict.Met : Verdict.NotMet)];

        for (var round = 0; round < 5; round++)
        {
            var engine = new ReferenceEngine(compiled);
            var results = await Task.WhenAll(Enumerable.Range(0, 4 * workflows).Select(i => Task.Run(
                async () => await engine.EvaluateAsync("{ patient: { drugs: [ { stoppedDaysAgo: 5 } ] } }", $"workflow {i % workflows}"))));

            foreach (var result in results)
                result.Verdicts().ShouldBe(expected);
        }
    }

    public sealed class Alone
    {
        public bool IsThere() => true;
    }

    public sealed class First
    {
        public bool IsThere() => true;
    }

    public sealed class Second
    {
        public bool IsThere() => true;
    }

    /// <summary>A type in RulesEngine's list that tells when the list is read.</summary>
    private sealed class GateType(Action whenRead) : System.Reflection.TypeDelegator(typeof(object))
    {
        private int armed;

        public int Thread { get; private set; }

        public void Arm() => armed = 1;

        public override int GetHashCode()
        {
            if (Interlocked.Exchange(ref armed, 0) == 1)
            {
                Thread = Environment.CurrentManagedThreadId;
                whenRead();
            }

            return base.GetHashCode();
        }
    }
}
