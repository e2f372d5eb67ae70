using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>An edit of one JSON file. It changes the characters that it must; what is added follows the layout around it.
/// </summary>
/// <param name="Pointer">JSON pointer of the value that is edited.</param>
public abstract record JsonEdit(string File, string Pointer) : Edit
{
    public sealed override Loaded<Edited> Apply(DocumentSet documents)
    {
        if (documents.Find(File) is not { } document)
            return DoesNotFit(File, "The file is not among those that are edited.");
        if (document.Json.Value is not { } file)
            return new(null, document.Json.Diagnostics);
        if (JsonPointer.Find(file.Root, Pointer) is not { } target)
            return DoesNotFit(File, $"There is nothing at `{Pointer}`.");
        return Change(file, target) is { } change ? new ReplaceText(change).Apply(documents) : DoesNotFit(File, $"{this} does not fit what stands at `{Pointer}`.");
    }

    /// <summary>The characters to change; null when the edit does not fit the target.</summary>
    private protected abstract ImmutableArray<TextEdit>? Change(JsonFile file, JToken target);

    /// <summary>A value laid out to stand at a position.</summary>
    private protected static string Formatted(JsonFile file, string json, int position)
    {
        var text = file.Source.Text;
        var layout = JsonLayout.Of(text);
        return new JsonFormatter(layout.NewLine, layout.Step).Format(json, JsonLayout.IndentAt(text, position));
    }

    /// <summary>Puts something in among the children of an object or a list.</summary>
    /// <param name="before">What stands before the value: the name of a member.</param>
    private protected ImmutableArray<TextEdit> Insert(JsonFile file, JContainer owner, int index, string before, string json)
    {
        var text = file.Source.Text;
        var (start, end) = file.SpanOf(owner);
        if (owner.Count == 0)
            return [InsertIntoEmpty(file, owner, before, json)];

        // The blanks between the child before and this place are those that its neighbours have.
        var children = owner.Children().Select(c => (file.SpanOf(c).Start, file.SpanOf(c is JProperty m ? m.Value : c).End)).ToList();
        var near = Math.Min(index, children.Count - 1);
        var breaks = JsonLayout.Breaks(text, near == 0 ? start : children[near - 1].End, children[near].Start);
        var indent = JsonLayout.IndentAt(text, children[near].Start);
        var layout = JsonLayout.Of(text);
        var value = new JsonFormatter(layout.NewLine, layout.Step).Format(json, indent);
        var blank = breaks ? layout.NewLine + indent : " ";
        return index < children.Count
            ? [new TextEdit(File, children[index].Start, 0, $"{before}{value},{blank}")]
            : [new TextEdit(File, children[^1].End, 0, $",{blank}{before}{value}")];
    }

    private TextEdit InsertIntoEmpty(JsonFile file, JContainer owner, string before, string json)
    {
        var text = file.Source.Text;
        var (start, end) = file.SpanOf(owner);
        var (open, close) = owner is JArray ? ('[', ']') : ('{', '}');
        var layout = JsonLayout.Of(text);
        var indent = JsonLayout.IndentAt(text, start);
        var formatter = new JsonFormatter(layout.NewLine, layout.Step);
        var inner = indent + layout.Step;
        var onOneLine = $"{open} {before}{formatter.Format(json, indent)} {close}";
        var whole = onOneLine.Length > JsonFormatter.Width || JsonLayout.Breaks(onOneLine, 0, onOneLine.Length)
            ? $"{open}{layout.NewLine}{inner}{before}{formatter.Format(json, inner)}{layout.NewLine}{indent}{close}"
            : onOneLine;
        return new TextEdit(File, start, end - start, whole);
    }
}
