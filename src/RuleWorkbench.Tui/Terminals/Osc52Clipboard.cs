using System.Text;
using Terminal.Gui.App;

namespace RuleWorkbench.Tui.Terminals;

/// <summary>A clipboard that tells the terminal what was copied (OSC 52), which works over ssh and in tmux. Terminals do not tell
/// what others have copied: what is pasted is what was copied here, or comes as the terminal's own paste.</summary>
public sealed class Osc52Clipboard(IApplication app) : ClipboardBase, Presentation.Session.IClipboard
{
    private string last = "";

    public override bool IsSupported => true;

    public void Copy(string text) => SetClipboardDataImpl(text);

    public string Paste() => last;

    protected override string GetClipboardDataImpl() => last;

    protected override void SetClipboardDataImpl(string text)
    {
        last = text;
        app.Driver?.WriteRaw($"\e]52;c;{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\a");
    }
}
