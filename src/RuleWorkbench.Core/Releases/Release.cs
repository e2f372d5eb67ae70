using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Releases;

/// <summary>Freezes a pathway whose checks and suites passed: its files and those of its scripts, as they stand, and a
/// manifest that tells what they are.</summary>
/// <param name="Pathway">Name of the pathway.</param>
/// <param name="By">Who releases it.</param>
public sealed record Release(string Pathway, string Version, string By, DateTimeOffset At)
{
    private string Name => $"{Pathway}@{Version}";

    /// <summary>The files of the release, to be saved together; or why it cannot be made.</summary>
    /// <param name="loaded">The pathway as it was checked.</param>
    /// <param name="run">Its suites, all passed.</param>
    public Loaded<DocumentSet> Freeze(Workspace workspace, LoadedPathway loaded, CompiledPathway compiled, ImmutableSuites suites, SuiteRun run, int warnings, SignOffList signOffs, CancellationToken cancellation)
    {
        var folder = workspace.FolderOf(Name);
        if (Directory.Exists(folder))
            return Fail(new SourcePlace(workspace.Display(folder)), $"The release `{Version}` is there already, and releases are never changed.", "Choose the next version.");
        var meaning = MeaningHash.Of(compiled);
        var sources = Sources(workspace, loaded);
        if (!sources.IsUsable)
            return new(null, sources.Diagnostics);
        var frozen = sources.Value!.Documents.Select(d => d.At(FrozenPath(workspace, d.File))).ToList();
        if (Rehearse(workspace, frozen, meaning, cancellation) is { } failure)
            return new(null, failure);
        var manifest = new Manifest(
            Pathway,
            Version,
            By,
            At,
            EngineIdentity.Text,
            meaning,
            warnings,
            [.. frozen.Select(f => new FrozenFile(Path.GetRelativePath(folder, workspace.Root + "/" + f.File).Replace('\\', '/'), ManifestFile.HashOf(f.Source.ToBytes())))],
            [.. suites.Suites.Select(s => new SuiteRecord(s.Name, run.Cases.Count(c => c.Case.Suite == s.Name), HashOf(workspace, s.Place.File)))],
            new SignOffList([.. signOffs.On(meaning)]));
        var documents = frozen.Append(Document.New(workspace.Display(Path.Combine(folder, Manifest.FileName)), ManifestFile.Write(manifest)))
            .Aggregate(DocumentSet.Empty(workspace.Root), (set, document) => set.With(document));
        return new(documents, []);
    }

    /// <summary>A manifest for a folder that was frozen by hand, before there were manifests. Nothing is known of its
    /// suites.</summary>
    public Loaded<DocumentSet> Adopt(Workspace workspace, CompiledPathway compiled, int warnings)
    {
        var folder = workspace.FolderOf(Name);
        if (File.Exists(Path.Combine(folder, Manifest.FileName)))
            return Fail(new SourcePlace(workspace.Display(Path.Combine(folder, Manifest.FileName))), $"The release `{Version}` has a manifest already.", $"`rulewb verify {Name}` tells whether it holds.");
        var files = ReleaseFolder.Files(folder).Select(f => new FrozenFile(f, ManifestFile.HashOf(File.ReadAllBytes(Path.Combine(folder, f)))));
        var manifest = new Manifest(Pathway, Version, By, At, EngineIdentity.Text, MeaningHash.Of(compiled), warnings, [.. files], [], SignOffList.Empty);
        return new(DocumentSet.Empty(workspace.Root).With(Document.New(workspace.Display(Path.Combine(folder, Manifest.FileName)), ManifestFile.Write(manifest))), []);
    }

    /// <summary>The files that the pathway was read from, byte for byte, with its scripts and their tables.</summary>
    private static Loaded<DocumentSet> Sources(Workspace workspace, LoadedPathway loaded)
    {
        var scripts = loaded.Pathway!.Scripts.SelectMany(s => s.Tables.Select(t => (t.Place.File, t.Text)).Prepend((s.Place.File, s.Text))).ToList();
        var read = DocumentSet.Load(workspace.Root, scripts.Select(s => s.File));
        var documents = DocumentSet.Of(workspace.Root, [.. loaded.Files.Sources, .. (read.Value?.Documents ?? []).Select(d => d.Source)]);
        var changed = scripts.Where(s => documents.Find(s.File)?.Text != s.Text)
            .Select(s => Diagnostic.Error(DiagnosticIds.FileChangedOnDisk, "The file was changed on disk since it was checked.", new SourcePlace(s.File), "Nothing was written. Try again."));
        return new(documents, [.. read.Diagnostics, .. changed]);
    }

    private string FrozenPath(Workspace workspace, string file)
    {
        var own = workspace.Display(workspace.FolderOf(Pathway)) + "/";

        // What lies outside of the pathway's folder is a script, or a table of one.
        return workspace.Display(workspace.FolderOf(Name)) + "/" + (file.StartsWith(own, StringComparison.Ordinal) ? file[own.Length..] : file);
    }

    /// <summary>Whether the frozen files are a pathway that means the same by themselves, tried in a temporary folder.</summary>
    private ImmutableArray<Diagnostic>? Rehearse(Workspace workspace, IEnumerable<Document> frozen, string meaning, CancellationToken cancellation)
    {
        var root = Directory.CreateTempSubdirectory("rulewb-release-").FullName;
        try
        {
            foreach (var document in frozen)
            {
                var path = Path.Combine(root, document.File);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, document.Source.ToBytes());
            }

            var version = PathwayVersion.Open(Name, Path.Combine(root, workspace.Display(workspace.FolderOf(Name))), Path.Combine(root, "none"), root, new ScriptsInProcess(DiskCache.OfUser()), cancellation);
            if (!version.Errors.IsEmpty)
                return version.Errors;
            return MeaningHash.Of(version.Compiled!) == meaning
                ? null
                : [Diagnostic.Error(DiagnosticIds.ReleaseDiffers, $"Frozen by itself, `{Pathway}` would not mean what it means here.", version.Pathway!.Place, "Its files were changed while it was released: try again.")];
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static string HashOf(Workspace workspace, string file) => ManifestFile.HashOf(File.ReadAllBytes(Path.Combine(workspace.Root, file)));

    private static Loaded<DocumentSet> Fail(SourcePlace place, string message, string fix) => new(null, [Diagnostic.Error(DiagnosticIds.ReleaseDiffers, message, place, fix)]);
}
