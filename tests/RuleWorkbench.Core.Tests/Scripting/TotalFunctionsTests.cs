using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting;

public sealed class TotalFunctionsTests
{
    [Theory]
    [InlineData("double? F(double? x, double? y) => y > 0 ? (x - y) * 100 / y : null;")]
    [InlineData("double? F(double? x) => x is { } v && v > 1 ? Math.Max(v, 2) : 0;")]
    [InlineData("string F(double? x) => x switch { > 1 => \"a\", _ => \"b\" };")]
    [InlineData("bool? F(string x) { if (x == null) return null; var y = x == \"a\"; return !y; }")]
    [InlineData("double? F(double? x) => G(x) ?? 1; private double? G(double? x) => x / 0;")]
    public void NeverFails_ArithmeticAndChoice_IsTrue(string text)
    {
        Function(text).NeverFails.ShouldBeTrue();
    }

    [Theory]
    [InlineData("double? F(double? x) => x.Value;")]
    [InlineData("double? F(double? x) => (double)x;")]
    [InlineData("int F(int x) => 1 / x;")]
    [InlineData("int F(int x) => x + 1;")]
    [InlineData("int F(string x) => x.Length;")]
    [InlineData("double? F(List<double?> x) => x[0];")]
    [InlineData("double? F(List<double?> x) => x.Max();")]
    [InlineData("string F(double? x) => x switch { > 1 => \"a\", < 0 => \"b\" };")]
    [InlineData("double? F(double? x) { while (x > 0) x = x + 1; return x; }")]
    [InlineData("double? F(double? x) => F(x);")]
    [InlineData("double? F(double? x) => x > 1 ? throw new ArgumentException(\"\") : x;")]
    public void NeverFails_WhatCanFailOrRunOn_IsFalse(string text)
    {
        Function(text).NeverFails.ShouldBeFalse();
    }

    private static ScriptFunction Function(string text)
    {
        var scripts = Library.Open(text);
        scripts.Diagnostics.Errors().ShouldBeEmpty();
        return scripts.Functions.Single();
    }
}
