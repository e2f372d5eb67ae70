using System.Collections.Immutable;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Sheets;

/// <summary>The sheets that a pathway has, by the names of their targets.</summary>
public static class SheetCatalogue
{
    public const string Facts = "facts";
    public const string Policy = "policy";
    public const string Recommendations = "recommendations";
    public const string Sources = "sources";

    public static readonly ImmutableArray<string> Names = [Facts, Policy, Recommendations, Sources];

    public static SheetPage Open(WorkbenchSession session, IDialogs dialogs, Action<Target> open, Target target) => new(session, dialogs, open, target, $"{target.Pathway} {target.Name}", target.Name switch
    {
        Facts => new FactSheet(session, target.Pathway),
        Policy => new PolicySheet(session, target.Pathway),
        Recommendations => new RecommendationSheet(session, target.Pathway),
        _ => new SourceSheet(session, target.Pathway),
    });
}
