using System.Globalization;
using RulesEngine.Models;
using RuleWorkbench.Editing;
using RuleWorkbench.Isolation;

// The name of the trap's variant is the one argument; exit code 0 means that the process survived it.
switch (args[0])
{
    case "brackets":
        await RunAsync(new Workflow { WorkflowName = "a", Rules = [new Rule { RuleName = "deep", Expression = new string('(', 20_000) + "true" + new string(')', 20_000) }] });
        break;
    case "inject":
        await RunAsync(
            new Workflow { WorkflowName = "a", WorkflowsToInject = ["b"], Rules = [new Rule { RuleName = "first", Expression = "true" }] },
            new Workflow { WorkflowName = "b", WorkflowsToInject = ["a"], Rules = [new Rule { RuleName = "second", Expression = "true" }] });
        break;
    case "evaluate":
        var itself = new ActionInfo { Name = "EvaluateRule", Context = new() { ["workflowName"] = "a", ["ruleName"] = "circle" } };
        await RunAsync(new Workflow { WorkflowName = "a", Rules = [new Rule { RuleName = "circle", Expression = "true", Actions = new RuleActions { OnSuccess = itself } }] });
        break;
    case "save":
        // A workspace, the files to change in it, and the step before which to die.
        var documents = DocumentSet.Load(args[1], args[3..]).Value!;
        Edit[] edits = [.. args[3..].Select(f => new AddMember(f, "", "added", "1")), new AddFile("new/folder/file.json", "{}")];
        new DocumentWriter(new DyingSteps(int.Parse(args[2], CultureInfo.InvariantCulture))).Save(new Several([.. edits]).Apply(documents).Value!.Documents);
        break;
    case "hostile":
        WorkerEntry.Run(args, Hostile.Serve);
        break;
    case "open":
        // Says that all walls are up, and has none.
        Frames.Write(Console.OpenStandardOutput(), [0, 0, 0, 0]);
        Hostile.Serve(Console.OpenStandardInput(), Console.OpenStandardOutput());
        break;
    case "scripts":
        WorkerEntry.Run(args, ScriptWorker.Serve);
        break;
    default:
        return 1;
}

return 0;

static async Task RunAsync(params Workflow[] workflows) =>
    _ = await new RulesEngine.RulesEngine(workflows).ExecuteAllRulesAsync("a", new RuleParameter("input", 1));
