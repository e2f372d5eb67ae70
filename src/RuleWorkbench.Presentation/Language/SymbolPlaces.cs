using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Language;

/// <summary>Where a thing is declared and used, and what a rename of it is.</summary>
public static class SymbolPlaces
{
    /// <summary>Where it is declared; null for what no file of the pathway declares.</summary>
    public static SourcePlace? Declaration(Symbol symbol, Pathway pathway) => symbol switch
    {
        InputSymbol input => input.Input.Facts.Place,
        FactSymbol fact => fact.Fact.Schema.Place,
        PolicySymbol policy => policy.Policy.Place,
        ParameterSymbol parameter => parameter.Parameter.Parameter.Expression.Place,
        ElementSymbol { List: { } list } => list.Place,
        FunctionSymbol function => function.Functions[0].Place,
        LibrarySymbol library => pathway.Scripts.FirstOrDefault(s => s.Name == library.Library)?.Place,
        _ => null,
    };

    /// <summary>All uses in the expressions of the pathway, in the order of its files; the declaration first.</summary>
    public static ImmutableArray<SymbolReference> References(Symbol symbol, CompiledPathway compiled, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<SymbolReference>();
        if (Declaration(symbol, compiled.Pathway) is { } place)
            found.Add(new SymbolReference(place, "declared", "", 0, 0) { IsDeclaration = true });
        foreach (var expression in PathwayExpressions.Of(compiled))
        {
            cancellation.ThrowIfCancellationRequested();
            var analysis = new ExpressionAnalysis(expression.Scope, expression.Text.Text);
            for (var i = 0; i < analysis.Tokens.Length; i++)
            {
                if (analysis.Tokens[i].Kind == TokenKind.Name && analysis.SymbolAt(i)?.Key == symbol.Key)
                    found.Add(new SymbolReference(expression.Text.PlaceAt(analysis.Tokens[i].Start), expression.Owner, expression.Text.Text, analysis.Tokens[i].Start, analysis.Tokens[i].End - analysis.Tokens[i].Start));
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Where a rule is named besides its own file: by the rules that veto it or its recommendation.</summary>
    public static ImmutableArray<SymbolReference> References(Rule rule, Pathway pathway) =>
    [
        new SymbolReference(rule.Place, rule.Label, "", 0, 0) { IsDeclaration = true },
        .. pathway.Workflows.SelectMany(w => w.Rules)
            .Where(r => r.Properties.Veto.Contains(rule.Id) || (rule.SuccessEvent is { } code && r.Properties.Veto.Contains(code)))
            .Select(r => new SymbolReference(r.Place, r.Label, "vetoes it", 0, 0)),
    ];

    /// <summary>The edit that gives it another name everywhere; null for what has a name of its own nowhere.</summary>
    public static Rename? Rename(Symbol symbol, Pathway pathway, string newName) => symbol switch
    {
        FactSymbol fact => new Rename(pathway.Name, NameKind.Fact, fact.Fact.Path.Replace("[]", "", StringComparison.Ordinal), newName),
        PolicySymbol policy => new Rename(pathway.Name, NameKind.Policy, policy.Policy.Name, newName),
        ParameterSymbol parameter => new Rename(pathway.Name, NameKind.Parameter, parameter.Parameter.Parameter.Name, newName),
        _ => null,
    };
}
