using System.Collections.Immutable;
using System.Reflection;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Isolation;

/// <summary>The libraries of a pathway in a worker. One that was killed or is stuck fails the call that it was at, and the next
/// call gets a new one.</summary>
internal sealed class IsolatedLibraries(WorkerProgram program, Pathway pathway, byte[]? kept, TimeSpan patience) : IScriptCalls, IDisposable
{
    /// <summary>A function that stopped so many workers is not called again: with thousands of cases nobody could wait for it.</summary>
    private const int MostStopped = 3;

    /// <summary>The compiler starts from cold, on a machine that may be busy.</summary>
    private static readonly TimeSpan TimeToCompile = TimeSpan.FromSeconds(60);

    private readonly Lock entry = new();
    private readonly Dictionary<int, int> stopped = [];
    private ImmutableArray<MethodInfo> stubs = [];
    private byte[]? image = kept;
    private WorkerProcess? worker;

    public ImmutableArray<string> Missing => worker?.Missing ?? [];

    public int? WorkerId => worker?.Id;

    /// <summary>Starts the worker and has it compile.</summary>
    /// <exception cref="WorkerStoppedException">It did not get to the end.</exception>
    public LoadedScripts Open()
    {
        lock (entry)
        {
            var diagnostics = Start();
            if (!diagnostics.IsEmpty)
                return LoadedScripts.Broken(pathway.Scripts, diagnostics);
            return Believe(() =>
            {
                var told = ScriptImage.FromBytes(image!);
                var loaded = LoadedScripts.Elsewhere(pathway, told.Functions, told.Warnings, this);
                stubs = [.. loaded.Functions.Select(f => loaded.MethodOf(f) ?? throw new InvalidDataException(f.FullName))];
                return loaded;
            });
        }
    }

    public object? Call(int function, object?[] arguments)
    {
        lock (entry)
        {
            if (stopped.GetValueOrDefault(function) >= MostStopped)
                throw new WorkerStoppedException($"`{stubs[function].DeclaringType!.Name}.{stubs[function].Name}` is not called any more, since it stopped {MostStopped} workers.");
            try
            {
                if (worker is null && Start() is [var first, ..])
                    throw new WorkerStoppedException(first.Message);
                return Answer(Ask(patience, writer =>
                {
                    writer.Write((byte)ScriptRequest.Call);
                    writer.Write(function);
                    foreach (var (parameter, argument) in stubs[function].GetParameters().Zip(arguments))
                        Values.Write(writer, parameter.ParameterType, argument);
                }), stubs[function].ReturnType);
            }
            catch (WorkerStoppedException)
            {
                stopped[function] = stopped.GetValueOrDefault(function) + 1;
                throw;
            }
        }
    }

    public void Dispose() => worker?.Dispose();

    /// <returns>Why the libraries do not compile; empty when they do.</returns>
    private ImmutableArray<Diagnostic> Start()
    {
        worker = WorkerProcess.Start(program);
        var answer = Ask(TimeToCompile, writer =>
        {
            writer.Write((byte)ScriptRequest.Open);
            writer.Write(image is not null);
            if (image is not null)
            {
                writer.Write(image.Length);
                writer.Write(image);
            }

            LibraryMessage.Write(writer, pathway);
        });
        return Believe(() =>
        {
            using var reader = new BinaryReader(new MemoryStream(answer));
            if (reader.ReadBoolean())
            {
                image = answer[1..];
                return [];
            }

            return ReadDiagnostics(reader);
        });
    }

    private static ImmutableArray<Diagnostic> ReadDiagnostics(BinaryReader reader)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            diagnostics.Add(new Diagnostic(reader.ReadString(), (DiagnosticSeverity)reader.ReadInt32(), reader.ReadString(), new SourcePlace(reader.ReadString(), reader.ReadInt32(), reader.ReadInt32()),
                reader.ReadString() is { Length: > 0 } fix ? fix : null));
        }

        return diagnostics.Count > 0 ? diagnostics.ToImmutable() : throw new InvalidDataException("An error without a message.");
    }

    private object? Answer(byte[] answer, Type type)
    {
        var (value, error) = Believe<(object?, string?)>(() =>
        {
            using var reader = new BinaryReader(new MemoryStream(answer));
            return reader.ReadBoolean() ? (Values.Read(reader, type), null) : (null, reader.ReadString());
        });
        return error is null ? value : throw new IsolatedCallException(error);
    }

    /// <summary>Reads what a worker says: one that hostile code took over can say anything.</summary>
    private T Believe<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException or ArgumentException)
        {
            Drop();
            throw new WorkerStoppedException("The locked worker that runs the scripts does not keep to the protocol and was stopped.");
        }
    }

    private byte[] Ask(TimeSpan time, Action<BinaryWriter> write)
    {
        try
        {
            return worker!.Ask(Frames.Bytes(write), time);
        }
        catch (WorkerStoppedException)
        {
            Drop();
            throw;
        }
    }

    private void Drop()
    {
        worker?.Dispose();
        worker = null;
    }
}
