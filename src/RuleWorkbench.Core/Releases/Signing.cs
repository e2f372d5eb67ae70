using Newtonsoft.Json;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Releases;

/// <summary>Adds a sign-off to a pathway's <c>approvals.json</c>, or to the manifest of a release.</summary>
public static class Signing
{
    /// <summary>The files with the sign-off, to be saved; or why it cannot be added.</summary>
    /// <param name="name">Name of the pathway, or <c>name@version</c> for a release.</param>
    public static Loaded<DocumentSet> Add(Workspace workspace, string name, SignOff signOff)
    {
        var isRelease = name.Contains('@', StringComparison.Ordinal);
        var file = workspace.Display(Path.Combine(workspace.FolderOf(name), isRelease ? Manifest.FileName : SignOffList.FileName));
        var loaded = isRelease || File.Exists(Path.Combine(workspace.Root, file)) ? DocumentSet.Load(workspace.Root, [file]) : new(DocumentSet.Empty(workspace.Root), []);
        if (!loaded.IsUsable)
            return loaded;
        var added = Documents(Remarking.Add(loaded.Value!, file, SignOffList.Member, SignOffList.Write(signOff).ToString(Formatting.Indented)).Apply(loaded.Value!));
        if (!isRelease || added.Value?.Find(file)?.Json.Value is not { } manifest)
            return added;
        return Documents(new SetValue(file, "/" + ManifestFile.Seal, JsonConvert.ToString(ManifestFile.SealOf(manifest.Root))).Apply(added.Value));
    }

    private static Loaded<DocumentSet> Documents(Loaded<Edited> edited) => new(edited.Value?.Documents, edited.Diagnostics);
}
