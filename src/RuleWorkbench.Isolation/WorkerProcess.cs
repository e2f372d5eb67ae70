using System.Collections.Immutable;
using System.Diagnostics;

namespace RuleWorkbench.Isolation;

/// <summary>A process behind <see cref="Walls"/> that answers messages, one at a time. It dies with the thread that started it
/// (so the kernel has it), and therefore has one of its own.</summary>
public sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan TimeToStart = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly IDisposable? job;
    private string? ended;

    private WorkerProcess(Process process)
    {
        this.process = process;
        job = OperatingSystem.IsWindows() ? Windows.JobObject.Around(process.SafeHandle) : null;
    }

    /// <summary>The walls that are not in force, in words.</summary>
    public ImmutableArray<string> Missing { get; private set; } = [];

    public int Id => process.Id;

    /// <summary>Starts a program that writes, as its first message, the walls that it could not put on itself.</summary>
    /// <exception cref="WorkerStoppedException">It did not start.</exception>
    public static WorkerProcess Start(WorkerProgram program)
    {
        var started = new TaskCompletionSource<WorkerProcess>();
        var thread = new Thread(() =>
        {
            try
            {
                var process = Process.Start(program.Prepare())!;
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
                started.SetResult(new WorkerProcess(process));
                process.WaitForExit();
            }
            catch (Exception e) when (!started.Task.IsCompleted)
            {
                started.SetException(new WorkerStoppedException($"The locked worker could not be started: {e.Message}"));
            }
            catch (InvalidOperationException)
            {
                // It was disposed of.
            }
        })
        { IsBackground = true, Name = "worker" };
        thread.Start();
        var worker = started.Task.GetAwaiter().GetResult();
        var own = worker.Receive(TimeToStart);
        using var reader = new BinaryReader(new MemoryStream(own));
        for (var left = reader.ReadInt32(); left > 0; left--)
            worker.Missing = worker.Missing.Add(reader.ReadString());
        if (OperatingSystem.IsWindows() && worker.job is null)
            worker.Missing = worker.Missing.Add("nothing keeps it from starting programs, it may outlive rulewb, and its memory is limited by .NET alone (Windows refused a job)");
        return worker;
    }

    /// <summary>Sends a message and waits for the answer.</summary>
    /// <param name="patience">After that time the worker is killed.</param>
    /// <exception cref="WorkerStoppedException">The worker ended; it is of no more use.</exception>
    public byte[] Ask(ReadOnlySpan<byte> message, TimeSpan patience)
    {
        try
        {
            if (ended is null)
                Frames.Write(process.StandardInput.BaseStream, message);
        }
        catch (IOException)
        {
            // It has ended, which is said below.
        }

        return Receive(patience);
    }

    public void Dispose()
    {
        Kill("it was not needed any more");
        process.Dispose();
        job?.Dispose();
    }

    private byte[] Receive(TimeSpan patience)
    {
        using var alarm = TimeProvider.System.CreateTimer(_ => Kill($"it did not answer within {patience.TotalSeconds} seconds"), null, patience, Timeout.InfiniteTimeSpan);
        try
        {
            if (ended is null && Frames.Read(process.StandardOutput.BaseStream) is { } answer)
                return answer;
        }
        catch (InvalidDataException e)
        {
            Kill(e.Message);
        }
        catch (IOException)
        {
            // Said below.
        }

        Kill("it ended by itself or was killed; it may have needed more memory than it is given");
        throw new WorkerStoppedException($"The locked worker that runs the scripts was stopped: {ended}.");
    }

    private void Kill(string why)
    {
        Interlocked.CompareExchange(ref ended, why, null);
        try
        {
            process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }
}
