using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Editing;

/// <summary>Where something that a script declares is named: in scripts by meaning, in their comments, and in expressions.</summary>
/// <param name="Places">In the order of files and texts.</param>
public sealed record ScriptUses(string Name, ImmutableArray<ScriptUse> Places)
{
    /// <summary>The uses of the name at a place; null where the script declares nothing of that name.</summary>
    /// <param name="pathways">Those that use the library.</param>
    /// <param name="position">In the file's text as it stands.</param>
    public static ScriptUses? Find(ImmutableArray<Pathway> pathways, DocumentSet documents, string file, int position)
    {
        if (pathways.IsEmpty || documents.Find(file) is not { } document)
            return null;
        var library = Path.GetFileNameWithoutExtension(file);
        var own = ScriptBinding.Of(pathways[0], library, document.Text, CancellationToken.None);
        if (own.NameAt(position) is not { } name)
            return null;
        var places = own.UsesOf(position).Select(u => new ScriptUse(file, u.Start, u.Length));
        if (name.Path is { } path)
        {
            foreach (var (pathway, script) in pathways.SelectMany(p => p.Scripts.Select(s => (p, s))).DistinctBy(s => s.s.Place.File))
            {
                if (documents.Find(script.Place.File) is not { } other)
                    continue;
                if (script.Place.File != file)
                    places = places.Concat(ScriptBinding.Of(pathway, script.Name, other.Text, CancellationToken.None).UsesOf(library, path).Select(u => new ScriptUse(other.File, u.Start, u.Length)));
                if (name.Path == name.Name)
                    places = places.Concat(InComments(other, library, path));
            }

            if (name.Path == name.Name)
                places = places.Concat(pathways.SelectMany(p => InExpressions(documents, p.Name, library, path)));
        }

        return new ScriptUses(name.Name, [.. places.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Start)]);
    }

    /// <summary>Examples are tests, and call a function as expressions do.</summary>
    private static IEnumerable<ScriptUse> InComments(Document script, string library, string name) =>
        Regex.Matches(script.Text, @"^[ \t]*///.*$", RegexOptions.Multiline)
            .SelectMany(line => Regex.Matches(line.Value, $@"(?<=\b{Regex.Escape(library)}\.|cref=""){Regex.Escape(name)}\b").Select(m => new ScriptUse(script.File, line.Index + m.Index, m.Length)));

    private static IEnumerable<ScriptUse> InExpressions(DocumentSet documents, string pathway, string library, string name)
    {
        var files = documents.Documents.Where(d => d.File.EndsWith(".json", StringComparison.Ordinal) && (d.File.StartsWith($"workflows/{pathway}/", StringComparison.Ordinal) || d.File.StartsWith($"seeds/{pathway}/cohorts/", StringComparison.Ordinal)));
        foreach (var json in files.Select(d => d.Json.Value).OfType<JsonFile>())
        {
            foreach (var text in json.Root.Descendants().OfType<JValue>().Where(v => v.Value is string s && s.Contains(name, StringComparison.OrdinalIgnoreCase)))
            {
                var expression = json.Expression(text);
                var start = json.SpanOf(text).Start + 1;
                foreach (var at in Calls(expression.Text, library, name))
                {
                    var (from, to) = (expression.RawIndexOf(at), expression.RawIndexOf(at + name.Length));
                    yield return new ScriptUse(expression.Place.File, start + from, to - from);
                }
            }
        }
    }

    /// <summary>Where a text calls a function, or is nothing but its name, as the action <c>Script</c> gives it.</summary>
    private static IEnumerable<int> Calls(string text, string library, string name)
    {
        var tokens = ExpressionLexer.Read(text);
        for (var i = 2; i < tokens.Length - 1; i++)
        {
            var isWhole = i == 2 && tokens[i + 1].Kind == TokenKind.End;
            if (Is(tokens[i], name) && tokens[i - 1].Is(".") && Is(tokens[i - 2], library) && (i == 2 || !tokens[i - 3].Is(".")) && (isWhole || tokens[i + 1].Is("(")))
                yield return tokens[i].Start;
        }

        static bool Is(Token token, string word) => token.Kind == TokenKind.Name && token.Value.Equals(word, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>A place where a name stands.</summary>
/// <param name="Start">In the file's text as it stands.</param>
public sealed record ScriptUse(string File, int Start, int Length);
