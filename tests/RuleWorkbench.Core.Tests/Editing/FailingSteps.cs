namespace RuleWorkbench.Editing;

/// <summary>A disk on which the n-th step fails, counted from 0.</summary>
internal sealed class FailingSteps(int failing, Func<Exception> failure) : FileSteps
{
    public int Taken { get; private set; }

    public override void CheckWritable(string path) => Take(() => base.CheckWritable(path));

    public override void Write(string path, byte[] bytes, UnixFileMode? mode)
    {
        // As on a full disk: the beginning is written.
        if (Taken == failing)
            File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Take(() => base.Write(path, bytes, mode));
    }

    public override void Replace(string path, string target, string backup) => Take(() => base.Replace(path, target, backup));

    public override void Move(string path, string target) => Take(() => base.Move(path, target));

    public override void MakeFolder(string path) => Take(() => base.MakeFolder(path));

    public override void Note(FileStream journal, byte[] bytes) => Take(() => base.Note(journal, bytes));

    public override void Delete(string path) => Take(() => base.Delete(path));

    private void Take(Action step)
    {
        if (Taken++ == failing)
            throw failure();
        step();
    }
}
