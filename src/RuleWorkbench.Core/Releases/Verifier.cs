using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Releases;

/// <summary>Finds what is no longer as it was released or signed: a byte, a file, the manifest, the meaning.</summary>
public static class Verifier
{
    /// <param name="name">Name of a pathway, whose sign-offs are verified, or <c>name@version</c> for a release.</param>
    public static Verification Verify(Workspace workspace, string name, CancellationToken cancellation) =>
        name.Contains('@', StringComparison.Ordinal) ? VerifyRelease(workspace, name, cancellation) : VerifyWorkingTree(workspace, name, cancellation);

    private static Verification VerifyRelease(Workspace workspace, string name, CancellationToken cancellation)
    {
        var read = ReleaseFolder.ReadManifest(workspace, name);
        var (meaning, invalid) = Meaning(workspace, name, cancellation);
        if (read.Value is not { } manifest)
            return new Verification(name, meaning, SignOffList.Empty, read.Diagnostics);
        var folder = workspace.FolderOf(name);
        var place = new SourcePlace(workspace.Display(Path.Combine(folder, Manifest.FileName)));
        var findings = ImmutableArray.CreateBuilder<Diagnostic>();
        findings.AddRange(read.Diagnostics);
        if ($"{manifest.Pathway}@{manifest.Version}" != name)
            findings.Add(Diagnostic.Error(DiagnosticIds.ManifestBroken, $"The manifest is that of `{manifest.Pathway}@{manifest.Version}`.", place, "Give the folder its name back."));
        findings.AddRange(Files(workspace, folder, manifest));
        findings.AddRange(invalid);
        if (meaning is not null && meaning != manifest.Meaning)
            findings.Add(OtherMeaning(manifest, meaning, place));
        if (meaning is not null)
            findings.AddRange(SignOffs(manifest.SignOffs, meaning, name));
        return new Verification(name, meaning, manifest.SignOffs, findings.ToImmutable()) { Manifest = manifest };
    }

    private static Verification VerifyWorkingTree(Workspace workspace, string name, CancellationToken cancellation)
    {
        var signOffs = SignOffList.Load(workspace.FolderOf(name), workspace.Root);
        var (meaning, invalid) = Meaning(workspace, name, cancellation);
        if (meaning is null)
            return new Verification(name, null, signOffs.Value ?? SignOffList.Empty, [.. signOffs.Diagnostics, .. invalid]);
        return new Verification(name, meaning, signOffs.Value ?? SignOffList.Empty, [.. signOffs.Diagnostics, .. SignOffs(signOffs.Value ?? SignOffList.Empty, meaning, name), .. SameVersion(workspace, name, meaning)]);
    }

    /// <summary>What a pathway means, or the errors for which it means nothing.</summary>
    public static (string? Meaning, ImmutableArray<Diagnostic> Errors) Meaning(Workspace workspace, string name, CancellationToken cancellation)
    {
        var loaded = PathwayLoader.Load(workspace.FolderOf(name), workspace.Root);
        var compiled = loaded.IsUsable ? CompiledPathway.Compile(loaded.Value!, [], cancellation) : null;
        ImmutableArray<Diagnostic> errors = [.. loaded.Diagnostics.Concat(compiled?.Diagnostics ?? []).Where(d => d.Severity == DiagnosticSeverity.Error)];
        return errors.IsEmpty ? (MeaningHash.Of(compiled!), []) : (null, errors);
    }

    private static IEnumerable<Diagnostic> Files(Workspace workspace, string folder, Manifest manifest)
    {
        var there = ReleaseFolder.Files(folder);
        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(folder, file.Path);
            if (!there.Contains(file.Path))
                yield return Finding(path, "A file of the release is gone.", "Restore it from where the release was made.");
            else if (Difference(File.ReadAllBytes(path), file.Hash) is var (message, fix))
                yield return Finding(path, message, fix);
        }

        foreach (var added in there.Except(manifest.Files.Select(f => f.Path)))
            yield return Finding(Path.Combine(folder, added), "The file was not released.", "Remove it.");

        Diagnostic Finding(string path, string message, string fix) => Diagnostic.Error(DiagnosticIds.ReleaseDiffers, message, new SourcePlace(workspace.Display(path)), fix);
    }

    /// <summary>What is wrong with a file's bytes, or null. Git turns line endings, where nobody tells it not to.</summary>
    private static (string Message, string Fix)? Difference(byte[] bytes, string hash)
    {
        if (ManifestFile.HashOf(bytes) == hash)
            return null;
        var text = System.Text.Encoding.Latin1.GetString(bytes);
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        return new[] { lines, lines.Replace("\n", "\r\n", StringComparison.Ordinal) }.Any(t => ManifestFile.HashOf(System.Text.Encoding.Latin1.GetBytes(t)) == hash)
            ? ("The file differs from what was released by its line endings.", "`rulewb git install` keeps git from turning them; then check the file out anew.")
            : ("The file is not as it was released.", "Restore it from where the release was made; a change needs a new version.");
    }

    private static Diagnostic OtherMeaning(Manifest manifest, string meaning, SourcePlace place) =>
        manifest.Engine != EngineIdentity.Text
            ? Diagnostic.Error(DiagnosticIds.ReleaseDiffers, $"The release was made for {manifest.Engine.Split(';')[0]}; this is {EngineIdentity.Text.Split(';')[0]}, so that it may mean something else.", place, "Run its cases under this engine, and release it anew.")
            : Diagnostic.Error(DiagnosticIds.ReleaseDiffers, $"The release does not mean what was released: {MeaningHash.Short(manifest.Meaning)} then, {MeaningHash.Short(meaning)} now.", place, "Restore its files from where the release was made.");

    private static IEnumerable<Diagnostic> SignOffs(SignOffList signOffs, string meaning, string name)
    {
        foreach (var signOff in signOffs.Void(meaning))
        {
            yield return Diagnostic.Error(
                DiagnosticIds.SignOffVoid,
                $"`{signOff.By}` {(signOff.Decision == SignOffDecision.Approved ? "approved" : "rejected")} another meaning ({MeaningHash.Short(signOff.Meaning)}): an edit of logic has voided the sign-off.",
                signOff.Place,
                $"Look at the change, then sign anew: `rulewb approve {name} --as \"{signOff.By}\"`.");
        }

        foreach (var signOff in signOffs.On(meaning).Where(s => s.Decision == SignOffDecision.Rejected))
            yield return Diagnostic.Error(DiagnosticIds.SignOffVoid, $"`{signOff.By}` rejected this meaning{(signOff.Note is null ? "" : $": {signOff.Note.TrimEnd('.')}")}.", signOff.Place, "Edit the logic, or have it approved by the same person.");
    }

    /// <summary>A working tree that calls itself by the version of a release, and means something else.</summary>
    private static IEnumerable<Diagnostic> SameVersion(Workspace workspace, string name, string meaning)
    {
        var pathway = PathwayLoader.Load(workspace.FolderOf(name), workspace.Root).Value!;
        if (pathway.Version is { } version && workspace.ReleasesOf(name).Contains(version)
            && ReleaseFolder.ReadManifest(workspace, $"{name}@{version}").Value is { } manifest && manifest.Engine == EngineIdentity.Text && manifest.Meaning != meaning)
        {
            yield return Diagnostic.Error(DiagnosticIds.ReleaseDiffers, $"`{name}` calls itself version `{version}`, which is released and means something else.", pathway.Place, "Write the next version into pathway.json.");
        }
    }
}
