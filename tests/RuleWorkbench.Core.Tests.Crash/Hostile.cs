using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace RuleWorkbench.Isolation;

/// <summary>A worker that no gate keeps from anything: it tries what a request names, and answers what came of it.</summary>
internal static unsafe partial class Hostile
{
    private static string? finalized;

    public static void Serve(Stream requests, Stream answers)
    {
        while (Frames.Read(requests) is { } request)
        {
            var words = Encoding.UTF8.GetString(request).Split('|');
            if (words[0] == "babble")
                answers.Write([255, 255, 255, 127, 1, 2, 3]);
            Frames.Write(answers, Encoding.UTF8.GetBytes(words[0] switch
            {
                "thread" => OnThread(() => Try(words[1..])),
                "pool" => Task.Run(() => Try(words[1..])).GetAwaiter().GetResult(),
                "finalizer" => InFinalizer(words[1..]),
                _ => Try(words),
            }));
        }
    }

    private static string Try(string[] words)
    {
        try
        {
            return "done " + Do(words);
        }
        catch (Exception e)
        {
            return $"refused {e.GetType().Name}";
        }
    }

    private static string Do(string[] words)
    {
        switch (words[0])
        {
            case "hello":
                return "hello";
            case "read":
                return File.ReadAllText(words[1]);
            case "list":
                return string.Join(' ', Directory.GetFileSystemEntries(words[1]));
            case "write":
                File.WriteAllText(words[1], "x");
                return "";
            case "append":
                using (var stream = new FileStream(words[1], FileMode.Append))
                    stream.WriteByte(1);
                return "";
            case "delete":
                File.Delete(words[1]);
                return File.Exists(words[1]) ? throw new IOException() : "";
            case "folder":
                Directory.CreateDirectory(words[1]);
                return "";
            case "link":
                File.CreateSymbolicLink(words[1], "/etc/passwd");
                return "";
            case "move":
                File.Move(words[1], words[1] + ".moved");
                return "";
            case "mode":
                return Checked(ChangeMode(words[1], 0));
            case "socket":
                new Socket(AddressFamily.InterNetwork, words[1] == "udp" ? SocketType.Dgram : SocketType.Stream, words[1] == "udp" ? ProtocolType.Udp : ProtocolType.Tcp).Dispose();
                return "";
            case "local socket":
                new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified).Dispose();
                return "";
            case "start":
                Process.Start("/bin/true")!.WaitForExit();
                return "";
            case "fork":
                return Checked(Fork());
            case "exec":
                byte* none = null;
                return Checked(Execute("/bin/true", &none));
            case "signal":
                return Checked(Kill(ParentId(), 0));
            case "trace":
                return Checked((int)Call(101, 16, ParentId(), 0, 0));
            case "memory of the parent":
                return Checked((int)Call(310, ParentId(), 0, 0, 0));
            case "file in memory":
                return Checked((int)Call(319, (long)Marshal.StringToCoTaskMemUTF8("x"), 0, 0, 0));
            case "ring":
                return Checked((int)Call(425, 1, (long)NativeMemory.AllocZeroed(200), 0, 0));
            case "limits":
                ulong* limits = stackalloc ulong[] { 1_000_000, 1_000_000 };
                return Checked(SetLimit(7, limits));
            case "environment":
                return string.Join(' ', Environment.GetEnvironmentVariables().Keys.Cast<string>());
            case "environment of the parent":
                return File.ReadAllText($"/proc/{ParentId()}/environ");
            case "heap":
                var kept = new List<byte[]>();
                for (var i = 0; i < 400; i++)
                    kept.Add(new byte[1 << 20]);
                return $"{kept.Count}";
            case "native":
                for (var i = 0; i < 1200; i++)
                    NativeMemory.Fill(NativeMemory.Alloc(1 << 20), 1 << 20, 1);
                return "";
            case "hang":
                while (true)
                    Thread.SpinWait(1000);
            default:
                throw new ArgumentException(words[0]);
        }
    }

    /// <summary>The file descriptor or process that a call made, or an exception where it made none.</summary>
    private static string Checked(int result) => result >= 0 ? $"{result}" : throw new InvalidOperationException();

    private static string OnThread(Func<string> work)
    {
        var result = "";
        var thread = new Thread(() => result = work());
        thread.Start();
        thread.Join();
        return result;
    }

    /// <summary>The thread of finalizers is there before any code of a worker runs.</summary>
    private static string InFinalizer(string[] words)
    {
        OnThread(() => new Dying(words).ToString()!);
        for (var i = 0; i < 100 && finalized is null; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return finalized ?? "never";
    }

    [LibraryImport("libc", EntryPoint = "fork")]
    private static partial int Fork();

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, byte** arguments);

    [LibraryImport("libc", EntryPoint = "chmod", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeMode(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial long Call(long number, long first, long second, long third, long fourth);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ulong* limits);

    private sealed class Dying(string[] words)
    {
        ~Dying() => finalized = Try(words);
    }
}
