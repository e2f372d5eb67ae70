using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Writes the expectation of one case into its suite and leaves every other byte of the file as it is.</summary>
public static class SuiteEditor
{
    /// <summary>Replaces (or adds) the <c>expect</c> of a case. The file is replaced as a whole or not at all.</summary>
    /// <exception cref="IOException">The file changed since it was loaded, or cannot be written.</exception>
    public static void SetExpectation(Workspace workspace, Case source, JObject expectation)
    {
        var name = source.Place.File;
        var loaded = DocumentSet.Load(workspace.Root, [name]);
        if (!loaded.Diagnostics.IsEmpty)
            throw new IOException($"`{name}` can no longer be read: {loaded.Diagnostics[0].Message}");
        var json = loaded.Value!.Find(name)!.Json;
        if (json.Value?.Root is not { } root)
            throw new IOException($"`{name}` is no longer a suite that can be read: {json.Diagnostics[0].Message}");
        if ((root["cases"] as JArray)?.OfType<JObject>().FirstOrDefault(c => c["id"] is JValue { Value: string id } && id == source.Id) is not { } found)
            throw new IOException($"`{name}` no longer holds the case `{source.Id}`. Load it again.");

        var pointer = JsonPointer.Of(found);
        Edit edit = found.ContainsKey("expect")
            ? new SetValue(name, JsonPointer.Append(pointer, "expect"), expectation.ToString())
            : new AddMember(name, pointer, "expect", expectation.ToString());
        var edited = edit.Apply(loaded.Value);
        var refused = edited.Value is null ? edited.Diagnostics : new DocumentWriter().Save(edited.Value.Documents);
        if (!refused.IsEmpty)
            throw new IOException(refused[0].ToString());
    }
}
