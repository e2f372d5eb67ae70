namespace RuleWorkbench.Cli.Scripts;

/// <summary>Reads lines from a person, with history and completion, or from a pipe as they come.</summary>
internal sealed class LineReader(LineEditor editor)
{
    private const string Prompt = "> ";

    /// <summary>The next line; null at the end of the input.</summary>
    public string? Read()
    {
        if (!Terminal.CanAsk)
            return Console.In.ReadLine();
        Draw();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && editor.Text.Length == 0)
            {
                Console.WriteLine();
                return null;
            }

            if (editor.Press(key))
                break;
            if (!editor.Choices.IsEmpty)
                Console.WriteLine(Environment.NewLine + string.Join("  ", editor.Choices));
            Draw();
        }

        Console.WriteLine();
        return editor.Take();
    }

    private void Draw()
    {
        // The line is written anew from its beginning; what is behind it is wiped.
        Console.Write($"\r{Prompt}{editor.Text}\u001b[K");
        var back = editor.Text.Length - editor.Cursor;
        if (back > 0)
            Console.Write($"\u001b[{back}D");
    }
}
