namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>Several files as one stream; a file that does not end with a line ending gets one.</summary>
internal sealed class JoinedFiles(IReadOnlyList<string> files, Func<string, Stream> open) : Stream
{
    private int next;
    private Stream? current;
    private byte last = (byte)'\n';

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            if (current is null)
            {
                if (next == files.Count)
                    return 0;
                current = open(files[next++]);
            }

            var count = await current.ReadAsync(buffer, cancellationToken);
            if (count > 0)
            {
                last = buffer.Span[count - 1];
                return count;
            }

            await current.DisposeAsync();
            current = null;
            if (last == '\n')
                continue;
            buffer.Span[0] = last = (byte)'\n';
            return 1;
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            current?.Dispose();
        base.Dispose(disposing);
    }
}
