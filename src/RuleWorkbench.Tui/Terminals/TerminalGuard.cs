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

    private readonly List<PosixSignalRegistration> registrations = [];
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
                ExitCode = 128 + context.Signal switch { PosixSignal.SIGTERM => 15, PosixSignal.SIGHUP => 1, PosixSignal.SIGINT => 2, _ => 3 };
                if (app.Initialized)
                    app.Invoke(() => StopAll(app));
            }));
        }

        AppDomain.CurrentDomain.UnhandledException += OnFault;
    }

    /// <summary>What the signal asks the program to end with; null when there was none.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnFault;
        foreach (var registration in registrations)
            registration.Dispose();
    }

    private static void StopAll(IApplication app)
    {
        foreach (var token in app.SessionStack!.ToArray())
            token.Runnable?.RequestStop();
    }

    private void OnFault(object sender, UnhandledExceptionEventArgs fault)
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

        if (fault.ExceptionObject is Exception exception)
            dying(exception);
    }
}
