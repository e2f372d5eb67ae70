using System.CommandLine;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Editing;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb schema</c>: the JSON Schemas of a pathway's files, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create(Terminal terminal)
    {
        var output = new Option<string>("--output", "-o") { Description = "Folder to write to.", HelpName = "folder", DefaultValueFactory = _ => "schemas" };
        var command = new DocumentedCommand(
            "schema",
            "Write the JSON Schemas of pathway.json, facts, workflows, suites and cohorts, and print the settings that make VS Code use them.",
            """
            Examples:
              rulewb schema
              rulewb schema --output .vscode/schemas
            """)
        {
            output,
        };
        command.SetAction(arguments =>
        {
            var folder = arguments.GetValue(output)!;
            try
            {
                Directory.CreateDirectory(folder);
                foreach (var (name, _) in FileSchemas.All)
                    File.WriteAllText(Path.Combine(folder, name), FileSchemas.Read(name));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw new CommandFailure(ExitCode.CouldNotRun, $"The schemas cannot be written to `{folder}`: {e.Message}", "Name a folder that you can write to.");
            }

            terminal.Out.Profile.Out.Writer.WriteLine(Settings(folder));
            return (int)ExitCode.Clean;
        });
        return command;
    }

    /// <summary>What to put into .vscode/settings.json.</summary>
    private static string Settings(string folder)
    {
        var path = Path.IsPathRooted(folder) ? new Uri(folder + "/").AbsoluteUri : "./" + folder.Replace('\\', '/').Trim('/') + "/";
        var schemas = FileSchemas.All.Select(s => new JObject { ["fileMatch"] = new JArray(s.Files), ["url"] = path + s.Name });
        return JsonFormatter.Format(new JObject { ["json.schemas"] = new JArray(schemas) }.ToString(Formatting.Indented)).TrimEnd();
    }
}
