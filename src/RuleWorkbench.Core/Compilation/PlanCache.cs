using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Compilation;

/// <summary>The trees of pathways whose plans have been found to agree with RulesEngine, on disk: with them a pathway runs
/// without RulesEngine and its parser being started at all.</summary>
public sealed class PlanCache(DiskCache cache)
{
    /// <summary>The trees kept for this version of a pathway by this version of the program, or null.</summary>
    public TreeStore? Find(Pathway pathway)
    {
        if (cache.Find(KeyOf(pathway)) is not { } bytes)
            return null;
        try
        {
            return TreeStore.Read(bytes);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Keeps the trees of a pathway.</summary>
    public void Keep(Pathway pathway, TreeStore trees) => cache.Keep(KeyOf(pathway), trees.Write());

    /// <summary>All that a tree can depend on: the expressions, the types of facts, and the program that parsed them.</summary>
    private static string KeyOf(Pathway pathway) => DiskCache.KeyOf(
    [
        "trees",
        typeof(PlanCache).Module.ModuleVersionId.ToString(),
        FactTypes.Describe(pathway.AllInputs),
        .. pathway.Workflows.Select(w => w.ContentHash),
        .. pathway.Scripts.SelectMany(s => s.Tables.Select(t => t.Text).Prepend(s.Text).Prepend(s.Name)),
    ]);
}
