using System.Collections.Immutable;
using System.Security.Cryptography;
using RuleWorkbench.Model;

namespace RuleWorkbench.Isolation;

/// <summary>What a worker must know of a pathway to compile and run its scripts: libraries with their tables, the shape of
/// the facts, the budget. Nothing of rules and cases.</summary>
internal static class LibraryMessage
{
    private static readonly SourcePlace Nowhere = new("");

    /// <summary>Equal for two pathways whose scripts a worker cannot tell apart.</summary>
    public static string KeyOf(Pathway pathway) => Convert.ToHexString(SHA256.HashData(Frames.Bytes(writer => Write(writer, pathway))));

    public static void Write(BinaryWriter writer, Pathway pathway)
    {
        writer.Write(pathway.Scripts.Length);
        foreach (var library in pathway.Scripts)
        {
            WriteText(library.Name, library.Place.File, library.Text);
            writer.Write(library.Tables.Length);
            foreach (var table in library.Tables)
                WriteText(table.File, table.Place.File, table.Text);
        }

        writer.Write(pathway.AllInputs.Length);
        foreach (var input in pathway.AllInputs)
        {
            writer.Write(input.Name);
            WriteSchema(input.Facts);
        }

        writer.Write(pathway.ScriptBudget.Steps);
        writer.Write(pathway.ScriptBudget.Megabytes);
        writer.Write(pathway.ScriptBudget.Depth);

        void WriteText(string name, string file, string text)
        {
            writer.Write(name);
            writer.Write(file);
            Values.Write(writer, typeof(string), text);
        }

        void WriteSchema(FactSchema schema)
        {
            writer.Write(schema.Name);
            writer.Write((int)schema.Kind);
            writer.Write(schema.Members.Length);
            foreach (var member in schema.Members)
                WriteSchema(member);
            writer.Write(schema.Element is not null);
            if (schema.Element is not null)
                WriteSchema(schema.Element);
        }
    }

    public static Pathway Read(BinaryReader reader)
    {
        var libraries = ReadAll(() =>
        {
            var (name, file, text) = ReadText();
            return new ScriptLibrary(name, new SourcePlace(file), text, ReadAll(() => ReadText() is var (table, at, content) ? new ScriptTable(table, new SourcePlace(at), content) : null!));
        });
        var inputs = ReadAll(() => new Input(reader.ReadString(), ReadSchema()));
        return new Pathway("isolated", Nowhere) { Scripts = libraries, Inputs = inputs, ScriptBudget = new ScriptBudget(reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32()) };

        (string Name, string File, string Text) ReadText() => (reader.ReadString(), reader.ReadString(), (string)Values.Read(reader, typeof(string))!);

        FactSchema ReadSchema()
        {
            var schema = new FactSchema(reader.ReadString(), (FactKind)reader.ReadInt32(), Nowhere) { Members = ReadAll(ReadSchema) };
            return reader.ReadBoolean() ? schema with { Element = ReadSchema() } : schema;
        }

        ImmutableArray<T> ReadAll<T>(Func<T> read)
        {
            var items = ImmutableArray.CreateBuilder<T>();
            for (var left = reader.ReadInt32(); left > 0; left--)
                items.Add(read());
            return items.ToImmutable();
        }
    }
}
