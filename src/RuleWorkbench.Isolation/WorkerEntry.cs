using System.Collections.Immutable;
using RuleWorkbench.Isolation.Linux;

namespace RuleWorkbench.Isolation;

/// <summary>How a program that is run as a worker begins: behind <see cref="Walls"/>.</summary>
public static class WorkerEntry
{
    /// <summary>Follows the command when the wall around files is up.</summary>
    private const string Walled = "walled";

    /// <summary>Closes the walls, says which are missing, and serves.</summary>
    /// <param name="arguments">Those of the program.</param>
    /// <param name="serve">Reads requests from the first stream and answers to the second, until the first ends.</param>
    public static void Run(string[] arguments, Action<Stream, Stream> serve)
    {
        ImmutableArray<string> missing = [];
        if (arguments[^1] != Walled)
        {
            var isOpen = Walls.CloseAroundFiles();
            if (isOpen is null)
                StartAnew(arguments);
            missing = [isOpen ?? "nothing keeps it from files (the program could not be started anew)"];
        }

        missing = missing.AddRange(Walls.CloseAroundProcess());
        using var requests = Console.OpenStandardInput();
        using var answers = Console.OpenStandardOutput();
        Frames.Write(answers, Frames.Bytes(writer =>
        {
            writer.Write(missing.Length);
            foreach (var wall in missing)
                writer.Write(wall);
        }));
        serve(requests, answers);
    }

    /// <summary>Replaces the program in this process by itself. Comes back only when that fails.</summary>
    private static void StartAnew(string[] arguments)
    {
        var own = WorkerProgram.Own([.. arguments, Walled]);
        SystemCalls.Execute(own.File, [own.File, .. own.Arguments]);
    }
}
