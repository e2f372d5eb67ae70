using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T13 and T14: what RulesEngine drops in silence for upper and lower case.</summary>
public sealed class T13SpellingTests
{
    private const string LowerOperator = """
        "Rules": [ { "RuleName": "rule", "Operator": "or", "Expression": "false", "Rules": [ { "RuleName": "nested", "Expression": "true" } ] } ]
        """;

    private const string LowerEnabled = """
        "Rules": [ { "RuleName": "rule", "Expression": "true", "enabled": false } ]
        """;

    private const string LowerMessage = """
        "Rules": [ { "RuleName": "rule", "Expression": "false", "errorMessage": "why", "actions": { "OnFailure": { "Name": "OutputExpression", "Context": { "expression": "1" } } } } ]
        """;

    [Fact]
    public async Task PlainEngine_LowerCaseOperatorWithExpression_IgnoresNestedRules()
    {
        (await ExecuteFileAsync(LowerOperator)).IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public async Task PlainEngine_LowerCaseEnabled_LeavesTheRuleOn()
    {
        (await ExecuteFileAsync(LowerEnabled)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task PlainEngine_LowerCaseErrorMessageAndActions_AreDropped()
    {
        var result = await ExecuteFileAsync(LowerMessage);

        result.ExceptionMessage.ShouldBeEmpty();
        result.ActionResult.Output.ShouldBeNull();
    }

    [Fact]
    public void Load_LowerCaseOperator_IsAnErrorWithTheRightSpelling()
    {
        var diagnostics = LoadFile(LowerOperator);

        diagnostics.ShouldContain(d => d.Id == DiagnosticIds.RuleShape && d.Message.StartsWith("`or` is not an operator") && d.Fix == "Did you mean `Or`?");
    }

    [Theory]
    [InlineData(LowerEnabled, "`enabled` is not a member of a rule and would be ignored.", "Did you mean `Enabled`?")]
    [InlineData(LowerMessage, "`errorMessage` is not a member of a rule and would be ignored.", "Did you mean `ErrorMessage`?")]
    [InlineData(LowerMessage, "`actions` is not a member of a rule and would be ignored.", "Did you mean `Actions`?")]
    public void Load_LowerCaseMember_IsAnErrorWithTheRightSpelling(string workflow, string message, string fix)
    {
        var diagnostic = LoadFile(workflow).Single(d => d.Message == message);

        diagnostic.Id.ShouldBe(DiagnosticIds.UnknownMember);
        diagnostic.Severity.ShouldBe(DiagnosticSeverity.Error);
        diagnostic.Fix.ShouldBe(fix);
    }

    private static async Task<RulesEngine.Models.RuleResultTree> ExecuteFileAsync(string members)
    {
        using var folder = new TestFolder();
        folder.WriteWorkflow(Plain.Main, members);
        return (await new RulesEngine.RulesEngine([folder.TextOf(Plain.Main)]).ExecuteAsync(1)).ShouldHaveSingleItem();
    }

    private static IReadOnlyList<Diagnostic> LoadFile(string members)
    {
        using var folder = new TestFolder();
        folder.WriteWorkflow(Plain.Main, members);
        return folder.Load(Plain.Main).Diagnostics;
    }
}
