using System.Text;
using System.Xml.Linq;
using CsCheck;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting;

public sealed class JUnitXmlTests
{
    [Fact]
    public void Write_Outcomes_AreCountedForTheWholeAndEachSuite()
    {
        var root = XDocument.Parse(JUnitXml.Write(SampleReport.Of(SampleReport.Mismatch("rule r", "met", "not met")))).Root!;

        foreach (var counted in (XElement[])[root, root.Element("testsuite")!])
            ((string?)counted.Attribute("tests"), (string?)counted.Attribute("failures"), (string?)counted.Attribute("errors")).ShouldBe(("3", "1", "1"));
        root.Element("testsuite")!.Attribute("name")!.Value.ShouldBe("p.s");
    }

    [Fact]
    public void Write_FailedCase_SaysWhatWasExpectedAndWhere()
    {
        var root = XDocument.Parse(JUnitXml.Write(SampleReport.Of(SampleReport.Mismatch("rule r", "met", "not met")))).Root!;

        var failure = root.Descendants("failure").ShouldHaveSingleItem();
        failure.Attribute("message")!.Value.ShouldBe("rule r: expected met, was not met");
        failure.Value.ShouldBe("seeds/p/suites/s.json:7:5: rule r: expected met, was not met");
    }

    [Fact]
    public void Write_Times_AreInSeconds() =>
        XDocument.Parse(JUnitXml.Write(SampleReport.Of(SampleReport.Mismatch("rule r", "met", "not met"))))
            .Descendants().Attributes("time").Select(t => t.Value).ShouldBe(["3.750", "1.250", "1.250", "1.250"]);

    [Fact]
    public void Write_CharactersThatXmlCannotHold_AreReplaced()
    {
        var xml = XDocument.Parse(JUnitXml.Write(SampleReport.Of(SampleReport.Mismatch("bell \a, half \ud83d, whole 😀, none \uffff", "<&\">", "]]>"))));

        xml.Descendants("failure").Single().Attribute("message")!.Value
            .ShouldBe("bell \ufffd, half \ufffd, whole 😀, none \ufffd: expected <&\">, was ]]>");
    }

    [Fact]
    public void Write_AnyTexts_StayWellFormed() => Gen.Select(Gen.String, Gen.String, Gen.String).Sample((name, expected, actual) =>
    {
        var xml = XDocument.Parse(JUnitXml.Write(SampleReport.Of(SampleReport.Mismatch("figure", expected, actual), failedCase: name)));
        xml.Descendants("testcase").Count().ShouldBe(3);
    });

    [Fact]
    public void Write_Declaration_NamesTheEncodingOfTheFile()
    {
        var xml = JUnitXml.Write(SampleReport.Of(SampleReport.Mismatch("ä", "ö", "ü")));

        using var bytes = new MemoryStream(new UTF8Encoding(false).GetBytes(xml));
        var document = XDocument.Load(bytes);
        document.Declaration!.Encoding.ShouldBe("utf-8");
        document.Descendants("failure").Single().Attribute("message")!.Value.ShouldBe("ä: expected ö, was ü");
    }
}
