using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Language;

/// <summary>What stands for an element inside the brackets of <c>Any</c> and its like.</summary>
/// <param name="Name">The variable of a lambda; <c>it</c> where none is declared.</param>
/// <param name="List">The list's fact, where it is one.</param>
public sealed record ElementVariable(string Name, Type Type, FactSchema? List)
{
    public const string It = "it";
}
