namespace RuleWorkbench.Cohorts.Making;

/// <summary>What of a person is made so far, for expressions of recipes to read.</summary>
/// <param name="inputs">One object an input.</param>
internal sealed class PersonFacts(object[] inputs)
{
    public object[] Inputs => inputs;

    /// <summary>The element of a list that is being made.</summary>
    public object? Element { get; set; }

    /// <summary>The date of the case, in days (<see cref="DateOnly.DayNumber"/>).</summary>
    public int Today { get; set; }
}
