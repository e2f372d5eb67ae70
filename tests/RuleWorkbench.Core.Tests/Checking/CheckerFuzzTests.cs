using CsCheck;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Checking;

/// <summary>Whatever stands in the files, checks say something of it or nothing, and never fail.</summary>
public sealed class CheckerFuzzTests
{
    private static readonly string[] Files =
        [ExampleWorkspace.PathwayFile, ExampleWorkspace.SchemaFile, ExampleWorkspace.RulesFile, ExampleWorkspace.GuardsFile, ExampleWorkspace.SuiteFile];

    private static readonly string[] Values =
    [
        "null", "true", "5", "-1.5", "\"\"", "\"first\"", "\"patient\"", "\"policy\"", "\"now\"", "\"patient.age > 5\"", "\"object\"", "\"array\"", "\"number\"",
        "\"#/$defs/x\"", "[ ]", "{ }", "[ \"first\", \"first\" ]", "[ { } ]", "{ \"type\": \"object\" }", "{ \"type\": \"array\", \"items\": { \"type\": \"array\" } }",
        "{ \"age\": { \"value\": [ 1 ] } }", "\"half\"", "\"$(patient.x)\"",
    ];

    [Fact]
    public void Check_AnyValueInPlaceOfAnother_NeverFails()
    {
        Gen.Select(Gen.Int[0, Files.Length - 1], Gen.Int[0, 1000], Gen.Int[0, Values.Length - 1], Gen.Bool).Array[1, 3].Sample(
            edits =>
            {
                using var workspace = new ExampleWorkspace();
                foreach (var (file, position, value, renames) in edits)
                    Edit(workspace, Files[file], position, Values[value], renames);

                foreach (var found in workspace.Check())
                {
                    found.Message.ShouldNotBeEmpty();
                    CheckCatalogue.Find(found.Id).ShouldNotBeNull(found.Id);
                }
            },
            iter: 250,
            print: edits => string.Join("; ", edits.Select(e => $"{Files[e.Item1]} {e.Item2} {Values[e.Item3]} {e.Item4}")));
    }

    private static void Edit(ExampleWorkspace workspace, string file, int position, string value, bool renames)
    {
        using var reader = new JsonTextReader(new StringReader(workspace.Read(file))) { DateParseHandling = DateParseHandling.None };
        var root = JToken.ReadFrom(reader);
        var tokens = (root as JContainer)?.DescendantsAndSelf().Where(t => t is not JProperty).ToList() ?? [root];
        var token = tokens[position % tokens.Count];
        if (renames && token.Parent is JProperty { Parent: JObject owner } member && !owner.ContainsKey(value.Trim('"')))
            member.Replace(new JProperty(value.Trim('"'), member.Value));
        else if (token.Parent is null)
            root = JToken.Parse(value);
        else
            token.Replace(JToken.Parse(value));
        workspace.Write(file, JsonConvert.SerializeObject(root));
    }
}
