using System.Text.RegularExpressions;
using RuleWorkbench.Checking;

namespace RuleWorkbench.Presentation.Language;

/// <summary>A change of an expression or a script that mends something.</summary>
/// <param name="Title">What it does, as an order.</param>
/// <param name="Text">The whole text afterwards.</param>
public sealed partial record QuickFix(string Title, string Text)
{
    /// <summary>Writes something else in the place of a part of a text.</summary>
    internal static QuickFix Replacing(string title, string text, int start, int length, string by) => new(title, text.Remove(start, length).Insert(start, by));

    /// <summary>Writes another name in the place of one.</summary>
    internal static QuickFix Naming(string text, int start, int length, string name) => Replacing($"Write `{name}`", text, start, length, name);

    /// <summary>The name that a finding takes to be meant, written in its place; null when it names none.</summary>
    internal static QuickFix? Proposed(ExpressionFinding found, string text)
    {
        if (found.Diagnostic.Fix is not { } hint || Meant().Match(hint) is not { Success: true } meant || Named().Match(found.Diagnostic.Message) is not { Success: true } named)
            return null;
        var wrong = named.Groups[1].Value.Split('.')[^1];
        var at = found.Start <= text.Length ? text.IndexOf(wrong, found.Start, StringComparison.Ordinal) : -1;
        if (at < 0)
            at = text.IndexOf(wrong, StringComparison.Ordinal);
        return at < 0 ? null : Naming(text, at, wrong.Length, meant.Groups[1].Value);
    }

    [GeneratedRegex("^Did you mean [`\"]([^`\"]+)[`\"]\\?$")]
    private static partial Regex Meant();

    [GeneratedRegex("[`\"]([^`\"]+)[`\"]")]
    private static partial Regex Named();
}
