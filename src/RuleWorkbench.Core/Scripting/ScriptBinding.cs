using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>What the names of a script mean, for an editor: its text need not be whole. What the gate refuses is not told.</summary>
public sealed class ScriptBinding
{
    private static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.MinimallyQualifiedFormat
        .RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName);

    private static readonly string[] Firsts = ["Math", "\"\"", "default(double?)", "new List<string>()"];

    private readonly SemanticModel model;

    private ScriptBinding(string text, SemanticModel model) => (Text, this.model) = (text, model);

    public string Text { get; }

    /// <summary>Binds a text in place of a library of a pathway.</summary>
    public static ScriptBinding Of(Pathway pathway, string library, string text, CancellationToken cancellation)
    {
        var others = pathway.Scripts.Where(s => s.Name != library);
        var bound = new ScriptBinding(text, ScriptCompiler.ModelOf(text, library, others, FactSource.WriteAll(pathway.AllInputs), cancellation));

        // What is read of .NET for the first answer is read now, and not when somebody waits for it.
        foreach (var expression in Firsts)
            bound.MembersOf(expression, text.Length);
        bound.CallsOf("Math.Max", text.Length);
        return bound;
    }

    /// <summary>What can stand behind the dot after an expression, in the order of the names; of overloads the first.</summary>
    /// <param name="position">Where the expression stands in the bound text.</param>
    public ImmutableArray<ScriptMember> MembersOf(string expression, int position)
    {
        var parsed = SyntaxFactory.ParseExpression(expression);
        position = Math.Clamp(position, 0, Text.Length);
        var named = model.GetSpeculativeSymbolInfo(position, parsed, SpeculativeBindingOption.BindAsExpression).Symbol;
        var found = named is INamedTypeSymbol type ? model.LookupStaticMembers(position, type)
            : model.GetSpeculativeTypeInfo(position, parsed, SpeculativeBindingOption.BindAsExpression).Type is { TypeKind: not TypeKind.Error } value ? model.LookupSymbols(position, value, includeReducedExtensionMethods: true).RemoveAll(s => s.IsStatic)
            : [];
        return
        [
            .. found.Where(s => s is IPropertySymbol or IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension } && s.CanBeReferencedByName && SymbolGate.Allows(s))
                .GroupBy(s => s.Name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Member(g.First(), g.Count())),
        ];
    }

    /// <summary>The functions that a call could mean, those with fewest arguments first, and among them those of numbers as facts are.</summary>
    /// <param name="function">What stands before the bracket: <c>Math.Round</c>.</param>
    public ImmutableArray<ScriptCall> CallsOf(string function, int position)
    {
        var info = model.GetSpeculativeSymbolInfo(Math.Clamp(position, 0, Text.Length), SyntaxFactory.ParseExpression(function), SpeculativeBindingOption.BindAsExpression);
        return
        [
            .. info.CandidateSymbols.Append(info.Symbol).OfType<IMethodSymbol>().Where(SymbolGate.Allows).OrderBy(m => m.Parameters.Length).ThenByDescending(m => m.Parameters.Count(p => p.Type.SpecialType == SpecialType.System_Double))
                .Select(m => new ScriptCall(m.Name, [.. m.Parameters.Select(p => p.ToDisplayString(Short))], m.ReturnType.ToDisplayString(Short))),
        ];
    }

    /// <summary>What the name at a place of the bound text stands for, as C# declares it; null where there is none.</summary>
    public string? Describe(int position) => SymbolAt(position) is { } symbol && SymbolGate.Allows(symbol) ? symbol switch
    {
        ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol or IMethodSymbol => symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        _ => null,
    }
    : null;

    /// <summary>Where the name at a place of the bound text is declared in the same text; null where it is not.</summary>
    public int? Declaration(int position) =>
        SymbolAt(position)?.Locations.FirstOrDefault(l => l.SourceTree == model.SyntaxTree)?.SourceSpan.Start;

    /// <summary>The name at a place that the bound text declares itself; null where there is none.</summary>
    public ScriptName? NameAt(int position) =>
        TokenAt(position) is { } token && SymbolOf(token) is { } symbol && RootOf(symbol) is not null ? new ScriptName(token.ValueText, PathOf(symbol)) : null;

    /// <summary>All places of the bound text that name what is named at a place: first where it is declared. Functions of one
    /// name are one, since expressions call them by it. Empty for what the text does not declare.</summary>
    public ImmutableArray<(int Start, int Length)> UsesOf(int position) =>
        TokenAt(position) is { } token && SymbolOf(token) is { } symbol && RootOf(symbol) is { } root ? Uses(symbol.Name, s => RootOf(s) == root) : [];

    /// <summary>All places of the bound text that name a member of another library.</summary>
    /// <param name="path">As <see cref="ScriptName.Path"/> gives it.</param>
    public ImmutableArray<(int Start, int Length)> UsesOf(string library, string path) =>
        Uses(path[(path.LastIndexOf('.') + 1)..], s => RootOf(s) is null && PathOf(s) == $"{library}.{path}");

    /// <summary>Names that can stand at a place: what is declared around it, and types.</summary>
    public IEnumerable<string> NamesAt(int position) =>
        model.LookupSymbols(Math.Clamp(position, 0, Text.Length)).Where(s => s.CanBeReferencedByName && SymbolGate.Allows(s)).Select(s => s.Name).Distinct();

    private ImmutableArray<(int Start, int Length)> Uses(string name, Func<ISymbol, bool> isMeant) =>
    [
        .. model.SyntaxTree.GetRoot().DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText == name && SymbolOf(t) is { } symbol && isMeant(symbol))
            .Select(t => (t.Span.End - name.Length, name.Length)),
    ];

    /// <summary>Where a symbol is declared first in the bound text: the same for all that goes by one name, such as the argument
    /// of a record and its property.</summary>
    private int? RootOf(ISymbol symbol) => (symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method ? method.ContainingType.GetMembers(method.Name).AsEnumerable() : [symbol.OriginalDefinition])
        .SelectMany(s => s.Locations).Where(l => l.SourceTree == model.SyntaxTree).Min(l => (int?)l.SourceSpan.Start);

    /// <summary>The names of the types around a symbol and its own, without the class that a script becomes; null for what only
    /// its function knows.</summary>
    private static string? PathOf(ISymbol symbol)
    {
        if (symbol is ILocalSymbol or IRangeVariableSymbol or ILabelSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction })
            return null;
        var owner = symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsRecord: true } constructor } ? constructor.ContainingType
            : symbol is IParameterSymbol ? null
            : symbol.ContainingType;
        if (owner is null && symbol is not INamedTypeSymbol)
            return null;
        var path = symbol.Name;
        for (; owner is { IsScriptClass: false }; owner = owner.ContainingType)
            path = $"{owner.Name}.{path}";
        return path;
    }

    private ISymbol? SymbolAt(int position) => TokenAt(position) is { } token ? SymbolOf(token) : null;

    private SyntaxToken? TokenAt(int position)
    {
        var token = model.SyntaxTree.GetRoot().FindToken(Math.Clamp(position, 0, Text.Length));
        return token.IsKind(SyntaxKind.IdentifierToken) ? token : null;
    }

    private ISymbol? SymbolOf(SyntaxToken token) => token.Parent is { } node ? model.GetSymbolInfo(node).Symbol ?? model.GetDeclaredSymbol(node) : null;

    private static ScriptMember Member(ISymbol symbol, int overloads)
    {
        var (type, isCall) = symbol switch
        {
            IMethodSymbol method => (method.ReturnType, true),
            IPropertySymbol property => (property.Type, false),
            _ => (((IFieldSymbol)symbol).Type, false),
        };
        var more = overloads > 1 ? $" (+{overloads - 1})" : "";
        return new ScriptMember(symbol.ContainingType.Name, symbol.Name, type.ToDisplayString(Short), isCall, symbol is IMethodSymbol { Parameters.Length: > 0 }, symbol.ToDisplayString(Short) + more);
    }
}

/// <summary>A name that a script declares.</summary>
/// <param name="Path">Of a function, a constant, a type or what is in it, as others reach it: <c>Conversion.Factor</c>; null for an argument
/// or a variable.</param>
public sealed record ScriptName(string Name, string? Path);

/// <summary>What can stand behind a dot.</summary>
/// <param name="Owner">The type that has it.</param>
/// <param name="Type">Of the value, as C# writes it.</param>
/// <param name="IsCall">Whether brackets follow.</param>
/// <param name="HasArguments">Whether anything stands in them.</param>
/// <param name="Declared">As C# declares it, with the number of overloads.</param>
public sealed record ScriptMember(string Owner, string Name, string Type, bool IsCall, bool HasArguments, string Declared);

/// <summary>A function that a call could mean.</summary>
/// <param name="Arguments">Each with its type: <c>double value</c>.</param>
public sealed record ScriptCall(string Name, ImmutableArray<string> Arguments, string Type);
