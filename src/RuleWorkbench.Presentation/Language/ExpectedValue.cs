using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Language;

/// <summary>What fits at a place of an expression, by what stands around it.</summary>
/// <param name="Kind"><see cref="ValueKind.Any"/> where a new condition begins.</param>
/// <param name="Fact">What it is compared with, where that is a fact: its allowed values and its unit.</param>
/// <param name="IsCompared">True behind <c>==</c>, <c>!=</c>, <c>&lt;</c> and their like.</param>
/// <param name="AsksEquality">True behind <c>==</c> and <c>!=</c>, where null fits too.</param>
public sealed record ExpectedValue(ValueKind Kind, FactSchema? Fact, bool IsCompared, bool AsksEquality)
{
    private static readonly ExpectedValue Anything = new(ValueKind.Any, null, false, false);

    private static readonly ImmutableHashSet<string> Comparisons =
        ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase, "==", "=", "!=", "<>", "<", "<=", ">", ">=", "eq", "ne", "neq", "lt", "le", "gt", "ge");

    private static readonly ImmutableHashSet<string> Equalities = ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase, "==", "=", "!=", "<>", "eq", "ne", "neq");

    private static readonly ImmutableHashSet<string> Arithmetic = ["+", "-", "*", "/", "%"];

    /// <param name="token">The token that is to be an operand, or before which one is to be put.</param>
    public static ExpectedValue At(ExpressionAnalysis analysis, int token)
    {
        if (token == 0)
            return Anything;
        var before = analysis.Tokens[token - 1];
        if (analysis.IsOperator(token - 1))
        {
            if (Comparisons.Contains(before.Value))
                return new ExpectedValue(LeftKind(analysis, token - 1), LeftFact(analysis, token - 1), true, Equalities.Contains(before.Value));
            if (before.Value == "??")
                return new ExpectedValue(LeftKind(analysis, token - 1), LeftFact(analysis, token - 1), true, false);
            if (Arithmetic.Contains(before.Value))
                return LeftKind(analysis, token - 1) == ValueKind.Number ? new ExpectedValue(ValueKind.Number, null, true, false) : Anything;
            return Anything;
        }

        return before.Is("(") || before.Is(",") ? InBrackets(analysis, token) : Anything;
    }

    /// <summary>Whether a value of a kind fits here; a group or a list does, since what is in it can be named or counted.</summary>
    public bool Fits(ValueKind kind) =>
        Kind is ValueKind.Any or ValueKind.Object || kind is ValueKind.Any or ValueKind.Object or ValueKind.List || kind == Kind;

    private static ExpectedValue InBrackets(ExpressionAnalysis analysis, int token)
    {
        var open = analysis.OpenBefore(token);
        if (open > 0 && analysis.Tokens[open - 1].Is("in"))
            return new ExpectedValue(LeftKind(analysis, open - 1), LeftFact(analysis, open - 1), true, false);
        var callee = open < 0 ? -1 : analysis.CalleeOf(open);
        if (callee < 0)
            return Anything;
        var argument = ArgumentOf(analysis, open, token);
        switch (analysis.SymbolAt(callee))
        {
            case FunctionSymbol function when argument < function.Functions[0].Arguments.Length:
                return new ExpectedValue(function.Functions.Length > 1 ? ValueKind.Any : ValueKinds.OfScript(function.Functions[0].Arguments[argument].Type), null, false, false);
            case BuiltInSymbol { BuiltIns: [{ Owner: BuiltIns.List, Name: "Contains" }, ..] }:
                var list = analysis.SchemaEndingAt(callee - 2);
                return list?.Element is { } element ? new ExpectedValue(ValueKinds.Of(element), element, true, false) : Anything;
            case BuiltInSymbol { BuiltIns: [{ Owner: BuiltIns.Text }, ..] }:
                return new ExpectedValue(ValueKind.Text, analysis.Tokens[callee].Is("Equals") ? analysis.SchemaEndingAt(callee - 2) : null, true, false);
            case BuiltInSymbol { BuiltIns: [{ Owner: "Math" or BuiltIns.Date }, ..] }:
                return new ExpectedValue(ValueKind.Number, null, false, false);
            default:
                return Anything;
        }
    }

    /// <summary>How many commas of a call stand before a token.</summary>
    public static int ArgumentOf(ExpressionAnalysis analysis, int open, int token)
    {
        var commas = 0;
        for (var i = open + 1; i < token; i++)
            commas += analysis.Tokens[i].Is(",") && analysis.OpenBefore(i) == open ? 1 : 0;
        return commas;
    }

    private static ValueKind LeftKind(ExpressionAnalysis analysis, int operation)
    {
        var start = StartOfLeft(analysis, operation);
        if (start >= operation)
            return ValueKind.Any;
        return analysis.StartOfOperand(operation - 1) == start
            ? analysis.KindEndingAt(operation - 1)
            : ValueKinds.Of(analysis.Parse(start, operation - 1)?.Type, analysis.Scope.Facts);
    }

    private static FactSchema? LeftFact(ExpressionAnalysis analysis, int operation) =>
        operation > 0 && analysis.StartOfOperand(operation - 1) == StartOfLeft(analysis, operation) ? analysis.SchemaEndingAt(operation - 1) : null;

    /// <summary>Where the left side of a comparison or of arithmetic begins: behind the operator or bracket before it.</summary>
    private static int StartOfLeft(ExpressionAnalysis analysis, int operation)
    {
        var isArithmetic = Arithmetic.Contains(analysis.Tokens[operation].Value);
        var at = operation;
        while (at > 0)
        {
            var start = analysis.StartOfOperand(at - 1);
            if (!analysis.EndsOperand(at - 1))
                return at;
            at = start;
            if (at == 0 || isArithmetic || !Arithmetic.Contains(analysis.Tokens[at - 1].Value) || at < 2 || !analysis.EndsOperand(at - 2))
                return at;
            at--;
        }

        return at;
    }
}
