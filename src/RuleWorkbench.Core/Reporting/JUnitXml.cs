using System.Globalization;
using System.Text;
using System.Xml;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Reporting;

/// <summary>Writes a simulation as JUnit XML, in the dialect that CI systems validate (Jenkins' junit-10).</summary>
public static class JUnitXml
{
    public static string Write(SimulationReport report)
    {
        var text = new Utf8StringWriter();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", CheckCharacters = true }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "rulewb simulate");
            var defects = report.Errors.ToList();
            Totals(xml, report.Total + defects.Count, report.Count(CaseOutcome.Failed), report.Count(CaseOutcome.Errored) + defects.Count);
            if (defects.Count > 0)
                Defects(xml, defects);
            foreach (var run in report.Runs)
            {
                foreach (var suite in run.Cases.GroupBy(c => c.Case.Suite))
                    Suite(xml, run.Pathway.Name, suite.Key, [.. suite]);
            }

            xml.WriteEndElement();
        }

        return text + "\n";
    }

    /// <summary>Errors of the pathway itself, as test cases that errored: many tools look at nothing else.</summary>
    private static void Defects(XmlWriter xml, List<Diagnostic> defects)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", "pathway files");
        Totals(xml, defects.Count, 0, defects.Count);
        foreach (var defect in defects)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("name", Clean($"{defect.Id} {defect.Place}"));
            xml.WriteAttributeString("classname", "pathway files");
            xml.WriteStartElement("error");
            xml.WriteAttributeString("message", Clean(defect.Message));
            xml.WriteString(Clean(defect.ToString()));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Suite(XmlWriter xml, string pathway, string suite, IReadOnlyList<CaseResult> cases)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Clean($"{pathway}.{suite}"));
        Totals(xml, cases.Count, cases.Count(c => c.Outcome == CaseOutcome.Failed), cases.Count(c => c.Outcome == CaseOutcome.Errored));
        xml.WriteAttributeString("skipped", cases.Count(c => c.Outcome == CaseOutcome.NotCounted).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("time", Seconds(cases.Aggregate(TimeSpan.Zero, (sum, c) => sum + c.Duration)));
        foreach (var result in cases)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("name", Clean(result.Case.Id));
            xml.WriteAttributeString("classname", Clean($"{pathway}.{suite}"));
            xml.WriteAttributeString("time", Seconds(result.Duration));
            if (result.Outcome == CaseOutcome.NotCounted)
            {
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", Clean(result.Case.NotCounted!));
                xml.WriteEndElement();
            }
            else if (result.IsBroken)
            {
                xml.WriteStartElement(result.Outcome == CaseOutcome.Failed ? "failure" : "error");
                xml.WriteAttributeString("message", Clean(string.Join("; ", result.Mismatches.Select(m => $"{m.What}: expected {m.Expected}, was {m.Actual}"))));
                xml.WriteString(Clean(string.Join("\n", result.Mismatches.Select(m => $"{m.Place}: {m.What}: expected {m.Expected}, was {m.Actual}"))));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Totals(XmlWriter xml, int tests, int failures, int errors)
    {
        xml.WriteAttributeString("tests", tests.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", failures.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", errors.ToString(CultureInfo.InvariantCulture));
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>XML has no place for most control characters, nor for half of a surrogate pair.</summary>
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => r.IsBmp && !XmlConvert.IsXmlChar((char)r.Value) ? Rune.ReplacementChar : r));

    private sealed class Utf8StringWriter : StringWriter
    {
        public Utf8StringWriter()
            : base(CultureInfo.InvariantCulture)
        {
        }

        public override Encoding Encoding => new UTF8Encoding(false);
    }
}
