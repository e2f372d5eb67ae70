using System.CommandLine;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Reporting;
using RuleWorkbench.Scripting;
using RuleWorkbench.Simulation;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb explain</c>: one case's walk, and why each rule did what it did.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var pathway = PathwayArguments.Pathway();
        var root = PathwayArguments.Root();
        var isolate = ScriptPlace.Option();
        var given = new Option<string>("--case") { Description = "The case: its id, or suite/id.", Required = true };
        var set = new Option<string[]>("--set") { Description = "Try a change: fact=value, e.g. patient.age=71, block.numbness=\"none\", policy.failedReliefBelow=40, clock=2026-05-01; =null makes it missing. Repeatable." };
        var rule = new Option<string[]>("--rule") { Description = "Only these rules, by id. Repeatable." };
        var format = new Option<string>("--format") { Description = "What to print: text, json, md or mermaid.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "md", "mermaid");
        var command = new DocumentedCommand(
            "explain",
            "Show what a case does in a pathway and why: recommendations, guards, and for every rule what each criterion saw.",
            """
            Examples:
              rulewb explain failed-nerve-block --case year-long-course/first-visit
              rulewb explain failed-nerve-block --case my-case --set patient.age=71 --set patient.anticoagulants=null
              rulewb explain failed-nerve-block --case my-case --rule FNB-901 --format json
            """)
        {
            pathway, root, given, set, rule, format, isolate,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var name = OpenPathway.Names(workspace, arguments.GetValue(pathway))[0];
            var loaded = OpenPathway.Load(workspace, name, terminal);

            // Trees are kept only of a version on whose cases the plan was found to agree with RulesEngine.
            var proven = new PlanCache(DiskCache.OfUser()).Find(loaded.Value!);
            var opened = OpenPathway.Compile(workspace, name, loaded, ScriptPlace.Of(arguments.GetValue(isolate), terminal), cancellation, proven);
            IEngine engine = proven is { HasNews: false } ? new Plan(opened.Compiled) : new ReferenceEngine(opened.Compiled);
            DiagnosticPrinter.Print(terminal.Error, opened.Diagnostics, workspace);
            var (suites, _) = opened.LoadSuites(terminal);
            var source = CaseEdits.Apply(OpenPathway.FindCase(suites, arguments.GetValue(given)!), arguments.GetValue(set) ?? [], opened.Pathway);
            if (source.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            {
                DiagnosticPrinter.Print(terminal.Error, source.Diagnostics, workspace);
                throw new CommandFailure(ExitCode.Invalid, $"The case `{source.FullId}` cannot be run as it stands.");
            }

            var explanation = await new Explainer(engine).ExplainAsync(source, cancellation);
            Print(explanation, arguments.GetValue(rule) ?? [], arguments.GetValue(format)!, terminal);
            return (int)(opened.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) ? ExitCode.Invalid : ExitCode.Clean);
        });
        return command;
    }

    private static void Print(Explanation explanation, string[] ruleIds, string format, Terminal terminal)
    {
        if (ruleIds.Length > 0)
        {
            var known = explanation.Workflows.SelectMany(w => w.Rules).Select(r => r.Rule.Rule.Id).ToList();
            foreach (var id in ruleIds.Where(id => !known.Contains(id)))
                throw new CommandFailure(ExitCode.CouldNotRun, $"The rule `{id}` was not evaluated for this case.", NearestName.Hint(id, known));
            explanation = explanation with
            {
                Workflows = [.. explanation.Workflows
                    .Select(w => w with { Rules = [.. w.Rules.Where(r => ruleIds.Contains(r.Rule.Rule.Id))] })
                    .Where(w => !w.Rules.IsEmpty)],
            };
        }

        switch (format)
        {
            case "text":
                WalkPrinter.Print(terminal.Out, explanation);
                break;
            case "json":
                terminal.Out.Profile.Out.Writer.WriteLine(ExplanationJson.Write(explanation));
                break;
            case "md":
                terminal.Out.Profile.Out.Writer.Write(ExplanationMarkdown.Write(explanation));
                break;
            default:
                terminal.Out.Profile.Out.Writer.Write(ExplanationMermaid.Write(explanation));
                break;
        }
    }
}
