namespace RuleWorkbench.Scripting.Attacks;

/// <summary>A hostile script: a function <c>bool F(Facts_p p)</c>, and what it tries.</summary>
internal sealed record Attack(string Kind, string Name, string Text);
