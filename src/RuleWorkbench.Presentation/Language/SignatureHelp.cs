using System.Collections.Immutable;
using RuleWorkbench.Compilation.Syntax;

namespace RuleWorkbench.Presentation.Language;

/// <summary>The call that the caret stands in.</summary>
/// <param name="Label">Such as <c>Relief.Percent(double? before, double? after)</c>.</param>
/// <param name="ActiveStart">Where the argument at the caret stands in the label.</param>
/// <param name="ActiveLength">0 when there is none.</param>
public sealed record SignatureHelp(string Label, int ActiveStart, int ActiveLength, string? Summary)
{
    /// <summary>The innermost call around the caret that something is known of; null outside of calls.</summary>
    public static SignatureHelp? At(ExpressionAnalysis analysis, int caret)
    {
        var at = analysis.Tokens.IndexOf(analysis.Tokens.First(t => t.Kind == TokenKind.End || t.End > caret || (t.End == caret && t.Kind is not TokenKind.Symbol)));
        for (var open = analysis.OpenBefore(at); open >= 0; open = analysis.OpenBefore(open))
        {
            var callee = analysis.CalleeOf(open);
            if (callee < 0)
                continue;
            var argument = ExpectedValue.ArgumentOf(analysis, open, at);
            switch (analysis.SymbolAt(callee))
            {
                case FunctionSymbol function:
                    var best = function.Functions.FirstOrDefault(f => f.Arguments.Length > argument) ?? function.Functions[0];
                    return Of(best.FullName, [.. best.Arguments.Select(a => $"{a.Type} {a.Name}")], argument, best.Summary);
                case BuiltInSymbol builtIn:
                    var called = builtIn.BuiltIns.FirstOrDefault(b => b.Arguments is { } names && names.Length > argument) ?? builtIn.BuiltIns[0];
                    return Of(called.Name, called.Arguments ?? [], argument, called.Summary);
            }
        }

        return null;
    }

    private static SignatureHelp Of(string name, ImmutableArray<string> arguments, int active, string? summary)
    {
        var label = $"{name}({string.Join(", ", arguments)})";
        return active >= arguments.Length
            ? new SignatureHelp(label, 0, 0, summary)
            : new SignatureHelp(label, name.Length + 1 + arguments.Take(active).Sum(a => a.Length + 2), arguments[active].Length, summary);
    }
}
