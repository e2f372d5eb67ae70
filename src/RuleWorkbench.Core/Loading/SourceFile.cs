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

    private int[]? lineStarts;

    /// <summary>Whether the file begins with a byte order mark.</summary>
    public bool HasByteOrderMark { get; init; }

    /// <summary>Where git left the first mark of a merge that nobody finished, or null.</summary>
    public SourcePlace? MergeMark =>
        Array.FindIndex(Text.Split('\n'), l => l.StartsWith("<<<<<<< ", StringComparison.Ordinal)) is >= 0 and var line ? new SourcePlace(DisplayPath, line + 1, 1) : null;

    /// <summary>Reads a file, or says why it cannot be read. No exception of the file system gets out.</summary>
    public static Loaded<SourceFile> Read(string path, string displayPath)
    {
        Loaded<SourceFile> Fail(string id, string message, string fix) =>
            new(null, [Diagnostic.Error(id, message, new SourcePlace(displayPath), fix)]);
        Loaded<SourceFile> TooLarge(string size) =>
            Fail(DiagnosticIds.FileTooLarge, $"The file has {size} MB; at most {MostBytes / (1024 * 1024)} MB are read.", "Split it into several files.");

        byte[]? bytes;
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
            {
                return Directory.Exists(path)
                    ? Fail(DiagnosticIds.FileNotReadable, "This is a folder, not a file.", "Name a file in it.")
                    : Fail(DiagnosticIds.FileNotFound, "The file does not exist.", "Check the name, or create it.");
            }

            if (info.ResolveLinkTarget(returnFinalTarget: true) is { Exists: false })
                return Fail(DiagnosticIds.FileNotFound, "The file is a link to a file that does not exist.", "Mend the link, or put the file itself here.");
            if (info.Length > MostBytes)
                return TooLarge(FormattableString.Invariant($"{info.Length / (1024.0 * 1024):0.#}"));
            bytes = ReadAtMost(path, MostBytes);
            if (bytes is null)
                return TooLarge("an unknown number of");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or System.Security.SecurityException)
        {
            return Fail(DiagnosticIds.FileNotReadable, "There is no permission to read the file.", "Change its permissions.");
        }
        catch (IOException e)
        {
            return Fail(DiagnosticIds.FileNotReadable, $"The file cannot be read: {e.Message}", "Try again.");
        }
        catch (ArgumentException)
        {
            return Fail(DiagnosticIds.FileNotFound, "No file can have this name.", "Correct the name.");
        }

        return Decode(bytes, displayPath);
    }

    /// <summary>The text that the bytes of a file are, or why they are none.</summary>
    public static Loaded<SourceFile> Decode(byte[] bytes, string displayPath)
    {
        Loaded<SourceFile> Fail(string id, string message, string fix) =>
            new(null, [Diagnostic.Error(id, message, new SourcePlace(displayPath), fix)]);

        var content = bytes.AsSpan();
        var hasByteOrderMark = content.StartsWith(Encoding.UTF8.Preamble);
        if (hasByteOrderMark)
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
            var before = new SourceFile(displayPath, Encoding.UTF8.GetString(content[..Math.Clamp(e.Index, 0, content.Length)]), "");
            var (line, column) = before.At(before.Text.Length);
            return new(null, [Diagnostic.Error(
                DiagnosticIds.FileNotText, "The file is not in UTF-8.", new SourcePlace(displayPath, line, column), "Save it with the encoding UTF-8.")]);
        }

        return new(new SourceFile(displayPath, text, Convert.ToHexString(SHA256.HashData(bytes))) { HasByteOrderMark = hasByteOrderMark }, []);
    }

    /// <summary>A text as the file that would hold it.</summary>
    public static SourceFile Of(string displayPath, string text, bool hasByteOrderMark)
    {
        var file = new SourceFile(displayPath, text, "") { HasByteOrderMark = hasByteOrderMark };
        return file with { Hash = Convert.ToHexString(SHA256.HashData(file.ToBytes())) };
    }

    /// <summary>The bytes of the file: what <see cref="Read"/> read.</summary>
    public byte[] ToBytes() => [.. HasByteOrderMark ? Encoding.UTF8.Preamble : [], .. StrictUtf8.GetBytes(Text)];

    /// <summary>The line of that 1-based number, without its line ending; empty past the end.</summary>
    public string Line(int number)
    {
        var starts = LineStarts;
        if (number < 1 || number > starts.Length)
            return "";
        var end = number < starts.Length ? starts[number] : Text.Length;
        return Text[starts[number - 1]..end].TrimEnd('\r', '\n');
    }

    /// <summary>The 1-based line and column of the character at <paramref name="index"/> of <see cref="Text"/>.</summary>
    public (int Line, int Column) At(int index)
    {
        var found = Array.BinarySearch(LineStarts, index);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, index - LineStarts[line] + 1);
    }

    /// <summary>The index in <see cref="Text"/> of a 1-based line and column: the inverse of <see cref="At"/>.</summary>
    public int IndexOf(int line, int column) => LineStarts[line - 1] + column - 1;

    // Lines end as editors have it: \n, \r\n or \r. U+2028 and its like stand inside JSON strings and end nothing.
    private int[] LineStarts
    {
        get
        {
            if (lineStarts is not null)
                return lineStarts;
            var starts = new List<int> { 0 };
            for (var i = 0; i < Text.Length; i++)
            {
                if (Text[i] == '\n' || (Text[i] == '\r' && (i + 1 == Text.Length || Text[i + 1] != '\n')))
                    starts.Add(i + 1);
            }

            return lineStarts = [.. starts];
        }
    }

    /// <summary>The bytes of a file, or null when there are more. What the file system says of a file's length is no
    /// limit: a device says 0 and never ends.</summary>
    private static byte[]? ReadAtMost(string path, long most)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        var chunk = new byte[64 * 1024];
        while (file.Read(chunk, 0, chunk.Length) is > 0 and var count)
        {
            content.Write(chunk, 0, count);
            if (content.Length > most)
                return null;
        }

        return content.ToArray();
    }
}
