using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Tracing;

/// <summary>Messages of rules that are not met, with their placeholders filled in.</summary>
public sealed class MessageTemplateTests
{
    private const string Facts = """{ "a": false, "x": 2.5, "t": "left", "day": "2026-03-01", "o": { "n": 7 }, "ms": [ { "name": "secret" } ] }""";

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("$(f.x) mg", "2.5 mg")]
    [InlineData("$(f.t) side", "left side")]
    [InlineData("since $(f.day)", "since 2026-03-01")]
    [InlineData("$(f.a)", "false")]
    [InlineData("$(f.o.n)", "7")]
    [InlineData("$(f.y)", "missing")]
    [InlineData("$(p)", "5")]
    [InlineData("$(f.x) and $(f.t)", "2.5 and left")]
    public async Task Message_Placeholders_AreFilledFromFactsAndParameters(string template, string expected)
    {
        (await MessageAsync(template, Facts)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("$(f)")]
    [InlineData("$(f.ms)")]
    [InlineData("$(f.o)")]
    public async Task Message_PlaceholderForAGroupOfFacts_IsLeftAsItStands(string template)
    {
        (await MessageAsync(template, Facts)).ShouldBe(template);
    }

    [Theory]
    [InlineData("$(f.x")]
    [InlineData("$()")]
    [InlineData("$(f.x + 1)")]
    public async Task Message_ThatIsNoPlaceholder_IsLeftAsItStands(string template)
    {
        (await MessageAsync(template, Facts)).ShouldBe(template);
    }

    [Fact]
    public async Task Message_RuleIsMet_IsNull()
    {
        (await MessageAsync("$(f.x)", """{ "a": true }""")).ShouldBeNull();
    }

    private static async Task<string?> MessageAsync(string template, string facts)
    {
        var engine = Of(Rule("r", "a") with { ErrorMessage = template, Locals = [Parameter("p", "f.x * 2")] }).Engine();
        var bound = engine.Bind(facts);
        var result = await engine.EvaluateAsync("w", bound, TestContext.Current.CancellationToken);
        return new RuleTracer(engine.Compiled).Trace(result, bound)[0].Message;
    }
}
