namespace RuleWorkbench.Reporting;

/// <summary>Takes records as lines and writes them in another form. Only whole lines are ever written to it.</summary>
public abstract class RecordStream : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Takes whole lines.</summary>
    public sealed override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var at = 0; at < buffer.Length;)
        {
            var end = buffer.Span[at..].IndexOf((byte)'\n');
            var length = end < 0 ? buffer.Length - at : end;
            if (length > 0)
                Take(buffer.Span.Slice(at, length));
            at += length + 1;
        }

        await SendAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Records are written asynchronously.");

    /// <summary>Takes one line, without its ending.</summary>
    protected abstract void Take(ReadOnlySpan<byte> record);

    /// <summary>Writes what has been taken, if it is time to.</summary>
    protected abstract Task SendAsync(CancellationToken cancellation);
}
