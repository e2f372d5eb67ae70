namespace RuleWorkbench.Presentation.Lines;

/// <summary>Numbers of things in words.</summary>
public static class Count
{
    /// <summary>"1 error", "2 errors".</summary>
    public static string Of(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
