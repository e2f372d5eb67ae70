using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Tui.Rules;

/// <summary>A clipboard of its own.</summary>
internal sealed class MemoryClipboard : IClipboard
{
    private string text = "";

    public void Copy(string copied) => text = copied;

    public string Paste() => text;
}
