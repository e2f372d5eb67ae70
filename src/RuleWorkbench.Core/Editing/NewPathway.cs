using System.Text.RegularExpressions;
using Newtonsoft.Json;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Makes a small pathway that works: one input, one workflow with a guard, and a suite whose cases pass.</summary>
public sealed partial record NewPathway(string Name) : Edit
{
    private const string PathwayText = """
        {
          "pathway": NAME,
          "title": "A raised temperature",
          "description": "An example to start from: whether a raised temperature calls for a second look today.",
          "disclaimer": "An example. The threshold is a site policy that a clinic must set and approve for itself.",
          "version": "0.1.0",
          "inputs": { "patient": "facts/patient.schema.json" },
          "policy": {
            "feverFrom": {
              "value": 38,
              "unit": "Cel",
              "source": "P1",
              "description": "From this temperature on the patient has a fever."
            }
          },
          "workflows": [ "first-look" ],
          "entry": "first-look",
          "always": [],
          "groups": { "fever": "unique" },
          "recommendations": {
            "SECOND_LOOK": { "text": "See the patient again today.", "category": "follow-up" },
            "WAIT_AT_HOME": { "text": "Wait at home, and call if the temperature rises.", "category": "follow-up" }
          },
          "sources": { "P1": { "title": "Site policy", "citation": "To be approved by the clinic." } }
        }

        """;

    private const string FactsText = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "Patient",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "temperature": {
              "type": "number",
              "description": "Body temperature.",
              "unit": "Cel",
              "minimum": 30,
              "maximum": 45
            },
            "stiffNeck": { "type": "boolean", "description": "The neck is stiff." }
          }
        }

        """;

    private const string WorkflowText = """
        {
          "WorkflowName": "first-look",
          "Rules": [
            {
              "RuleName": "Fever",
              "Properties": {
                "id": "R1",
                "group": "fever",
                "evidence": [ "P1" ],
                "severity": "recommend",
                "rationale": "A fever can have a cause that needs treatment."
              },
              "Expression": "patient.temperature >= policy.feverFrom",
              "SuccessEvent": "SECOND_LOOK",
              "Actions": {
                "OnSuccess": { "Name": "OutputExpression", "Context": { "expression": "new (patient.temperature - policy.feverFrom as degreesAbove)" } }
              }
            },
            {
              "RuleName": "No fever",
              "Properties": {
                "id": "R2",
                "group": "fever",
                "evidence": [ "P1" ],
                "severity": "info",
                "rationale": "Without a fever waiting is safe."
              },
              "Expression": "patient.temperature < policy.feverFrom",
              "SuccessEvent": "WAIT_AT_HOME"
            },
            {
              "RuleName": "Stiff neck",
              "Properties": {
                "id": "G1",
                "veto": [ "WAIT_AT_HOME" ],
                "evidence": [ "P1" ],
                "severity": "critical",
                "rationale": "A stiff neck is looked at whatever the temperature."
              },
              "Expression": "patient.stiffNeck == true",
              "SuccessEvent": "SECOND_LOOK"
            }
          ]
        }

        """;

    private const string SuiteText = """
        {
          "suite": "first-look",
          "pathway": NAME,
          "description": "Each rule, the boundary of a fever, and a missing fact.",
          "cases": [
            {
              "id": "fever",
              "why": "Exactly at the threshold is a fever.",
              "facts": {
                "patient": { "temperature": 38, "stiffNeck": false }
              },
              "expect": {
                "rules": { "met": [ "R1" ], "notMet": [ "R2", "G1" ] },
                "recommendations": { "recommended": [ "SECOND_LOOK" ], "none": [ "WAIT_AT_HOME" ] },
                "walk": [ "first-look" ],
                "figures": { "R1": { "degreesAbove": 0 } },
                "errors": []
              }
            },
            {
              "id": "no-fever",
              "why": "Just below the threshold waiting is offered.",
              "from": "fever",
              "facts": {
                "patient": { "temperature": 37.9 }
              },
              "expect": {
                "recommendations": { "recommended": [ "WAIT_AT_HOME" ], "none": [ "SECOND_LOOK" ] }
              }
            },
            {
              "id": "stiff-neck",
              "why": "The guard vetoes waiting at home.",
              "from": "no-fever",
              "facts": {
                "patient": { "stiffNeck": true }
              },
              "expect": {
                "recommendations": { "recommended": [ "SECOND_LOOK" ], "vetoed": [ "WAIT_AT_HOME" ] },
                "vetoes": { "WAIT_AT_HOME": [ "G1" ] }
              }
            },
            {
              "id": "neck-not-examined",
              "why": "Nobody looked at the neck: waiting at home is held, not recommended.",
              "from": "no-fever",
              "facts": {
                "patient": { "stiffNeck": null }
              },
              "expect": {
                "rules": { "undetermined": [ "G1" ] },
                "recommendations": { "held": [ "WAIT_AT_HOME" ] }
              }
            }
          ]
        }

        """;

    public override Loaded<Edited> Apply(DocumentSet documents)
    {
        var folder = $"workflows/{Name}";
        if (!FolderName().IsMatch(Name))
            return new(null, [Diagnostic.Error(DiagnosticIds.UnusableName, $"`{Name}` cannot name a pathway, since its folder is called so.", new SourcePlace(folder), "Use letters, digits, - and _.")]);
        if (Path.Exists(documents.PathOf(folder)))
            return new(null, [Diagnostic.Error(DiagnosticIds.DuplicateName, "The folder is there already, and nothing is overwritten.", new SourcePlace(folder), "Choose another name.")]);
        AddFile Add(string file, string text) => new(file, JsonFormatter.Format(text.Replace("NAME", JsonConvert.ToString(Name), StringComparison.Ordinal)));
        return new Several(
            [
                Add($"{folder}/pathway.json", PathwayText), Add($"{folder}/facts/patient.schema.json", FactsText),
                Add($"{folder}/first-look.json", WorkflowText), Add($"seeds/{Name}/suites/first-look.json", SuiteText),
            ]).Apply(documents);
    }

    [GeneratedRegex(@"^[\p{L}\p{N}_][\p{L}\p{N}_ .-]*(?<![ .])\z")]
    private static partial Regex FolderName();
}
