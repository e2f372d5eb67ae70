using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>The text of a file as it stands on disk.</summary>
/// <param name="DisplayPath">How the file is named in messages.</param>
/// <param name="Text">Content without byte order mark.</param>
/// <param name="Hash">SHA-256 of the bytes, in hexadecimal.</param>
public sealed record SourceFile(string DisplayPath, string Text, string Hash)
{
    /// <summary>Pathway files and suites are read whole; what is larger is not written by people.</summary>
    public const long MostBytes = 16 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    private string[]? lines;

    /// <summary>Reads a file, or says why it cannot be read. No exception of the file system gets out.</summary>
    public static Loaded<SourceFile> Read(string path, string displayPath)
    {
        Loaded<SourceFile> Fail(string id, string message, string fix) =>
            new(null, [Diagnostic.Error(id, message, new SourcePlace(displayPath), fix)]);

        byte[] bytes;
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
            {
                return Directory.Exists(path)
                    ? Fail(DiagnosticIds.FileNotReadable, "This is a folder, not a file.", "Name a file in it.")
                    : Fail(DiagnosticIds.FileNotFound, "The file does not exist.", "Check the name, or create it.");
            }

            if (info.Length > MostBytes)
            {
                return Fail(
                    DiagnosticIds.FileTooLarge,
                    $"The file has {info.Length / (1024.0 * 1024):0.#} MB; at most {MostBytes / (1024 * 1024)} MB are read.",
                    "Split it into several files.");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or System.Security.SecurityException)
        {
            return Fail(DiagnosticIds.FileNotReadable, "There is no permission to read the file.", "Change its permissions.");
        }
        catch (IOException e)
        {
            return Fail(DiagnosticIds.FileNotReadable, $"The file cannot be read: {e.Message}", "Try again.");
        }

        var content = bytes.AsSpan();
        if (content.StartsWith(Encoding.UTF8.Preamble))
            content = content[3..];
        if (content.IsEmpty)
            return Fail(DiagnosticIds.FileNotText, "The file is empty.", "Restore its content, or delete it.");
        if (content.Contains((byte)0))
            return Fail(DiagnosticIds.FileNotText, "The file is not text (it holds a zero byte).", "Save it as JSON in UTF-8.");
        string text;
        try
        {
            text = StrictUtf8.GetString(content);
        }
        catch (DecoderFallbackException e)
        {
            var before = StrictUtf8WithReplacement(content[..Math.Min(e.Index, content.Length)]);
            var line = before.Count(c => c == '\n') + 1;
            return new(null, [Diagnostic.Error(
                DiagnosticIds.FileNotText,
                "The file is not in UTF-8.",
                new SourcePlace(displayPath, line, before.Length - before.LastIndexOf('\n')),
                "Save it with the encoding UTF-8.")]);
        }

        return new(new SourceFile(displayPath, text, Convert.ToHexString(SHA256.HashData(bytes))), []);
    }

    private static string StrictUtf8WithReplacement(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>The line of that 1-based number, without its line ending; empty past the end.</summary>
    public string Line(int number)
    {
        lines ??= Text.ReplaceLineEndings("\n").Split('\n');
        return number >= 1 && number <= lines.Length ? lines[number - 1] : "";
    }
}
