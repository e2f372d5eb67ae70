using System.CommandLine;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Editing;
using RuleWorkbench.Importing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cli.Commands.Cases;

/// <summary><c>rulewb cases import</c>: foreign case files as suites and cohorts.</summary>
internal static class CasesImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "File with foreign cases." };
        var root = PathwayArguments.Root();
        var map = new Option<string>("--map") { Description = "How foreign cases become ours (JSON).", HelpName = "file", Required = true };
        var format = new Option<string?>("--format") { Description = "What the file is: json, csv or ndjson (a case a line). Default: by its name." };
        format.AcceptOnlyFromAmong(ForeignCases.Formats);
        var output = new Option<string?>("--output", "-o") { Description = "Suite (.json) or cohort (.ndjson) to write. Default: the suite that the mapping names, or a cohort when no case expects anything.", HelpName = "file" };
        var replace = new Option<bool>("--replace") { Description = "Replace the output if it is there." };
        var strict = new Option<bool>("--strict") { Description = "Exit with 2 when something was not mapped or could not be used." };
        var command = new DocumentedCommand(
            "import",
            "Turn a file of foreign cases into a suite or a cohort, by a mapping.",
            """
            Examples:
              rulewb cases import published.json --map seeds/cdc-opioid/imports/2022.json
              rulewb cases import visits.csv --map seeds/my-pathway/imports/visits.json --output visits.ndjson
            docs/import.md tells what a mapping can say.

            Exit code: 0 written, 1 could not run, 2 --strict and something was not mapped, 3 the mapping or the pathway is invalid.
            """)
        {
            file, map, format, output, replace, strict, root,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var mapping = ReadMapping(workspace, arguments.GetValue(map)!, terminal);
            var source = arguments.GetValue(file)!;
            var foreign = ForeignCases.Open(source, arguments.GetValue(format) ?? FormatOf(source), mapping, cancellation);
            var importer = new CaseImporter(mapping, foreign.Around);
            var cases = new JArray();
            await foreach (var one in foreign.All.WithCancellation(cancellation))
            {
                if (importer.Import(one) is { } made)
                    cases.Add(made);
            }

            var report = importer.Report;
            var target = arguments.GetValue(output) is { } given
                ? Path.GetRelativePath(workspace.Root, Path.GetFullPath(given)).Replace('\\', '/')
                : report.Expecting > 0 || report.Cases == 0
                ? $"seeds/{mapping.Pathway}/suites/{mapping.Suite}.json"
                : $"seeds/{mapping.Pathway}/cohorts/{mapping.Suite}.ndjson";
            Write(workspace, target, Text(importer.Header(), cases, isSuite: target.EndsWith(".json", StringComparison.Ordinal)), arguments.GetValue(replace), terminal);
            ImportPrinter.Print(terminal.Out, report, mapping);
            return (int)(arguments.GetValue(strict) && !report.IsComplete ? ExitCode.GateFailed : ExitCode.Clean);
        });
        return command;
    }

    private static CaseMapping ReadMapping(Workspace workspace, string map, Terminal terminal)
    {
        var path = Path.GetFullPath(map);
        var file = JsonFile.Read(path, workspace.Display(path));
        DiagnosticPrinter.Print(terminal.Error, file.Diagnostics, workspace);
        if (file.Value is null)
            throw new CommandFailure(ExitCode.Invalid, $"The mapping `{map}` cannot be used as it stands.");
        var name = MappingReader.PathwayOf(file.Value) ?? throw new CommandFailure(ExitCode.Invalid, $"The mapping `{map}` names no pathway.", "Add \"pathway\": \"…\".");
        var pathway = OpenPathway.Load(workspace, OpenPathway.Names(workspace, name)[0], terminal).Value!;
        var mapping = MappingReader.Read(file.Value, pathway);
        DiagnosticPrinter.Print(terminal.Error, mapping.Diagnostics, workspace);
        return mapping.IsUsable ? mapping.Value! : throw new CommandFailure(ExitCode.Invalid, $"The mapping `{map}` cannot be used as it stands.");
    }

    private static string FormatOf(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" => "csv",
        ".ndjson" or ".jsonl" => "ndjson",
        _ => "json",
    };

    private static string Text(JObject suite, JArray cases, bool isSuite)
    {
        if (isSuite)
        {
            suite["cases"] = cases;
            return JsonFormatter.Format(suite.ToString(Formatting.Indented));
        }

        // What is expected has no place in a cohort, and neither have notes for people.
        var lines = new StringBuilder();
        foreach (var one in cases.Cast<JObject>())
        {
            one.Remove("expect");
            one.Remove("notes");
            lines.Append(one.ToString(Formatting.None)).Append('\n');
        }

        return lines.ToString();
    }

    private static void Write(Workspace workspace, string target, string text, bool replace, Terminal terminal)
    {
        var run = new EditRun(workspace, terminal, IsDryRun: false);
        if (!File.Exists(Path.Combine(workspace.Root, target)))
        {
            run.Run(DocumentSet.Empty(workspace.Root), new AddFile(target, text));
            return;
        }

        if (!replace)
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{target}` is there already.", "Name another --output, or say --replace.");
        var there = DocumentSet.Load(workspace.Root, [target]);
        if (there.Value!.Find(target) is not { } document)
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{target}` cannot be replaced: {there.Diagnostics[0].Message}", there.Diagnostics[0].Fix);
        run.Run(there.Value, new ReplaceText([new TextEdit(target, 0, document.Text.Length, text)]));
    }
}
