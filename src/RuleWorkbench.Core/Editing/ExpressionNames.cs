using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Renames facts, policy values and parameters inside expressions. The parser does not tell where in the text a
/// node of its tree stands, so it is asked: in a version of the pathway that knows the thing by both names, a word of the
/// text is a use of it if the expression with this word alone replaced parses to the same tree.</summary>
/// <param name="owners">The objects that have the fact; null when a parameter is renamed.</param>
internal sealed partial class ExpressionNames(OpenedPathway opened, IReadOnlySet<string>? owners, string oldName, string newName)
{
    /// <summary>The second name in the version that knows both: one that nothing else has.</summary>
    private readonly string probeName = $"{oldName}__renamed";

    /// <summary>The stretches to replace.</summary>
    public IEnumerable<TextEdit> Edits()
    {
        var probe = owners is null ? opened.Compiled : CompiledPathway.Compile(WithBoth(opened.Pathway), [], CancellationToken.None);
        var names = Names(probe, probeName);
        var sites = ExpressionSites.Of(opened with { Compiled = probe }, probe);
        var expressions = sites.Expressions.SelectMany(s => InExpression(s, probe, names));
        var templates = sites.Templates.SelectMany(s => InTemplate(s, names));
        var filters = sites.Filters.Where(s => owners is null && s.Text.Text == oldName && s.Scope.Any(v => v.Name == oldName)).Select(s => Replace(s, 0, oldName.Length));
        return expressions.Concat(templates).Concat(filters).Distinct();
    }

    /// <summary>Where a name would have to be changed that cannot be.</summary>
    public ExpressionText? FindOpaque() =>
        ExpressionSites.Of(opened, opened.Compiled).Opaque
            .FirstOrDefault(s => Regex.IsMatch(s.Text.Text, $@"\b{Regex.Escape(oldName)}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant))?.Text;

    /// <summary>The first expression that does not mean the same in the renamed pathway; null when all do.</summary>
    public ExpressionText? FindDifference(OpenedPathway renamed)
    {
        var (before, after) = (ExpressionSites.Of(opened, opened.Compiled).Expressions, ExpressionSites.Of(renamed, renamed.Compiled).Expressions);
        var (oldNames, newNames) = (Names(opened.Compiled, newName), Names(renamed.Compiled, newName));
        if (before.Count != after.Count)
            return before[0].Text;
        return before.Zip(after).FirstOrDefault(p => Tree(p.First.Text.Text, p.First, opened.Compiled, p.First.Scope, oldNames) is not { } tree
            || tree != Tree(p.Second.Text.Text, p.Second, renamed.Compiled, p.Second.Scope, newNames)).First?.Text;
    }

    private IEnumerable<TextEdit> InExpression(ExpressionSite site, CompiledPathway probe, FactNames names)
    {
        var text = site.Text.Text;
        var scope = owners is null ? WithBoth(site.Scope) : site.Scope;
        var candidates = Words(text).ToList();
        if (candidates.Count == 0 || Tree(text, site, probe, scope, names) is not { } tree)
            yield break;
        foreach (var (start, length) in candidates)
        {
            var replaced = string.Concat(text.AsSpan(0, start), probeName, text.AsSpan(start + length));
            if (Tree(replaced, site, probe, scope, names) == tree)
                yield return Replace(site, start, length);
        }
    }

    private IEnumerable<TextEdit> InTemplate(ExpressionSite site, FactNames names)
    {
        foreach (Match match in Placeholder().Matches(site.Text.Text))
        {
            var path = match.Groups[1];
            var at = path.Index;
            Type? type = null;
            foreach (var (segment, i) in path.Value.Split('.').Select((s, i) => (s, i)))
            {
                if (i == 0)
                {
                    if (owners is null && segment == oldName && site.Scope.Any(v => v.Name == oldName))
                        yield return Replace(site, at, segment.Length);
                    type = site.Scope.FirstOrDefault(v => v.Name == segment)?.Type;
                }
                else if (type?.GetProperty(segment) is { } property)
                {
                    if (segment == oldName && names.Of(type) is { } owner && owners?.Contains(owner) == true)
                        yield return Replace(site, at, segment.Length);
                    type = property.PropertyType;
                }
                else
                {
                    break;
                }

                at += segment.Length + 1;
            }
        }
    }

    private static string? Tree(string text, ExpressionSite site, CompiledPathway compiled, ImmutableArray<ParameterExpression> scope, FactNames names) =>
        compiled.TryParse(text, scope, site.Type) is { } tree ? TreeText.Of(tree, names) : null;

    private TextEdit Replace(ExpressionSite site, int start, int length)
    {
        var (from, to) = (site.Text.RawIndexOf(start), site.Text.RawIndexOf(start + length));
        return new TextEdit(site.Text.Place.File, site.Start + from, to - from, JsonConvert.ToString(newName)[1..^1]);
    }

    /// <summary>The words that can be the name: RulesEngine's parser does not tell upper from lower case, nor
    /// <c>@age</c> from <c>age</c>.</summary>
    private IEnumerable<(int Start, int Length)> Words(string text) =>
        ExpressionLexer.Read(text).Where(t => t.Kind == TokenKind.Name && t.Value.TrimStart('@').Equals(oldName, StringComparison.OrdinalIgnoreCase))
            .Select(t => (t.End - oldName.Length, oldName.Length));

    /// <param name="other">The name that stands for the old one.</param>
    private FactNames Names(CompiledPathway compiled, string other) => new(
        compiled.Facts,
        (owner, name) => owners?.Contains(owner) == true && name == other ? oldName : name,
        name => owners is null && name == other ? oldName : name);

    private ImmutableArray<ParameterExpression> WithBoth(ImmutableArray<ParameterExpression> scope) =>
        scope.FirstOrDefault(v => v.Name == oldName) is { } variable ? scope.Add(Expression.Parameter(variable.Type, probeName)) : scope;

    private Pathway WithBoth(Pathway pathway) => pathway with
    {
        Inputs = [.. pathway.Inputs.Select(i => i with { Facts = WithBoth(i.Facts, i.Name) })],
        Policy = owners!.Contains(Pathway.PolicyInput)
            ? [.. pathway.Policy, .. pathway.Policy.Where(p => p.Name == oldName).Select(p => p with { Name = probeName, Schema = p.Schema with { Name = probeName } })]
            : pathway.Policy,
    };

    private FactSchema WithBoth(FactSchema schema, string path) => schema.Kind switch
    {
        FactKind.List => schema with { Element = WithBoth(schema.Element!, path + "[]") },
        FactKind.Object => schema with { Members = WithBoth(schema.Members, path) },
        _ => schema,
    };

    private ImmutableArray<FactSchema> WithBoth(ImmutableArray<FactSchema> members, string path)
    {
        var inner = members.Select(m => WithBoth(m, $"{path}.{m.Name}")).ToImmutableArray();
        return owners!.Contains(path) ? inner.AddRange(inner.Where(m => m.Name == oldName).Select(m => m with { Name = probeName })) : inner;
    }

    [GeneratedRegex(@"\$\(([A-Za-z_][A-Za-z0-9_.]{0,200})\)")]
    private static partial Regex Placeholder();
}
