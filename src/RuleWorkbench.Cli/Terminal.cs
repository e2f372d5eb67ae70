using System.Text;
using RuleWorkbench.Cli.Rendering;
using Spectre.Console;

namespace RuleWorkbench.Cli;

/// <summary>The two streams that commands write to, as Spectre.Console consoles.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Diagnostics and progress.</param>
internal sealed record Terminal(IAnsiConsole Out, IAnsiConsole Error)
{
    /// <summary>A line that is not folded when nobody looks at it on a screen.</summary>
    private const int PipeWidth = 1_000_000;

    public static Terminal Create()
    {
        // Who reads a pipe or a file takes it for UTF-8, as reports say they are, whatever the system's code page.
        if (Console.IsOutputRedirected)
            Console.SetOut(Utf8(Console.OpenStandardOutput()));
        if (Console.IsErrorRedirected)
            Console.SetError(Utf8(Console.OpenStandardError()));
        return new(Create(Console.Out, Console.IsOutputRedirected), Create(Console.Error, Console.IsErrorRedirected));
    }

    /// <summary>Whether a person is there to be asked.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <summary>A console whose text is kept, as it would go into a pipe.</summary>
    public static IAnsiConsole ToText(TextWriter writer) => Create(writer, isRedirected: true);

    private static StreamWriter Utf8(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = true };

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var plain = isRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (isRedirected)
            console.Profile.Width = PipeWidth;
        console.Pipeline.Attach(new VisibleControls());
        return console;
    }
}
