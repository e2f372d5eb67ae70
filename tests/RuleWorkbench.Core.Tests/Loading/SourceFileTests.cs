using System.Text;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class SourceFileTests
{
    public static TheoryData<string, byte[], string, int, int> Unreadable() => new()
    {
        { "empty", [], DiagnosticIds.FileNotText, 0, 0 },
        { "byte order mark only", [0xEF, 0xBB, 0xBF], DiagnosticIds.FileNotText, 0, 0 },
        { "zero byte", "{ \"a\": \0 }"u8.ToArray(), DiagnosticIds.FileNotText, 0, 0 },
        { "UTF-16 with mark", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{ }")], DiagnosticIds.FileNotText, 0, 0 },
        { "UTF-16 without Latin letters", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("本本")], DiagnosticIds.FileNotText, 1, 1 },
        { "Latin-1", Encoding.Latin1.GetBytes("{\n \"a\": \"Größe\" }"), DiagnosticIds.FileNotText, 2, 10 },
        { "Latin-1 after non-Latin letters", [.. "{ \"本😀\": \""u8, 0xE4, .. "\" }"u8], DiagnosticIds.FileNotText, 1, 11 },
        { "cut in the middle of a character", "\"本"u8[..^1].ToArray(), DiagnosticIds.FileNotText, 1, 2 },
        { "half of a surrogate pair", [0x7B, 0xED, 0xA0, 0x80, 0x7D], DiagnosticIds.FileNotText, 1, 2 },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Read_FileThatIsNoText_SaysSoAndWhere(string what, byte[] bytes, string id, int line, int column)
    {
        using var folder = new PathwayFolder();
        folder.Write("x.json", bytes);
        var read = SourceFile.Read(folder["x.json"], "x.json");
        read.Value.ShouldBeNull(what);
        var error = read.Diagnostics.ShouldHaveSingleItem(what);
        error.Id.ShouldBe(id, what);
        error.Place.ShouldBe(new SourcePlace("x.json", line, column), what);
        error.Fix.ShouldNotBeNullOrEmpty(what);
    }

    [Fact]
    public void Read_FileOf50Megabytes_IsRefusedWithItsSize()
    {
        using var folder = new PathwayFolder();
        using (var file = File.Create(folder["x.json"]))
            file.SetLength(50 * 1024 * 1024);
        var error = SourceFile.Read(folder["x.json"], "x.json").Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.FileTooLarge);
        error.Message.ShouldBe("The file has 50 MB; at most 16 MB are read.");
    }

    [Fact]
    public void Read_FileOfTheGreatestSize_IsRead()
    {
        using var folder = new PathwayFolder();
        var bytes = new byte[SourceFile.MostBytes];
        Array.Fill(bytes, (byte)' ');
        folder.Write("x.json", bytes);
        SourceFile.Read(folder["x.json"], "x.json").Value!.Text.Length.ShouldBe((int)SourceFile.MostBytes);
    }

    [Fact]
    public void Read_DeviceThatNeverEnds_IsRefused()
    {
        // The device's length is 0; where there is no such device the name is just unknown.
        var error = SourceFile.Read("/dev/zero", "x.json").Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(File.Exists("/dev/zero") ? DiagnosticIds.FileTooLarge : DiagnosticIds.FileNotFound);
    }

    [Fact]
    public void Read_FileThatNobodyMayRead_SaysSo()
    {
        // On Linux not even root can read its own memory from address 0. Elsewhere the file does not exist.
        var error = SourceFile.Read("/proc/self/mem", "x.json").Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(File.Exists("/proc/self/mem") ? DiagnosticIds.FileNotReadable : DiagnosticIds.FileNotFound);
        error.Fix.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Read_Folder_SaysThatItIsOne()
    {
        using var folder = new PathwayFolder();
        var error = SourceFile.Read(folder["workflows"], "workflows").Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.FileNotReadable);
        error.Message.ShouldBe("This is a folder, not a file.");
    }

    [Fact]
    public void Read_DanglingLink_SaysThatItsTargetIsMissing()
    {
        using var folder = new PathwayFolder();
        File.CreateSymbolicLink(folder["x.json"], folder["nowhere.json"]);
        var error = SourceFile.Read(folder["x.json"], "x.json").Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.FileNotFound);
        error.Message.ShouldBe("The file is a link to a file that does not exist.");
    }

    [Fact]
    public void Read_LinkToItself_IsRefused()
    {
        using var folder = new PathwayFolder();
        File.CreateSymbolicLink(folder["x.json"], folder["x.json"]);
        SourceFile.Read(folder["x.json"], "x.json").Diagnostics.ShouldHaveSingleItem().Place.File.ShouldBe("x.json");
    }

    [Fact]
    public void Read_Link_IsFollowed()
    {
        using var folder = new PathwayFolder();
        folder.Write("target.json", "{ }");
        File.CreateSymbolicLink(folder["x.json"], folder["target.json"]);
        SourceFile.Read(folder["x.json"], "x.json").Value!.Text.ShouldBe("{ }");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("/nowhere/at/all.json")]
    public void Read_NameOfNoFile_IsNotFound(string path) =>
        SourceFile.Read(path, "x.json").Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.FileNotFound);

    [Fact]
    public void Read_NameThatIsTooLong_IsRefused() =>
        SourceFile.Read("/tmp/" + new string('a', 5000), "x.json").Diagnostics.ShouldHaveSingleItem().Fix.ShouldNotBeNull();

    [Theory]
    [InlineData("with blanks")]
    [InlineData("日本語 Ünïcode")]
    public void Load_PathwayInAFolderWithAnyName_IsRead(string name)
    {
        using var folder = new PathwayFolder(name);
        folder.Load().Diagnostics.ShouldBeEmpty();
        folder.LoadSuites().Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Read_Hash_IsOfTheBytesWithTheirMark()
    {
        using var folder = new PathwayFolder();
        folder.Write("a.json", [.. Encoding.UTF8.Preamble, .. "{}"u8]).Write("b.json", "{}");
        var (a, b) = (SourceFile.Read(folder["a.json"], "a").Value!, SourceFile.Read(folder["b.json"], "b").Value!);
        a.Text.ShouldBe(b.Text);
        a.Hash.ShouldNotBe(b.Hash);
        b.Hash.ShouldBe("44136FA355B3678A1146AD16F7E8649E94FB4FC21FE77E8310C060F61CAAFF8A");
    }

    [Theory]
    [InlineData(1, "a")]
    [InlineData(2, "b\u2028b")]
    [InlineData(3, "")]
    [InlineData(4, "c")]
    [InlineData(5, "d")]
    [InlineData(6, "")]
    [InlineData(0, "")]
    [InlineData(-1, "")]
    public void Line_EveryKindOfLineEnd_IsLeftOut(int number, string expected) =>
        new SourceFile("x", "a\r\nb\u2028b\n\nc\rd", "").Line(number).ShouldBe(expected);
}
