using System.Buffers.Binary;

namespace RuleWorkbench.Isolation;

/// <summary>Messages on a stream: four bytes of length, then as many bytes.</summary>
public static class Frames
{
    /// <summary>No message is longer, so that a worker cannot fill the memory of who asks it.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>A message from what is written.</summary>
    public static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        write(writer);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">The message is too long.</exception>
    public static void Write(Stream stream, ReadOnlySpan<byte> message)
    {
        if (message.Length > MostBytes)
            throw new InvalidDataException($"A message has more than {MostBytes / (1024 * 1024)} MB.");
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, message.Length);
        stream.Write(length);
        stream.Write(message);
        stream.Flush();
    }

    /// <returns>Null at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">This is no message.</exception>
    public static byte[]? Read(Stream stream)
    {
        Span<byte> length = stackalloc byte[4];
        if (stream.ReadAtLeast(length, 4, throwOnEndOfStream: false) < 4)
            return null;
        var bytes = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (bytes is < 0 or > MostBytes)
            throw new InvalidDataException("The worker does not keep to the protocol.");
        var message = new byte[bytes];
        return stream.ReadAtLeast(message, bytes, throwOnEndOfStream: false) < bytes ? null : message;
    }
}
