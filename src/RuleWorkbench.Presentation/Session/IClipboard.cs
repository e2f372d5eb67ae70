namespace RuleWorkbench.Presentation.Session;

/// <summary>The clipboard, wherever the terminal runs.</summary>
public interface IClipboard
{
    void Copy(string text);

    /// <summary>What was copied last; empty for nothing, or where the terminal does not tell.</summary>
    string Paste();
}
