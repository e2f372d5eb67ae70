using CsCheck;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Diffing;

public sealed class WordDiffTests
{
    [Fact]
    public void Compare_AnyTexts_GiveBothTextsBack() =>
        Gen.Select(Gen.String[Gen.Char["ab .&=\n"], 0, 20], Gen.String[Gen.Char["ab .&=\n"], 0, 20]).Sample((before, after) =>
        {
            var segments = WordDiff.Compare(before, after);
            string.Concat(segments.Where(s => s.Kind != SegmentKind.Added).Select(s => s.Text)).ShouldBe(before);
            string.Concat(segments.Where(s => s.Kind != SegmentKind.Removed).Select(s => s.Text)).ShouldBe(after);
        });

    [Fact]
    public void Compare_OneWord_IsTheOnlyDifference() =>
        WordDiff.Compare("f.x >= 50", "f.x >= 60").ShouldBe([new(SegmentKind.Same, "f.x >= "), new(SegmentKind.Removed, "50"), new(SegmentKind.Added, "60")]);
}
