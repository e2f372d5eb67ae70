using System.Globalization;
using RulesEngine.Models;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Shipped;

/// <summary>What is shipped is plain: an unmodified RulesEngine loads each workflow file as it stands and says the same
/// of every saved case.</summary>
public sealed class PlainEngineTests
{
    public static TheoryData<string, string> WorkflowFiles
    {
        get
        {
            var files = new TheoryData<string, string>();
            foreach (var version in (string[])[ShippedPathway.Current, ShippedPathway.Earlier])
            {
                foreach (var workflow in ShippedPathway.Of(version).Pathway.Workflows)
                    files.Add(version, workflow.Name);
            }

            return files;
        }
    }

    [Theory]
    [MemberData(nameof(WorkflowFiles))]
    public async Task PlainEngine_EverySavedCase_SaysTheSame(string version, string workflow)
    {
        var shipped = ShippedPathway.Of(version);
        var plain = LoadPlain(shipped, workflow);
        var differences = new List<string>();
        foreach (var source in ShippedPathway.Cases)
        {
            var facts = BoundCase.Bind(shipped.Compiled.Facts, shipped.Pathway, source);
            var parameters = shipped.Compiled.Facts.Inputs.Select((input, i) => new RuleParameter(input.Name, facts.Values[i])).ToArray();
            var theirs = await plain.ExecuteAllRulesAsync(workflow, parameters, TestContext.Current.CancellationToken);
            var ours = await shipped.Engine.EvaluateAsync(workflow, facts, TestContext.Current.CancellationToken);
            theirs.Count.ShouldBe(ours.Rules.Length);
            differences.AddRange(theirs
                .Zip(ours.Rules, (t, o) => (Rule: o.Rule.Id, Plain: Describe(t), Ours: Describe(o)))
                .Where(d => d.Plain != d.Ours)
                .Select(d => $"{source.FullId} {d.Rule}: plain {d.Plain}, ours {d.Ours}"));
        }

        differences.ShouldBeEmpty();
    }

    private static RulesEngine.RulesEngine LoadPlain(ShippedPathway shipped, string workflow)
    {
        var json = File.ReadAllText(Path.Combine(shipped.Folder, workflow + ".json"));
        return new RulesEngine.RulesEngine([json], new ReSettings { CustomTypes = [.. shipped.Compiled.Facts.AllTypes, .. shipped.Compiled.Functions] });
    }

    /// <summary>What RulesEngine alone lets one see: success, error or neither, and the figures of a success.</summary>
    private static string Describe(RuleResultTree tree)
    {
        var verdict = VerdictOf(tree);
        tree.IsSuccess.ShouldBe(verdict == Verdict.Met);
        if (verdict != Verdict.Met || tree.Rule.Actions?.OnSuccess is null)
            return verdict.ToString();
        if (tree.ActionResult.Exception is not null)
            return $"{verdict} without figures";
        var output = tree.ActionResult.Output;
        return output is null or string or ValueType
            ? $"{verdict} {Text(output)}"
            : $"{verdict} {string.Join(", ", output.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0).Select(p => $"{p.Name} = {Text(p.GetValue(output))}"))}";
    }

    private static string Describe(RuleResult result)
    {
        if (result.Verdict != Verdict.Met || result.Figures is not { } figures)
            return result.Verdict.ToString();
        return figures.Values.IsEmpty
            ? $"{result.Verdict} without figures"
            : $"{result.Verdict} {string.Join(", ", figures.Values.Select(v => v.Name is null ? Text(v.Value) : $"{v.Name} = {Text(v.Value)}"))}";
    }

    // A composite has no message of its own: RulesEngine counts the error of a nested rule as false.
    private static Verdict VerdictOf(RuleResultTree tree)
    {
        if (!string.IsNullOrEmpty(tree.ExceptionMessage))
            return Verdict.Error;
        if (tree.ChildResults is null)
            return tree.IsSuccess ? Verdict.Met : Verdict.NotMet;
        var nested = tree.ChildResults.Select(VerdictOf).ToList();
        var decides = tree.Rule.Operator == "And" ? Verdict.NotMet : Verdict.Met;
        return nested.Contains(decides) ? decides
            : nested.Contains(Verdict.Error) ? Verdict.Error
            : decides == Verdict.Met ? Verdict.NotMet : Verdict.Met;
    }

    private static string Text(object? value) => value switch
    {
        null => "missing",
        string or bool => value.ToString()!,
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
