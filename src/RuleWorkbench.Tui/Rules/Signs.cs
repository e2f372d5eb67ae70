using RuleWorkbench.Model;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Rules;

/// <summary>Colours of what is wrong and what is right, chosen so that they can be read on a dark and on a light background;
/// a sign or an underline always stands with them.</summary>
internal static class Signs
{
    public static Color Error(View view) => IsDark(view) ? new Color(255, 110, 110) : new Color(185, 20, 20);

    public static Color Warning(View view) => IsDark(view) ? new Color(235, 190, 90) : new Color(140, 90, 0);

    public static Color Good(View view) => IsDark(view) ? new Color(120, 210, 140) : new Color(0, 115, 50);

    public static Color Quiet(View view) => IsDark(view) ? new Color(150, 150, 150) : new Color(110, 110, 110);

    public static Color Of(View view, DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => Error(view),
        DiagnosticSeverity.Warning => Warning(view),
        _ => Quiet(view),
    };

    private static bool IsDark(View view)
    {
        var background = view.GetAttributeForRole(VisualRole.Normal).Background;
        return background.R + background.G + background.B < 384;
    }
}
