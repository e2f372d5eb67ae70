using System.Dynamic;
using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using RulesEngine.Models;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>Plain RulesEngine with its default settings on the same workflow file: with typed facts, or with Expando as its
/// documentation shows.</summary>
internal static class RulesEnginePeer
{
    public static async Task RunAsync(string input, string output, bool isTyped)
    {
        var engine = new RulesEngine.RulesEngine([File.ReadAllText(PeersWorkspace.WorkflowFile)], new ReSettings { CustomTypes = [typeof(Procedure)] });
        var (result, verdicts) = (new ResultLine(), new Verdicts());
        await using var results = File.Create(output);
        await foreach (var line in File.ReadLinesAsync(input))
        {
            var (id, patient) = isTyped ? ReadTyped(line) : ReadExpando(line);
            verdicts.Met = 0;
            var found = await engine.ExecuteAllRulesAsync("peers", new RuleParameter("patient", patient));
            for (var i = 0; i < found.Count; i++)
            {
                if (!found[i].IsSuccess)
                    continue;
                if (found[i].ActionResult.Output is string)
                    verdicts.Set(i);
                else
                    verdicts.Set(i, Convert.ToDouble(found[i].ActionResult.Output, CultureInfo.InvariantCulture));
            }

            result.Clear();
            result.Write(Encoding.UTF8.GetBytes(id), verdicts);
            results.Write(result.Written.Span);
        }
    }

    private static (string Id, object Patient) ReadTyped(string line)
    {
        var read = System.Text.Json.JsonSerializer.Deserialize(line, PersonJson.Default.Line)!;
        return (read.Id, read.Facts.Patient);
    }

    private static (string Id, object Patient) ReadExpando(string line)
    {
        dynamic read = JsonConvert.DeserializeObject<ExpandoObject>(line, new ExpandoObjectConverter())!;
        return (read.id, read.facts.patient);
    }
}
