using System.Diagnostics;

namespace RuleWorkbench.Editing;

/// <summary>Kills the process, as <c>kill -9</c> does, before the n-th step of a save, or in the middle of it.</summary>
internal sealed class DyingSteps(int dying) : FileSteps
{
    private int taken;

    public override void Write(string path, byte[] bytes, UnixFileMode? mode)
    {
        if (taken == dying)
            File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Step();
        base.Write(path, bytes, mode);
    }

    public override void Replace(string path, string target, string backup)
    {
        Step();
        base.Replace(path, target, backup);
    }

    public override void Move(string path, string target)
    {
        Step();
        base.Move(path, target);
    }

    public override void MakeFolder(string path)
    {
        Step();
        base.MakeFolder(path);
    }

    public override void Note(FileStream journal, byte[] bytes)
    {
        if (taken == dying)
            base.Note(journal, bytes[..(bytes.Length / 2)]);
        Step();
        base.Note(journal, bytes);
    }

    public override void Delete(string path)
    {
        Step();
        base.Delete(path);
    }

    private void Step()
    {
        if (taken++ != dying)
            return;
        Process.GetCurrentProcess().Kill();
        using var never = new ManualResetEvent(false);
        never.WaitOne();
    }
}
