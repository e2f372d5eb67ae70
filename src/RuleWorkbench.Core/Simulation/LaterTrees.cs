using RuleWorkbench.Compilation;
using RuleWorkbench.Tracing;

namespace RuleWorkbench.Simulation;

/// <summary>What compiling a pathway does not parse but traces and examples of scripts need. Parsed before a version's trees are
/// kept, it lets every later run do without RulesEngine's parser.</summary>
public static class LaterTrees
{
    /// <summary>Parses the criteria of all rules, and all examples, those too that another pathway with the same library has run.</summary>
    public static void Parse(CompiledPathway compiled)
    {
        new RuleTracer(compiled).ParseCriteria();
        var examples = new ExampleRunner(compiled);
        foreach (var example in examples.Cases)
            examples.Run(example);
    }
}
