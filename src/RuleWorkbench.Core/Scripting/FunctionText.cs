namespace RuleWorkbench.Scripting;

/// <summary>A function of a script library, to be compared between versions.</summary>
/// <param name="Library">The class that expressions call it by.</param>
/// <param name="Text">Its text without what means nothing.</param>
public sealed record FunctionText(string Library, string Name, string Text)
{
    /// <summary>As expressions call it.</summary>
    public string Id => $"{Library}.{Name}";
}
