using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RuleWorkbench.Scripting;

/// <summary>What is made, and what calls of .NET cost.</summary>
internal sealed partial class GuardWriter
{
    private const string Prefix = "Metered";

    /// <summary>Methods that <c>MeteredLists</c>, <c>MeteredKeys</c> and <c>MeteredText</c> have under the same name with a prefix.</summary>
    private static readonly HashSet<string> Replaced =
    [
        .. Of("List", "Add AddRange Insert Remove RemoveAt RemoveAll Clear Reverse Sort Contains IndexOf ToArray"),
        .. Of("Dictionary", "Add TryAdd Remove Clear"),
        .. Of("HashSet", "Add Remove Clear UnionWith"),
        .. Of("Queue", "Enqueue"),
        .. Of("Stack", "Push"),
        .. Of("String", "Contains IndexOf LastIndexOf Replace Split PadLeft PadRight Join Concat"),
        .. Of("StringBuilder", "Append AppendLine"),
        .. Of("Enumerable", "ToList Contains SequenceEqual Distinct DistinctBy Union UnionBy Intersect IntersectBy Except ExceptBy CountBy GroupBy Join GroupJoin ToLookup ToHashSet ToDictionary"),
        .. Of("MemoryExtensions", "Contains IndexOf SequenceEqual"),
    ];

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (model.GetConstantValue(node).HasValue)
            return node;
        if (model.GetSymbolInfo(node).Symbol is not IMethodSymbol method || IsOfLibrary(method))
            return base.VisitInvocationExpression(node);
        var visited = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        var owner = method.ContainingType.Name;
        if (owner == "Enumerable")
            visited = Metered(method, visited);
        if (method.Name is "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Order" or "OrderDescending" && owner == "Enumerable" && !method.TypeArguments[^1].IsAnonymousType)
            return Ordered(method, visited);
        if (Replaced.Contains($"{owner}.{method.Name}") || (method.Name.StartsWith("Trim", StringComparison.Ordinal) && method.Parameters is [{ Type: IArrayTypeSymbol }]))
            return Renamed(method, visited, owner);
        if (method.Name == "ToString" && method.Parameters is [{ Type.SpecialType: SpecialType.System_String }, ..])
            visited = visited.ReplaceNode(visited.ArgumentList.Arguments[0].Expression, Call("Format", visited.ArgumentList.Arguments[0].Expression));
        if (owner == nameof(DateTime) && method.Name is "ToString" or "ParseExact" or "TryParseExact")
            visited = OfDates(method, visited);
        visited = Read(node, method, visited);
        return InConditionalAccess(node) ? visited
            : method.ReturnType.SpecialType == SpecialType.System_String ? Call("Text", visited)
            : method.ReturnType is IArrayTypeSymbol ? Call("MadeArray", visited)
            : visited;
    }

    /// <summary>What is made behind <c>?.</c> is charged where all of it is there.</summary>
    public override SyntaxNode? VisitConditionalAccessExpression(ConditionalAccessExpressionSyntax node)
    {
        var visited = (ExpressionSyntax)base.VisitConditionalAccessExpression(node)!;
        if (IsText(node.Expression) && visited is ConditionalAccessExpressionSyntax whole && node.Parent is not ConditionalAccessExpressionSyntax)
            visited = whole.WithExpression(Call("Read", whole.Expression));
        return node.Parent is ConditionalAccessExpressionSyntax around && around.WhenNotNull == node ? visited
            : IsText(node) ? Call("Text", visited)
            : model.GetTypeInfo(node).Type is IArrayTypeSymbol ? Call("MadeArray", visited)
            : visited;
    }

    public override SyntaxNode? VisitOrdering(OrderingSyntax node)
    {
        var visited = (OrderingSyntax)base.VisitOrdering(node)!;
        return model.GetTypeInfo(node.Expression).Type is { IsAnonymousType: false } key
            ? visited.WithExpression(Created($"{Space}MeteredKey<{key.ToDisplayString(Typed)}>", visited.Expression)) : visited;
    }

    public override SyntaxNode? VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        var visited = (ExpressionSyntax)base.VisitBinaryExpression(node)!;
        if (node.RawKind is (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression)
            return Compared(node, (BinaryExpressionSyntax)visited);
        return node.IsKind(SyntaxKind.AddExpression) && IsText(node) && !model.GetConstantValue(node).HasValue ? Call("Text", visited) : visited;
    }

    public override SyntaxNode? VisitInterpolatedStringExpression(InterpolatedStringExpressionSyntax node)
    {
        var visited = (ExpressionSyntax)base.VisitInterpolatedStringExpression(node)!;
        return model.GetConstantValue(node).HasValue ? visited : Call("Text", visited);
    }

    /// <summary>In brackets, since a colon begins a format here.</summary>
    public override SyntaxNode? VisitInterpolation(InterpolationSyntax node) =>
        ((InterpolationSyntax)base.VisitInterpolation(node)!) is var v ? v.WithExpression(ParenthesizedExpression(v.Expression.WithoutTrivia())) : null;

    public override SyntaxNode? VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        var visited = (AssignmentExpressionSyntax)base.VisitAssignmentExpression(node)!;
        return node.IsKind(SyntaxKind.AddAssignmentExpression) && IsText(node.Left)
            ? AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                visited.Left,
                Call("Text", BinaryExpression(SyntaxKind.AddExpression, visited.Left.WithoutTrivia(), ParenthesizedExpression(visited.Right.WithoutTrivia()))))
            : visited;
    }

    public override SyntaxNode? VisitElementAccessExpression(ElementAccessExpressionSyntax node)
    {
        var visited = (ElementAccessExpressionSyntax)base.VisitElementAccessExpression(node)!;
        if (Written.Is(node) && model.GetTypeInfo(node.Expression).Type is INamedTypeSymbol { Name: "List" or "Dictionary" } collection)
            return visited.WithExpression(Extended(visited.Expression, collection.Name == "List" ? "Own" : "Grow"));
        return node.ArgumentList.Arguments is [{ Expression: var index }] && model.GetTypeInfo(index).Type?.Name == "Range"
            ? IsText(node) ? Call("Text", visited) : model.GetTypeInfo(node).Type is IArrayTypeSymbol ? Call("MadeArray", visited) : visited
            : visited;
    }

    public override SyntaxNode? VisitArrayCreationExpression(ArrayCreationExpressionSyntax node)
    {
        var visited = (ArrayCreationExpressionSyntax)base.VisitArrayCreationExpression(node)!;
        var specifier = visited.Type.RankSpecifiers[0];
        if (specifier.Sizes[0] is OmittedArraySizeExpressionSyntax || visited.Initializer is not null)
            return Call("MadeArray", visited);
        var size = ValueSize.Of(((IArrayTypeSymbol)model.GetTypeInfo(node).Type!).ElementType);
        return visited.ReplaceNode(specifier.Sizes[0], Call("Length", specifier.Sizes[0], Number(size)));
    }

    public override SyntaxNode? VisitImplicitArrayCreationExpression(ImplicitArrayCreationExpressionSyntax node) =>
        Call("MadeArray", (ExpressionSyntax)base.VisitImplicitArrayCreationExpression(node)!);

    public override SyntaxNode? VisitObjectCreationExpression(ObjectCreationExpressionSyntax node)
    {
        var visited = (ObjectCreationExpressionSyntax)base.VisitObjectCreationExpression(node)!;
        return Made(node, visited, visited.ArgumentList, visited.Initializer);
    }

    public override SyntaxNode? VisitImplicitObjectCreationExpression(ImplicitObjectCreationExpressionSyntax node)
    {
        var visited = (ImplicitObjectCreationExpressionSyntax)base.VisitImplicitObjectCreationExpression(node)!;
        return Made(node, visited, visited.ArgumentList, visited.Initializer);
    }

    public override SyntaxNode? VisitAnonymousObjectCreationExpression(AnonymousObjectCreationExpressionSyntax node) =>
        Call("Made", (ExpressionSyntax)base.VisitAnonymousObjectCreationExpression(node)!, Number(16 * node.Initializers.Count));

    public override SyntaxNode? VisitWithExpression(WithExpressionSyntax node)
    {
        var visited = (ExpressionSyntax)base.VisitWithExpression(node)!;
        return model.GetTypeInfo(node).Type is { IsReferenceType: true } type ? Call("Made", visited, Number(16 * type.GetMembers().Length)) : visited;
    }

    public override SyntaxNode? VisitCollectionExpression(CollectionExpressionSyntax node)
    {
        var visited = (CollectionExpressionSyntax)base.VisitCollectionExpression(node)!;
        visited = visited.WithElements(SeparatedList(visited.Elements.Select(e => e is SpreadElementSyntax spread ? spread.WithExpression(Extended(spread.Expression, "Each")) : e)));
        return model.GetTypeInfo(node).ConvertedType switch
        {
            INamedTypeSymbol { Name: "List" or "HashSet", TypeArguments: [var item] } type => Created(Made(type), Call("MadeArray", CastExpression(ParseTypeName(item.ToDisplayString(Typed) + "[]"), visited))),
            INamedTypeSymbol { TypeArguments: [var item] } => Call("MadeArray", CastExpression(ParseTypeName(item.ToDisplayString(Typed) + "[]"), visited)),
            IArrayTypeSymbol array => Call("MadeArray", CastExpression(ParseTypeName(array.ToDisplayString(Typed)), visited)),
            _ => visited,
        };
    }

    public override SyntaxNode? VisitFromClause(FromClauseSyntax node) => ((FromClauseSyntax)base.VisitFromClause(node)!) is var v ? v.WithExpression(Extended(v.Expression, "Each")) : null;

    public override SyntaxNode? VisitReturnStatement(ReturnStatementSyntax node)
    {
        var visited = (ReturnStatementSyntax)base.VisitReturnStatement(node)!;
        return visited.Expression is { } result && node.FirstAncestorOrSelf<SyntaxNode>(n => n is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax) is MethodDeclarationSyntax method && ReturnsSequence(method)
            ? visited.WithExpression(Call("Whole", result))
            : visited;
    }

    public override SyntaxNode? VisitArrowExpressionClause(ArrowExpressionClauseSyntax node)
    {
        var visited = (ArrowExpressionClauseSyntax)base.VisitArrowExpressionClause(node)!;
        return node.Parent is MethodDeclarationSyntax method && ReturnsSequence(method) ? visited.WithExpression(Call("Whole", visited.Expression)) : visited;
    }

    private static IEnumerable<string> Of(string type, string methods) => methods.Split(' ').Select(m => $"{type}.{m}");

    private static bool InConditionalAccess(InvocationExpressionSyntax node)
    {
        var first = node.Expression;
        while (first is MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax)
            first = first switch { MemberAccessExpressionSyntax m => m.Expression, InvocationExpressionSyntax i => i.Expression, ElementAccessExpressionSyntax e => e.Expression, _ => first };
        return first is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax;
    }

    private static ExpressionSyntax Extended(ExpressionSyntax source, string name) =>
        InvocationExpression(MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, Enclosed(source), IdentifierName(Prefix + name)));

    private static ExpressionSyntax Enclosed(ExpressionSyntax source) => source is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or MemberBindingExpressionSyntax
        ? source : ParenthesizedExpression(source.WithoutTrivia());

    private static LiteralExpressionSyntax Number(int number) => LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(number));

    private static InvocationExpressionSyntax Call(string method, params ExpressionSyntax[] arguments) =>
        InvocationExpression(ParseExpression($"{Space}ScriptMeter.{method}"), ArgumentList(SeparatedList(arguments.Select(a => Argument(a.WithoutTrivia())))));

    private static ObjectCreationExpressionSyntax Created(string type, ExpressionSyntax argument) =>
        ObjectCreationExpression(Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space), ParseTypeName(type), ArgumentList(SingletonSeparatedList(Argument(argument))), null);

    private bool ReturnsSequence(MethodDeclarationSyntax method) => model.GetDeclaredSymbol(method)?.ReturnType.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    private bool IsText(ExpressionSyntax node) => model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_String;

    /// <summary>A call of LINQ whose sequences are metered.</summary>
    private static InvocationExpressionSyntax Metered(IMethodSymbol method, InvocationExpressionSyntax call)
    {
        static bool IsSequence(ITypeSymbol type) => type is INamedTypeSymbol { Name: "IEnumerable" } || type is IArrayTypeSymbol;
        var original = method.ReducedFrom ?? method;
        var skipped = method.ReducedFrom is null ? 0 : 1;
        var metered = method.Name is "Max" or "Min" or "Sum" or "Average" && original.Parameters.Length == 1 ? "All" : "Each";
        if (skipped == 1 && IsSequence(original.Parameters[0].Type) && method.Name != "ToList")
        {
            call = call.WithExpression(call.Expression switch
            {
                MemberAccessExpressionSyntax member => member.WithExpression(Extended(member.Expression, metered)),
                MemberBindingExpressionSyntax binding => MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, InvocationExpression(MemberBindingExpression(IdentifierName(Prefix + metered))), binding.Name),
                var other => other,
            });
        }

        return call.WithArgumentList(call.ArgumentList.WithArguments(SeparatedList(call.ArgumentList.Arguments.Select((a, i) =>
            i + skipped < original.Parameters.Length && a.NameColon is null && IsSequence(original.Parameters[i + skipped].Type) && !a.Expression.IsKind(SyntaxKind.CollectionExpression)
                ? a.WithExpression(Extended(a.Expression, metered)) : a))));
    }

    /// <summary>A call that sorts, with an order that charges for what it compares.</summary>
    private static InvocationExpressionSyntax Ordered(IMethodSymbol method, InvocationExpressionSyntax call)
    {
        var type = $"{Space}MeteredOrder<{method.TypeArguments[^1].ToDisplayString(Typed)}>";
        var own = method.Parameters is [.., { Type.Name: "IComparer" }];
        var order = Created(type, own ? call.ArgumentList.Arguments[^1].Expression : LiteralExpression(SyntaxKind.NullLiteralExpression));
        return call.WithArgumentList(own
            ? call.ArgumentList.ReplaceNode(call.ArgumentList.Arguments[^1].Expression, order)
            : call.ArgumentList.AddArguments(Argument(order)));
    }

    /// <summary>A call that reads or writes dates, with formats and styles that say the same on every machine and day.</summary>
    private static InvocationExpressionSyntax OfDates(IMethodSymbol method, InvocationExpressionSyntax call) =>
        call.WithArgumentList(call.ArgumentList.WithArguments(SeparatedList(call.ArgumentList.Arguments.Select((a, i) => method.Parameters[i].Name switch
        {
            "format" or "formats" => a.WithExpression(Call(method.Name == "ToString" ? "DateFormat" : "ReadingFormat", a.Expression)),
            "style" or "styles" => a.WithExpression(Call("DateStyles", a.Expression)),
            _ => a,
        }))));

    private static ExpressionSyntax Renamed(IMethodSymbol method, InvocationExpressionSyntax call, string owner)
    {
        static SimpleNameSyntax Name(SimpleNameSyntax name) => name.WithIdentifier(Identifier(Prefix + name.Identifier.ValueText));
        if (method.IsStatic && method.ReducedFrom is null)
        {
            var place = owner switch { "Enumerable" when method.Name == "ToList" => "MeteredSequence", "Enumerable" => "MeteredKeys", "MemoryExtensions" => "MeteredLists", _ => "MeteredText" };
            var name = call.Expression is MemberAccessExpressionSyntax { Name: var member } ? member : (SimpleNameSyntax)call.Expression;
            return call.WithExpression(ParseExpression($"{Space}{place}.{Name(name).ToFullString()}"));
        }

        return call.WithExpression(call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.WithName(Name(member.Name)),
            MemberBindingExpressionSyntax binding => binding.WithName(Name(binding.Name)),
            var other => other,
        });
    }

    /// <summary>The class that is made where a script names a type: of collections one of ours.</summary>
    private static string Made(INamedTypeSymbol type) => type switch
    {
        { Name: "List" or "Dictionary", TypeArguments.Length: > 0 } => Own(type.Name, type),
        { Name: "HashSet", TypeArguments.Length: > 0 } => Own("Set", type),
        _ => type.ToDisplayString(Typed),
    };

    private static string Own(string name, INamedTypeSymbol type) => $"{Space}Own{name}<{string.Join(", ", type.TypeArguments.Select(t => t.ToDisplayString(Typed)))}>";

    private ExpressionSyntax Made(BaseObjectCreationExpressionSyntax node, BaseObjectCreationExpressionSyntax visited, ArgumentListSyntax? arguments, InitializerExpressionSyntax? initializer)
    {
        if (model.GetTypeInfo(node).Type is not INamedTypeSymbol { IsReferenceType: true, TypeKind: TypeKind.Class } type)
            return visited;
        var size = 48 + 32 * ((arguments?.Arguments.Count ?? 0) + (initializer?.Expressions.Count ?? 0));
        if (model.GetSymbolInfo(node).Symbol is IMethodSymbol { Parameters: [{ Type.Name: "IEnumerable" }, ..] } && arguments is not null)
            arguments = arguments.WithArguments(arguments.Arguments.Replace(arguments.Arguments[0], arguments.Arguments[0].WithExpression(Extended(arguments.Arguments[0].Expression, "Each"))));
        return Call("Made", ObjectCreationExpression(Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space), ParseTypeName(Made(type)), arguments ?? ArgumentList(), initializer), Number(size));
    }
}
