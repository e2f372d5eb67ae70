namespace RuleWorkbench.Importing;

/// <summary>Something of foreign cases that did not find its place.</summary>
/// <param name="Where">A path such as <c>facts.newOrders[].note</c>, or the fact that it was for.</param>
/// <param name="Why">What is wrong with it.</param>
/// <param name="Example">A value, and the case that has it.</param>
/// <param name="Count">How often.</param>
public sealed record ImportFinding(string Where, string Why, string Example, int Count);
