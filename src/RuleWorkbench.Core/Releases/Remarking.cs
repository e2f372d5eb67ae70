using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Editing;

namespace RuleWorkbench.Releases;

/// <summary>Writes down what a reviewer says of a change, in the pathway's <c>approvals.json</c>.</summary>
public static class Remarking
{
    /// <summary>The edit that writes a remark: in the place of what the same person said of the very same change; one that says
    /// nothing takes that away.</summary>
    /// <param name="file">The file of sign-offs as documents name it; it need not exist.</param>
    /// <returns>Null where there is nothing to write.</returns>
    public static Edit? Edit(DocumentSet documents, string file, Remark remark)
    {
        var isSilent = !remark.IsAccepted && remark.Note is null;
        var list = documents.Find(file)?.Json.Value?.Root[SignOffList.RemarksMember] as JArray;
        var same = list?.OfType<JObject>().FirstOrDefault(o => Is(o, "on", remark.On) && Is(o, "change", remark.Change) && Is(o, "by", remark.By));
        var json = SignOffList.Write(remark).ToString(Formatting.Indented);
        return same is not null ? isSilent ? new Remove(file, JsonPointer.Of(same)) : new SetValue(file, JsonPointer.Of(same), json)
            : isSilent ? null
            : Add(documents, file, SignOffList.RemarksMember, json);
    }

    /// <summary>The edit that adds an item to a list of a file; list and file are made where they are not there.</summary>
    internal static Edit Add(DocumentSet documents, string file, string member, string item) => documents.Find(file) switch
    {
        null => new AddFile(file, JsonFormatter.Format($"{{ {JsonConvert.ToString(member)}: [ {item} ] }}".ReplaceLineEndings("\n"))),
        { Json.Value: { } json } when !json.Root.ContainsKey(member) => new AddMember(file, "", member, $"[ {item} ]"),
        _ => new AddItem(file, "/" + member, item),
    };

    private static bool Is(JObject remark, string member, string text) => remark[member] is JValue { Value: string value } && value == text;
}
