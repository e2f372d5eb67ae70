using System.Collections.Immutable;
using RulesEngine.Actions;
using RulesEngine.HelperFunctions;
using RulesEngine.Models;

namespace RuleWorkbench.Compilation;

/// <summary>The settings under which RulesEngine is the reference. They differ from its defaults only where a default
/// is a trap, and never in what an expression means.</summary>
internal static class ReferenceSettings
{
    public static ReSettings Create(FactTypes facts, ImmutableArray<Type> functions, Dictionary<string, Func<ActionBase>>? actions = null) =>
        Create([.. facts.AllTypes, .. functions], actions);

    /// <summary>The settings of an engine that knows no types of a pathway.</summary>
    public static ReSettings Create() => Create([], null);

    private static ReSettings Create(Type[] types, Dictionary<string, Func<ActionBase>>? actions) => new()
    {
        // Every type is known before the first call, and none is added later (trap T7).
        CustomTypes = types,
        AutoRegisterInputType = false,

        // An exception text then means an error, and no template can throw (traps T12, T20).
        EnableFormattedErrorMessage = false,
        EnableExceptionAsErrorMessage = true,
        NestedRuleExecutionMode = NestedRuleExecutionMode.All,
        UseFastExpressionCompiler = false, // trap T17
        CacheConfig = new MemCacheConfig { SizeLimit = 1_000_000 }, // trap T22
        CustomActions = actions,

        // Only EvaluateRule needs RulesEngine to run actions.
        AutoExecuteActions = actions is not null,
    };
}
