using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>Script libraries as one compiled assembly, with what its functions are.</summary>
/// <param name="Assembly">The bytes of the assembly; one static class a library.</param>
/// <param name="Warnings">What the compiler had to say, no errors among it.</param>
public sealed record ScriptImage(ImmutableArray<byte> Assembly, ImmutableArray<ScriptFunction> Functions, ImmutableArray<Diagnostic> Warnings)
{
    /// <summary>The image as bytes, for the cache.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        WriteAll(Functions, function =>
        {
            writer.Write(function.Library);
            writer.Write(function.Name);
            WriteAll(function.Arguments, a =>
            {
                writer.Write(a.Name);
                writer.Write(a.Type);
            });
            writer.Write(function.Returns);
            Write(function.Place);
            WriteText(function.Summary);
            WriteText(function.HandlesMissing);
            writer.Write(function.NeverFails);
            WriteAll(function.Examples, e =>
            {
                writer.Write(e.Text);
                Write(e.Place);
            });
        });
        WriteAll(Warnings, warning =>
        {
            writer.Write(warning.Id);
            writer.Write(warning.Message);
            Write(warning.Place);
            WriteText(warning.Fix);
        });
        writer.Write(Assembly.Length);
        writer.Write(Assembly.AsSpan());
        writer.Flush();
        return bytes.ToArray();

        void WriteText(string? text)
        {
            writer.Write(text is not null);
            if (text is not null)
                writer.Write(text);
        }

        void Write(SourcePlace place)
        {
            writer.Write(place.File);
            writer.Write(place.Line);
            writer.Write(place.Column);
        }

        void WriteAll<T>(ImmutableArray<T> items, Action<T> write)
        {
            writer.Write(items.Length);
            foreach (var item in items)
                write(item);
        }
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="InvalidDataException">This is something else; so say <see cref="EndOfStreamException"/> and <see cref="FormatException"/>.</exception>
    public static ScriptImage FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var functions = ReadAll(() => new ScriptFunction(
            reader.ReadString(), reader.ReadString(), ReadAll(() => new ScriptArgument(reader.ReadString(), reader.ReadString())), reader.ReadString(), ReadPlace())
        {
            Summary = ReadText(),
            HandlesMissing = ReadText(),
            NeverFails = reader.ReadBoolean(),
            Examples = ReadAll(() => new ScriptExample(reader.ReadString(), ReadPlace())),
        });
        var warnings = ReadAll(() => Diagnostic.Warning(reader.ReadString(), reader.ReadString(), ReadPlace(), ReadText()));
        var length = reader.ReadInt32();
        return length == reader.BaseStream.Length - reader.BaseStream.Position
            ? new ScriptImage([.. reader.ReadBytes(length)], functions, warnings)
            : throw new InvalidDataException("This is no image of scripts.");

        string? ReadText() => reader.ReadBoolean() ? reader.ReadString() : null;

        SourcePlace ReadPlace() => new(reader.ReadString(), reader.ReadInt32(), reader.ReadInt32());

        ImmutableArray<T> ReadAll<T>(Func<T> read)
        {
            var items = ImmutableArray.CreateBuilder<T>();
            for (var left = reader.ReadInt32(); left > 0; left--)
                items.Add(read());
            return items.ToImmutable();
        }
    }
}
