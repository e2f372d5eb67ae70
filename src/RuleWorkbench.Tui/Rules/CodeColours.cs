using RuleWorkbench.Presentation.Language;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The theme's colours for classes of tokens.</summary>
internal static class CodeColours
{
    public static VisualRole RoleOf(TokenClass kind) => kind switch
    {
        TokenClass.Input or TokenClass.Library or TokenClass.Type => VisualRole.CodeType,
        TokenClass.Policy or TokenClass.Parameter or TokenClass.Element => VisualRole.CodeConstant,
        TokenClass.Function => VisualRole.CodeFunctionName,
        TokenClass.Operator => VisualRole.CodeOperator,
        TokenClass.Punctuation => VisualRole.CodePunctuation,
        TokenClass.Number => VisualRole.CodeNumber,
        TokenClass.Text => VisualRole.CodeString,
        TokenClass.Keyword => VisualRole.CodeKeyword,
        TokenClass.Comment => VisualRole.CodeComment,
        _ => VisualRole.CodeIdentifier,
    };

    /// <summary>A role's colour on the background of the view, so that code and what stands around it are one sheet.</summary>
    public static Attribute On(View view, VisualRole role) =>
        view.GetAttributeForRole(role) with { Background = view.GetAttributeForRole(VisualRole.Normal).Background };
}
