using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Terminal.Gui.App;

namespace RuleWorkbench.Tui.Terminals;

/// <summary>Gives the terminal back as it was when the workbench ends other than by its own doing: by a signal, or by a fault
/// in the background.</summary>
internal sealed class TerminalGuard : IDisposable
{
    // Mouse off, bracketed paste off, keyboard as it was, plain text, main screen, cursor.
    private const string Reset = "\e[?1003l\e[?1002l\e[?1000l\e[?1015l\e[?1006l\e[?2004l\e[<u\e[0m\e[?1049l\e[?25h";

    private const int HangUp = 129;

    /// <summary>A window whose terminal is gone may never come to its end by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly Timer? watch;
    private readonly Action<Exception> dying;

    /// <param name="dying">Told of a fault that ends the program, after the terminal is as it was.</param>
    public TerminalGuard(IApplication app, Action<Exception> dying)
    {
        this.dying = dying;
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
        {
            registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                End(app, context.Signal switch { PosixSignal.SIGTERM => 143, PosixSignal.SIGHUP => HangUp, PosixSignal.SIGINT => 130, _ => 131 });
            }));
        }

        AppDomain.CurrentDomain.UnhandledException += OnFault;
        if (!OperatingSystem.IsWindows())
            watch = new Timer(_ => Watch(app), null, Patience, Patience);
    }

    /// <summary>What the signal asks the program to end with; null when there was none.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
        watch?.Dispose();
        AppDomain.CurrentDomain.UnhandledException -= OnFault;
        foreach (var registration in registrations)
            registration.Dispose();
    }

    private static void StopAll(IApplication app)
    {
        foreach (var token in app.SessionStack!.ToArray())
            token.Runnable?.RequestStop();
    }

    /// <summary>Ends the program where the window does not; what is not saved is in its journal. On a thread of its own, since
    /// what keeps the window from ending may keep those of the pool too.</summary>
    private static void EndLater(int code) => new Thread(() =>
    {
        using var never = new ManualResetEventSlim();
        never.Wait(Patience);
        try
        {
            GiveBack();
            _ = Task.Run(() => Environment.Exit(code));
            never.Wait(Patience);
        }
        finally
        {
            Process.GetCurrentProcess().Kill();
        }
    })
    { IsBackground = true }.Start();

    /// <summary>A terminal that was closed says so only to those that listen: looks whether it is still there.</summary>
    private void Watch(IApplication app)
    {
        try
        {
            using var terminal = new FileStream("/dev/tty", FileMode.Open, FileAccess.Write);
        }
        catch (IOException)
        {
            End(app, HangUp);
        }
    }

    private void End(IApplication app, int code)
    {
        if (ExitCode is not null)
            return;
        ExitCode = code;
        EndLater(code);
        if (app.Initialized)
            app.Invoke(() => StopAll(app));
    }

    private void OnFault(object sender, UnhandledExceptionEventArgs fault)
    {
        GiveBack();
        if (fault.ExceptionObject is Exception exception)
            dying(exception);
    }

    private static void GiveBack()
    {
        try
        {
            using (var terminal = new FileStream("/dev/tty", FileMode.Open, FileAccess.Write))
                terminal.Write(Encoding.ASCII.GetBytes(Reset));
            Process.Start(new ProcessStartInfo("stty", "sane") { UseShellExecute = false })?.WaitForExit(500);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            // No terminal to give back.
        }
    }
}
