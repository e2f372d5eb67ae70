namespace RuleWorkbench.Importing;

/// <summary>Members of a foreign object that are expectations of a rule each: flags and lists of a verdict, numbers of a
/// figure.</summary>
/// <param name="Rule">Id of the rule, with <c>{name}</c> for the member.</param>
/// <param name="Tolerance">Of numbers.</param>
public sealed record MappedMembers(ForeignPath Of, string Rule, double Tolerance);
