using System.Collections;
using System.Reflection;
using System.Runtime.InteropServices;

namespace RuleWorkbench.Isolation;

/// <summary>Arguments and results of functions as bytes, by the types that the functions declare: numbers bit for bit, texts
/// letter for letter, objects of facts by their properties in ordinal order of the names.</summary>
internal static class Values
{
    public static void Write(BinaryWriter writer, Type type, object? value)
    {
        if (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null)
        {
            writer.Write(value is not null);
            if (value is null)
                return;
        }

        switch (value)
        {
            case double number:
                writer.Write(number);
                break;
            case int number:
                writer.Write(number);
                break;
            case bool flag:
                writer.Write(flag);
                break;
            case DateTime date:
                writer.Write(date.ToBinary());
                break;
            case string text:
                writer.Write(text.Length);
                writer.Write(MemoryMarshal.AsBytes(text.AsSpan()));
                break;
            case IEnumerable list:
                var items = list.Cast<object?>().ToList();
                writer.Write(items.Count);
                foreach (var item in items)
                    Write(writer, type.GetGenericArguments()[0], item);
                break;
            default:
                foreach (var property in Properties(type))
                    Write(writer, property.PropertyType, property.GetValue(value));
                break;
        }
    }

    /// <exception cref="InvalidDataException">These bytes are no such value.</exception>
    /// <exception cref="EndOfStreamException">These bytes are no such value.</exception>
    public static object? Read(BinaryReader reader, Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if ((!type.IsValueType || inner != type) && !reader.ReadBoolean())
            return null;
        if (inner == typeof(double))
            return reader.ReadDouble();
        if (inner == typeof(int))
            return reader.ReadInt32();
        if (inner == typeof(bool))
            return reader.ReadBoolean();
        if (inner == typeof(DateTime))
            return DateTime.FromBinary(reader.ReadInt64());
        if (inner == typeof(string))
            return new string(MemoryMarshal.Cast<byte, char>(Bytes(reader, Count(reader) * 2L)));
        if (inner.IsGenericType)
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(inner.GetGenericArguments()))!;
            for (var left = Count(reader); left > 0; left--)
                list.Add(Read(reader, inner.GetGenericArguments()[0]));
            return list;
        }

        var facts = Activator.CreateInstance(inner)!;
        foreach (var property in Properties(inner))
            property.SetValue(facts, Read(reader, property.PropertyType));
        return facts;
    }

    private static IEnumerable<PropertyInfo> Properties(Type facts) => facts.GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal);

    private static int Count(BinaryReader reader) => reader.ReadInt32() is >= 0 and <= Frames.MostBytes and var count ? count : throw new InvalidDataException("No such value.");

    private static byte[] Bytes(BinaryReader reader, long count) =>
        count <= Frames.MostBytes && reader.ReadBytes((int)count) is var bytes && bytes.Length == count ? bytes : throw new InvalidDataException("No such value.");
}
