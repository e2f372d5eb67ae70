using System.Collections.Immutable;
using System.Reflection;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Isolation;

/// <summary>What a worker does: it compiles the libraries that it is given and calls their functions, message by message, until
/// nobody asks any more.</summary>
public static class ScriptWorker
{
    /// <summary>Answers requests until there are no more.</summary>
    public static void Serve(Stream requests, Stream answers)
    {
        ImmutableArray<MethodInfo> functions = [];
        while (Frames.Read(requests) is { } request)
        {
            using var reader = new BinaryReader(new MemoryStream(request));
            Frames.Write(answers, (ScriptRequest)reader.ReadByte() == ScriptRequest.Open ? Open(reader, out functions) : Call(reader, functions));
        }
    }

    private static byte[] Open(BinaryReader reader, out ImmutableArray<MethodInfo> functions)
    {
        functions = [];
        var kept = reader.ReadBoolean() ? reader.ReadBytes(reader.ReadInt32()) : null;
        var pathway = LibraryMessage.Read(reader);
        var compiled = ScriptLibraries.Compile(pathway, kept, CancellationToken.None);
        if (compiled.Value is not { } image)
            return Frames.Bytes(writer => WriteDiagnostics(writer, compiled.Diagnostics));
        var loaded = LoadedScripts.Load(pathway.Scripts, image);
        functions = [.. loaded.Functions.Select(f => loaded.MethodOf(f)!)];
        return Frames.Bytes(writer =>
        {
            writer.Write(true);
            writer.Write(image.ToBytes());
        });
    }

    private static void WriteDiagnostics(BinaryWriter writer, ImmutableArray<Diagnostic> diagnostics)
    {
        writer.Write(false);
        writer.Write(diagnostics.Length);
        foreach (var diagnostic in diagnostics)
        {
            writer.Write(diagnostic.Id);
            writer.Write((int)diagnostic.Severity);
            writer.Write(diagnostic.Message);
            writer.Write(diagnostic.Place.File);
            writer.Write(diagnostic.Place.Line);
            writer.Write(diagnostic.Place.Column);
            writer.Write(diagnostic.Fix ?? "");
        }
    }

    private static byte[] Call(BinaryReader reader, ImmutableArray<MethodInfo> functions)
    {
        var method = functions[reader.ReadInt32()];
        var arguments = Array.ConvertAll(method.GetParameters(), p => Values.Read(reader, p.ParameterType));
        try
        {
            var value = method.Invoke(null, arguments);
            return Frames.Bytes(writer =>
            {
                writer.Write(true);
                Values.Write(writer, method.ReturnType, value);
            });
        }
        catch (TargetInvocationException e)
        {
            return Frames.Bytes(writer =>
            {
                writer.Write(false);
                writer.Write((e.InnerException ?? e).Message);
            });
        }
    }
}
