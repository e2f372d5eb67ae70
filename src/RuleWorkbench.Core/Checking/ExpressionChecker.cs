using System.Collections.Immutable;
using System.Linq.Expressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>Checks one expression while it is being written: what the compiler says of it, and the checks that look at one
/// expression at a time. The rest of the pathway is taken as it was compiled.</summary>
public static class ExpressionChecker
{
    private const string Member = "e";

    /// <param name="text">The expression as it is now.</param>
    /// <param name="place">Where it stands in its file: for the severities and suppressions of the pathway.</param>
    /// <param name="scope">The names that it can use.</param>
    /// <param name="parameters">The parameters among them.</param>
    /// <returns>Findings in the order of the text.</returns>
    public static ImmutableArray<ExpressionFinding> Check(
        CompiledPathway compiled,
        string text,
        ExpressionUse use,
        SourcePlace place,
        ImmutableArray<ParameterExpression> scope,
        ImmutableArray<CompiledParameter> parameters,
        DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];

        // The checks offer fixes as edits of files; a file that holds this expression alone lets them.
        var file = JsonFile.Parse(SourceFile.Of(place.File, $"{{{JsonConvert.ToString(Member)}:{JsonConvert.ToString(text)}}}", hasByteOrderMark: false)).Value!;
        var written = file.Expression((JValue)file.Root[Member]!);
        var expression = written with { Place = written.Place with { Path = place.Path } };
        var (tree, diagnostics) = compiled.Parse(expression, scope, use == ExpressionUse.Condition ? typeof(bool) : null);
        var isSound = tree is not null;
        tree ??= compiled.TryParse(text, scope, null);
        var root = ExpressionReader.Read(text);
        var subject = new CheckedExpression(expression, use, new Workflow("", place), null, root is null || tree is null ? root : TreePairing.Pair(root, tree), scope, isSound)
        {
            Elements = tree is null ? new Dictionary<ParameterExpression, FactSchema>() : CheckedExpression.FindElements([tree], compiled.Facts),
        };
        var context = new CheckContext(compiled.Pathway, new PathwayFiles([file]), compiled, null, today, [subject])
        {
            Parameters = parameters.ToDictionary(p => p.Variable, p => p.Value),
        };
        var found = CheckCatalogue.OfPathways.OfType<ExpressionCheck>().SelectMany(c => c.Run(context)).ToImmutableArray();
        if (!found.Any(d => d.Id == DiagnosticIds.BareFlag))
            found = [.. diagnostics, .. found];
        return
        [
            .. CheckSettings.Apply(found, compiled.Pathway, PathwayFiles.None, null)
                .Where(d => d.Place.File == place.File && d.Place.Path == place.Path)
                .Select(d => Located(d, expression, root, file))
                .OrderBy(f => f.Start).ThenByDescending(f => f.Diagnostic.Severity),
        ];
    }

    private static ExpressionFinding Located(Diagnostic found, ExpressionText expression, Node? root, JsonFile file)
    {
        var raw = found.Place.Column - expression.Place.Column - 1;
        var start = 0;
        while (start < expression.Text.Length && expression.RawIndexOf(start) < raw)
            start++;
        var node = root?.All.Where(n => n.At == start && n.Kind is not NodeKind.Group).MinBy(n => n.End - n.Start);

        // A path is underlined as a whole, not its input alone.
        while (node is not null && root!.All.FirstOrDefault(n => n.Kind == NodeKind.Member && ReferenceEquals(n.Parts[0], node)) is { } path)
            node = path;
        var token = ExpressionLexer.Read(expression.Text).FirstOrDefault(t => t.Start <= start && start < t.End);
        var (from, to) = node is not null ? (node.Start, node.End)
            : token.End > 0 ? (token.Start, token.End)
            : (Math.Max(0, expression.Text.TrimEnd().Length - 1), expression.Text.TrimEnd().Length);
        return new ExpressionFinding(found, from, to - from, found.Repair is { } fix ? Repaired(fix, file) : null);
    }

    private static string? Repaired(Fix fix, JsonFile file)
    {
        var text = file.Source.Text;
        foreach (var edit in fix.Edits.OrderByDescending(e => e.Start))
            text = string.Concat(text.AsSpan(0, edit.Start), edit.NewText, text.AsSpan(edit.End));
        return (string?)JsonFile.Parse(SourceFile.Of(file.Source.DisplayPath, text, hasByteOrderMark: false)).Value?.Root[Member];
    }
}
