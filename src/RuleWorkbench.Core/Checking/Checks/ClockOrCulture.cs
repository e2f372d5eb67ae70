using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A call whose result depends on the clock or the language of the computer, and not on the case.</summary>
internal sealed class ClockOrCulture : ExpressionCheck
{
    public override string Id => DiagnosticIds.ClockOrCulture;

    private static readonly string[] Clocks = ["Now", "UtcNow", "Today"];

    private static readonly string[] NumberTypes = ["double", "float", "single", "decimal"];

    private static readonly string[] Conversions = ["ToDouble", "ToSingle", "ToDecimal", "ToDateTime"];

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context) =>
        expression.Nodes.Select(n => Judge(n, expression, context)).OfType<Diagnostic>();

    private Diagnostic? Judge(Node node, CheckedExpression expression, CheckContext context)
    {
        var text = expression.TextOf(node);
        if (node.Kind == NodeKind.Member && Clocks.Contains(node.Word) && IsName(node.Parts[0], "DateTime", "DateTimeOffset"))
            return Found($"`{text}` is the clock of the computer: the same case gives another answer tomorrow.", expression.Source.PlaceAt(node.Start), context.Pathway.Clock is { } clock ? $"Read the date of the case: `{clock}.date`." : "Make the date an input.");
        if (node.IsComparison && FindRecased(node) is { } recased)
        {
            var invariant = recased.Method + "Invariant";
            return Located(recased, $"`{expression.TextOf(recased)}` makes another letter of `i` where the computer speaks Turkish.", $"Write `{invariant}()`.", Rewrite(context, expression, recased.At, recased.At + recased.Method!.Length, invariant, $"Write `{invariant}()`"));
        }

        if (node.Kind != NodeKind.Call)
            return null;
        if (node.Method == "NewGuid" && IsName(node.Target, "Guid"))
            return Found($"`{text}` is another one at every call.", expression.Source.PlaceAt(node.Start), "Make it an input.");
        var readsNumber = (node.Method is "Parse" or "TryParse" && IsName(node.Target, NumberTypes)) || (Conversions.Contains(node.Method) && IsName(node.Target, "Convert"));
        var readsDate = node.Method is "Parse" or "TryParse" or "ToDateTime" && IsName(node.Target, "DateTime", "DateTimeOffset", "Convert");
        if ((readsNumber || readsDate) && node.Arguments.Length == 1 && IsText(node.Arguments[0]) && !IsReadAlike(node.Arguments[0]))
            return Located(node, $"`{text}` reads {(readsDate ? "a date" : "\"1.5\" as 15 or as 1.5")} by the language of the computer that runs it.", readsNumber && node.Arguments[0].Inner.Kind == NodeKind.Text ? "Write the number itself." : "Make it a number or a date in the schema.");
        return node.Method == "ToString" && node.Arguments.Length == 0 && node.Target?.Inner.Tree?.Type is { } type && IsWritten(type)
            ? Located(node, $"`{text}` writes 1.5 or 1,5 by the language of the computer that runs it.", "Compare the value itself, not its text.")
            : null;

        Diagnostic Located(Node at, string message, string whatToDo, Fix? fix = null) =>
            Found(message, expression.Source.PlaceAt(at.Start), whatToDo, fix) with { Severity = context.IsPlain ? DiagnosticSeverity.Information : Severity };
    }

    /// <summary>A side of a comparison in other letters, unless the other side is a text without an i.</summary>
    private static Node? FindRecased(Node comparison) =>
        comparison.Parts.Any(p => p.Inner.Kind == NodeKind.Text && !p.Inner.Word.Contains('i', StringComparison.OrdinalIgnoreCase)) ? null
            : comparison.Parts.Select(p => p.Inner).FirstOrDefault(IsRecased);

    private static bool IsRecased(Node node) => node is { Method: "ToUpper" or "ToLower", Arguments.Length: 0 } && node.Target?.Inner.Tree?.Type == typeof(string);

    private static bool IsName(Node? node, params string[] names) => node?.Kind == NodeKind.Name && names.Contains(node.Word, StringComparer.OrdinalIgnoreCase);

    private static bool IsText(Node argument) => argument.Inner.Kind == NodeKind.Text || argument.Inner.Tree?.Type == typeof(string);

    /// <summary>Whole numbers and dates like 2020-01-31 are read alike in every language.</summary>
    private static bool IsReadAlike(Node argument) =>
        argument.Inner.Kind == NodeKind.Text && argument.Inner.Word[1..^1] is var text && (text.All(char.IsAsciiDigit) || DateOnly.TryParseExact(text, "yyyy-MM-dd", out _));

    private static bool IsWritten(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var known && (known == typeof(double) || known == typeof(decimal) || known == typeof(float) || known == typeof(DateTime));
}
