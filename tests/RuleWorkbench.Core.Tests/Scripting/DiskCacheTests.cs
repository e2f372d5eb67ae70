using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting;

public sealed class DiskCacheTests : IDisposable
{
    private const long Plenty = 1_000_000;

    private readonly string home = Directory.CreateTempSubdirectory("rulewb-").FullName;

    private string Folder => Path.Combine(home, "cache");

    [Fact]
    public void Find_WhatWasKept_IsFoundByAnotherProcess()
    {
        new DiskCache(Folder, Plenty).Keep(Key("a"), [1, 2, 3]);

        new DiskCache(Folder, Plenty).Find(Key("a")).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Find_OtherKey_IsNull()
    {
        var cache = new DiskCache(Folder, Plenty);
        cache.Keep(Key("a"), [1]);

        cache.Find(Key("b")).ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(34)]
    public void Find_ChangedByte_IsNotTrustedAndRemoved(int at)
    {
        var cache = new DiskCache(Folder, Plenty);
        cache.Keep(Key("a"), [1, 2, 3]);
        var file = Directory.GetFiles(Folder).ShouldHaveSingleItem();
        var bytes = File.ReadAllBytes(file);
        bytes[at] ^= 1;
        File.WriteAllBytes(file, bytes);

        cache.Find(Key("a")).ShouldBeNull();
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public void Find_CutOffFile_IsNull()
    {
        var cache = new DiskCache(Folder, Plenty);
        cache.Keep(Key("a"), [1, 2, 3]);
        var file = Directory.GetFiles(Folder).ShouldHaveSingleItem();
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..20]);

        cache.Find(Key("a")).ShouldBeNull();
    }

    [Fact]
    public void Find_FileOfAnotherKeyUnderThisName_IsNull()
    {
        var cache = new DiskCache(Folder, Plenty);
        cache.Keep(Key("a"), [1, 2, 3]);
        File.Move(Directory.GetFiles(Folder).Single(), Path.Combine(Folder, Key("b") + ".bin"));

        cache.Find(Key("b")).ShouldBeNull();
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void Find_FolderThatOthersCanWrite_IsNotUsed(UnixFileMode others)
    {
        if (OperatingSystem.IsWindows())
            return; // Windows has access lists instead of modes.
        var cache = new DiskCache(Folder, Plenty);
        cache.Keep(Key("a"), [1]);
        File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | others);

        cache.Find(Key("a")).ShouldBeNull();
        cache.Keep(Key("b"), [2]);
        Directory.GetFiles(Folder).Length.ShouldBe(1);
    }

    [Fact]
    public void Find_LinkToAFolder_IsNotUsed()
    {
        new DiskCache(Folder, Plenty).Keep(Key("a"), [1]);
        Directory.CreateSymbolicLink(Path.Combine(home, "link"), Folder);

        new DiskCache(Path.Combine(home, "link"), Plenty).Find(Key("a")).ShouldBeNull();
    }

    [Fact]
    public void Keep_NewFolder_IsForItsOwnerAlone()
    {
        new DiskCache(Folder, Plenty).Keep(Key("a"), [1]);

        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Keep_TooMuch_WhatWasNotUsedForLongestGoes()
    {
        var cache = new DiskCache(Folder, 300);
        foreach (var (name, minute) in new[] { ("old", 0), ("used", 1), ("new", 2) })
        {
            cache.Keep(Key(name), new byte[60]);
            File.SetLastWriteTimeUtc(Path.Combine(Folder, Key(name) + ".bin"), new DateTime(2026, 1, 1, 0, minute, 0, DateTimeKind.Utc));
        }

        cache.Find(Key("old")).ShouldNotBeNull();
        cache.Keep(Key("more"), new byte[60]);

        cache.Find(Key("old")).ShouldNotBeNull();
        cache.Find(Key("used")).ShouldBeNull();
    }

    [Fact]
    public void Keep_ManyAtOnce_EachIsWhole()
    {
        var contents = Enumerable.Range(0, 8).Select(i => Enumerable.Repeat((byte)i, 50_000).ToArray()).ToArray();

        Parallel.For(0, 64, i =>
        {
            var cache = new DiskCache(Folder, 10_000_000);
            cache.Keep(Key("same"), contents[i % contents.Length]);
            if (cache.Find(Key("same")) is { } found)
                Array.Exists(contents, c => c.SequenceEqual(found)).ShouldBeTrue();
        });

        new DiskCache(Folder, 10_000_000).Find(Key("same")).ShouldNotBeNull();
        Directory.GetFiles(Folder, "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public void KeyOf_PartsDividedElsewhere_IsAnother()
    {
        DiskCache.KeyOf(["ab", "c"]).ShouldNotBe(DiskCache.KeyOf(["a", "bc"]));
    }

    public void Dispose() => Directory.Delete(home, recursive: true);

    private static string Key(string part) => DiskCache.KeyOf([part]);
}
