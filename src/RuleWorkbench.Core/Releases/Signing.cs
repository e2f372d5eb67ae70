using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
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
        var item = SignOffList.Write(signOff).ToString(Formatting.Indented);
        if (!isRelease && !File.Exists(Path.Combine(workspace.Root, file)))
        {
            var text = JsonFormatter.Format(new JObject { [SignOffList.Member] = new JArray(SignOffList.Write(signOff)) }.ToString(Formatting.Indented).ReplaceLineEndings("\n"));
            return Documents(new AddFile(file, text).Apply(DocumentSet.Empty(workspace.Root)));
        }

        var loaded = DocumentSet.Load(workspace.Root, [file]);
        if (!loaded.IsUsable)
            return loaded;
        var list = loaded.Value!.Find(file)!.Json.Value?.Root[SignOffList.Member];
        Edit edit = list is null ? new AddMember(file, "", SignOffList.Member, $"[ {item} ]") : new AddItem(file, "/" + SignOffList.Member, item);
        var added = Documents(edit.Apply(loaded.Value));
        if (!isRelease || added.Value?.Find(file)?.Json.Value is not { } manifest)
            return added;
        return Documents(new SetValue(file, "/" + ManifestFile.Seal, JsonConvert.ToString(ManifestFile.SealOf(manifest.Root))).Apply(added.Value));
    }

    private static Loaded<DocumentSet> Documents(Loaded<Edited> edited) => new(edited.Value?.Documents, edited.Diagnostics);
}
