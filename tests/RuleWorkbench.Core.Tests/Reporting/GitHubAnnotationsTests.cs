using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting;

public sealed class GitHubAnnotationsTests
{
    [Fact]
    public void Write_Mismatch_IsAnErrorAtItsLine() =>
        GitHubAnnotations.Write(SampleReport.Of(SampleReport.Mismatch("rule r", "met", "not met"))).Split('\n')[0]
            .ShouldBe("::error file=seeds/p/suites/s.json,line=7,col=5,title=s/failed::rule r: expected met, was not met");

    [Fact]
    public void Write_Report_EndsWithTheSummary() =>
        GitHubAnnotations.Write(SampleReport.Of(SampleReport.Mismatch("rule r", "met", "not met")))
            .ShouldEndWith("\n::notice title=rulewb simulate::3 cases: 1 passed, 1 failed, 1 errored\n");

    [Fact]
    public void Write_NewlinesCommasAndColons_CannotEndACommandOrAProperty() =>
        GitHubAnnotations.Write(SampleReport.Of(SampleReport.Mismatch("f", "1,\r\n::error::2", "50%"), failedCase: "a,b:c\n100%")).Split('\n')[0]
            .ShouldBe("::error file=seeds/p/suites/s.json,line=7,col=5,title=s/a%2Cb%3Ac%0A100%25::f: expected 1,%0D%0A::error::2, was 50%25");

    [Theory]
    [InlineData(DiagnosticSeverity.Error, "error")]
    [InlineData(DiagnosticSeverity.Warning, "warning")]
    [InlineData(DiagnosticSeverity.Information, "notice")]
    public void Write_Diagnostic_HasItsLevelAndRemedy(DiagnosticSeverity severity, string level) =>
        GitHubAnnotations.Write([new Diagnostic("RW001", severity, "The file does not exist.", new SourcePlace("a,b.json"), "Create it.")])
            .ShouldBe($"::{level} file=a%2Cb.json,line=1,col=1,title=RW001::The file does not exist. Create it.\n");
}
