using System.Xml.Linq;
using System.Xml.Schema;
using Shouldly;

namespace RuleWorkbench.Cli;

/// <summary>The JUnit dialect that CI systems accept, from <c>Schemas/junit.xsd</c>.</summary>
internal static class JUnitSchema
{
    private static readonly XmlSchemaSet Schemas = Load();

    /// <summary>Checks a report against the schema.</summary>
    public static XDocument Parse(string xml)
    {
        var document = XDocument.Parse(xml);
        var problems = new List<string>();
        document.Validate(Schemas, (_, e) => problems.Add(e.Message));
        problems.ShouldBeEmpty();
        return document;
    }

    private static XmlSchemaSet Load()
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, Path.Combine(RepositoryRoot.Folder, "tests", "RuleWorkbench.Cli.Tests", "Schemas", "junit.xsd"));
        schemas.Compile();
        return schemas;
    }
}
