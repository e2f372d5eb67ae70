using System.Reflection;
using RuleWorkbench.Compilation;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting;

/// <summary>What is not metered has as many instructions as in an export, which has no budgets.</summary>
public sealed class PlainReckoningTests
{
    [Theory]
    [InlineData("double? F(double? before, double? after) => before > 0 ? (before - after) * 100 / before : null;")]
    [InlineData("double? F(double? x) { var y = Math.Round(x ?? 0, 2); return y is > 1 and < 5 ? y : -y; }")]
    [InlineData("bool? F(string? unit, double? x) => unit switch { \"mg\" => x > 1, \"g\" => x > 0.001, _ => null };")]
    [InlineData("private double? G(double? x) => x * 2; bool? F(double? x) => G(x) is { } twice ? twice > 1 : null;")]
    [InlineData("double? F(double? x) => L.G(x) + L.G(1); double? G(double? x) => Math.Abs(x ?? 0);")]
    public void Is_ShortReckoning_IsNotMetered(string text)
    {
        Instructions(Library.Open(text).Classes.Single()).ShouldBe(Unmetered(text));
    }

    [Theory]
    [InlineData("double? F(double? x) { while (x > 0) x--; return x; }")]
    [InlineData("double? F(double? x) => F(x);")]
    [InlineData("string? F(string? x) => x + x;")]
    [InlineData("string? F(double? x) => $\"{x}\";")]
    [InlineData("bool? F(string? x) => x?.Contains(\"a\");")]
    [InlineData("double? F(double? x) => new[] { x }.Max();")]
    [InlineData("double? F(double? x) => throw new Exception();")]
    [InlineData("List<double?> G(double? x) => [x]; double? F(double? x) => G(x) == null ? 1 : 2;")]
    [InlineData("bool? F(double? x) { var o = (1, x); return o.Item2 == 1; }")]
    [InlineData("double? F(double? x) => G(x); double? G(double? x) => F(x);")]
    [InlineData("double? F(double? x) => G(x); double? G(double? x) { while (x > 0) x--; return x; }")]
    [InlineData("double? F(double? x) { Func<double?, double?> g = G; return 1; } double? G(double? x) => x;")]
    [InlineData("double? F(double? x) => G(1, 2, 3); private double? G(params double[] x) => 1;")]
    [InlineData("string? F(string? x) => x is { Length: > 3 } ? x : null;")]
    public void Is_AnythingElse_IsMetered(string text)
    {
        Instructions(Library.Open(text).Classes.Single()).ShouldNotBe(Unmetered(text));
    }

    [Fact]
    public void Is_CallsThatDouble_IsMetered()
    {
        var text = string.Concat(Enumerable.Range(1, 20).Select(i => $"double? F{i}(double? x) => F{i - 1}(x) + F{i - 1}(x);\n")) + "double? F0(double? x) => x; double? F(double? x) => F20(x);";

        Instructions(Library.Open(text).Classes.Single()).ShouldNotBe(Unmetered(text));
    }

    private static int Unmetered(string text)
    {
        var exported = ScriptLibraries.CompileForExport(TestPathway.Of(TestPathway.Rule("rule", "true")).With(Library.Of("L", text)), "exported", TestContext.Current.CancellationToken);
        return Instructions(Assembly.Load([.. exported.Value!.Assembly]).GetType("L")!);
    }

    /// <summary>How many bytes: the numbers in them differ from assembly to assembly.</summary>
    private static int Instructions(Type library) => library.GetMethod("F")!.GetMethodBody()!.GetILAsByteArray()!.Length;
}
