using RuleWorkbench.Cohorts.Rows;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>Several files as one stream; a file that does not end with a line ending gets one.</summary>
internal sealed class JoinedFiles(IReadOnlyList<string> files, Func<string, Stream> open) : ForwardStream
{
    private int next;
    private Stream? current;
    private byte last = (byte)'\n';

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            current?.Dispose();
        base.Dispose(disposing);
    }
}
