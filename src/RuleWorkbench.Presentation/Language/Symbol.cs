using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Presentation.Language;

/// <summary>What a name in an expression stands for.</summary>
public abstract record Symbol
{
    /// <summary>The same for every use of the same thing.</summary>
    public abstract string Key { get; }
}

/// <summary>An input by itself.</summary>
public sealed record InputSymbol(Input Input) : Symbol
{
    public override string Key => "input " + Input.Name;
}

public sealed record FactSymbol(FactProperty Fact) : Symbol
{
    public override string Key => "fact " + Fact.Path;
}

public sealed record PolicySymbol(PolicyValue Policy) : Symbol
{
    public override string Key => "policy " + Policy.Name;
}

public sealed record ParameterSymbol(CompiledParameter Parameter) : Symbol
{
    public override string Key => "parameter " + Parameter.Parameter.Name;
}

/// <summary>The element that <c>Any</c> and its like look at: <c>it</c>, or the variable of a lambda.</summary>
/// <param name="List">The list's fact, where it is one.</param>
public sealed record ElementSymbol(string Name, FactSchema? List) : Symbol
{
    public override string Key => "element " + Name;
}

public sealed record LibrarySymbol(string Library) : Symbol
{
    public override string Key => "library " + Library;
}

/// <summary>A function of a script; several where it has overloads.</summary>
public sealed record FunctionSymbol(ImmutableArray<ScriptFunction> Functions) : Symbol
{
    public override string Key => "function " + Functions[0].FullName;
}

/// <summary>Something of the expression language itself.</summary>
public sealed record BuiltInSymbol(ImmutableArray<BuiltIn> BuiltIns) : Symbol
{
    public override string Key => $"built-in {BuiltIns[0].Owner}.{BuiltIns[0].Name}";
}
