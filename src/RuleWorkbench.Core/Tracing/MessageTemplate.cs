using System.Text.RegularExpressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Tracing;

/// <summary>Fills the <c>$(patient.age)</c> placeholders of a rule's ErrorMessage. RulesEngine's own way can print a
/// whole patient, or throw for the whole call (trap T20); this one knows facts and parameters only.</summary>
internal static partial class MessageTemplate
{
    public static string Fill(string template, Func<string, object?> valueOf) =>
        Placeholder().Replace(template, m => valueOf(m.Groups[1].Value) switch
        {
            string text => text,
            null or double or bool or DateTime or int => Figures.Display(valueOf(m.Groups[1].Value)),
            _ => m.Value,
        });

    [GeneratedRegex(@"\$\(([A-Za-z_][A-Za-z0-9_.]{0,200})\)")]
    private static partial Regex Placeholder();
}
