using System.Linq.Dynamic.Core;
using System.Reflection;
using RulesEngine.Models;

namespace RuleWorkbench.Compilation;

/// <summary>What decides what an expression means: the versions of RulesEngine and of its parser, and the settings.</summary>
public static class EngineIdentity
{
    /// <summary>In one line, the same on every machine.</summary>
    public static string Text { get; } = Describe(ReferenceSettings.Create());

    private static string Describe(ReSettings settings) =>
        $"RulesEngine {Version(typeof(RulesEngine.RulesEngine))}, System.Linq.Dynamic.Core {Version(typeof(ParsingConfig))}; "
        + string.Join(", ", new (string Name, object Value)[]
        {
            (nameof(settings.EnableExceptionAsErrorMessage), settings.EnableExceptionAsErrorMessage),
            (nameof(settings.EnableScopedParams), settings.EnableScopedParams),
            (nameof(settings.IgnoreException), settings.IgnoreException),
            (nameof(settings.IsExpressionCaseSensitive), settings.IsExpressionCaseSensitive),
            (nameof(settings.NestedRuleExecutionMode), settings.NestedRuleExecutionMode),
            (nameof(settings.UseFastExpressionCompiler), settings.UseFastExpressionCompiler),
        }.Select(s => $"{s.Name} {s.Value}"));

    private static string Version(Type type) => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? type.Assembly.GetName().Version!.ToString();
}
