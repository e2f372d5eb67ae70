using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Reads the script libraries that a pathway lists: <c>scripts/&lt;Library&gt;.csx</c> and the tables in the folder
/// <c>scripts/&lt;Library&gt;/</c>. A pathway's own folder <c>scripts/</c> goes before that of the workspace; a release has
/// only its own, so that it stays what it was.</summary>
public static class ScriptReader
{
    /// <summary>More characters of data than a table that people keep by hand has.</summary>
    private const int MostTableCharacters = 1_000_000;

    internal static ImmutableArray<ScriptLibrary> Read(
        JsonObjectReader reader, string folder, string root, IJsonFiles from, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var libraries = ImmutableArray.CreateBuilder<ScriptLibrary>();
        var folders = Folders(folder, root);
        foreach (var token in reader.TextTokens("scripts"))
        {
            var name = (string)token!;
            if (!FactSchemaReader.Identifier().IsMatch(name) || WorkflowReader.ReservedWords.Contains(name))
            {
                reader.Error(DiagnosticIds.UnusableName, $"`{name}` cannot name a script library.", token, "Use letters, digits and _, beginning with a letter.");
            }
            else if (libraries.FirstOrDefault(l => l.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } twice)
            {
                reader.Error(DiagnosticIds.DuplicateName, $"`{name}` and `{twice.Name}` are one library, or differ by upper and lower case only.", token, "Remove one of them.");
            }
            else if (folders.FirstOrDefault(f => File.Exists(Path.Combine(f, name + ".csx"))) is { } home)
            {
                if (Read(name, home, root, from, diagnostics) is { } library)
                    libraries.Add(library);
            }
            else
            {
                var known = folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.csx")).Select(f => Path.GetFileNameWithoutExtension(f)!);
                var places = string.Join(" or ", folders.Select(f => $"`{Display(Path.Combine(f, name + ".csx"), root)}`"));
                reader.Error(DiagnosticIds.UnknownName, $"There is no script library `{name}`: it would be {places}.", token, NearestName.Hint(name, known));
            }
        }

        return libraries.ToImmutable();
    }

    /// <summary>The budget of a call; what is not set is as in <see cref="ScriptBudget.Default"/>.</summary>
    internal static ScriptBudget ReadBudget(JsonObjectReader reader)
    {
        if (reader.Object("scriptBudget", "a budget") is not { } budget)
            return ScriptBudget.Default;
        var read = new ScriptBudget(
            (long)Read("steps", ScriptBudget.Least.Steps, ScriptBudget.Default.Steps, ScriptBudget.Most.Steps),
            (int)Read("megabytes", ScriptBudget.Least.Megabytes, ScriptBudget.Default.Megabytes, ScriptBudget.Most.Megabytes),
            (int)Read("depth", ScriptBudget.Least.Depth, ScriptBudget.Default.Depth, ScriptBudget.Most.Depth));
        budget.Finish();
        return read;

        double Read(string name, double least, double usual, double most)
        {
            if (budget.Number(name) is not { } number)
                return usual;
            if (number >= least && number <= most && number == Math.Floor(number))
                return number;
            budget.Error(DiagnosticIds.FactOutOfRange, $"`{name}` of `scriptBudget` is a whole number from {least} to {most}.", budget.Node[name]!);
            return usual;
        }
    }

    /// <summary>All libraries of a workspace, whether a pathway lists them or not.</summary>
    public static Loaded<Pathway> ReadAll(string root)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var folder = Path.Combine(root, "scripts");
        var names = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.csx").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        var libraries = names.Select(n => Read(n, folder, root, FilesOnDisk.Instance, diagnostics)).OfType<ScriptLibrary>();
        return new(new Pathway("scripts", new SourcePlace("scripts")) { Scripts = [.. libraries] }, diagnostics.ToImmutable());
    }

    private static ImmutableArray<string> Folders(string folder, string root)
    {
        var own = Path.Combine(folder, "scripts");
        var isRelease = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))) == "releases";
        return isRelease ? [own] : [own, Path.Combine(root, "scripts")];
    }

    private static ScriptLibrary? Read(string name, string home, string root, IJsonFiles from, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        SourceFile? Open(string path)
        {
            var read = from.ReadText(path, Display(path, root));
            diagnostics.AddRange(read.Diagnostics);
            return read.Value;
        }

        if (Open(Path.Combine(home, name + ".csx")) is not { } script)
            return null;
        var tables = ImmutableArray.CreateBuilder<ScriptTable>();
        var data = Path.Combine(home, name);
        foreach (var path in Directory.Exists(data) ? Directory.EnumerateFiles(data, "*.csv").Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            if (Open(path) is not { } table)
                return null;
            var place = new SourcePlace(table.DisplayPath);
            if (table.Text.Length > MostTableCharacters)
                diagnostics.Add(Diagnostic.Error(DiagnosticIds.FileTooLarge, $"The table has {table.Text.Length} characters; at most {MostTableCharacters} are read.", place, "Split it, or keep what the functions need."));
            else
                tables.Add(new ScriptTable(Path.GetFileName(path), place, table.Text));
        }

        return new ScriptLibrary(name, new SourcePlace(script.DisplayPath), script.Text, tables.ToImmutable());
    }

    private static string Display(string path, string root) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
