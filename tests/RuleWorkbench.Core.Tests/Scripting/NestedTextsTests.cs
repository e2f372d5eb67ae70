using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting;

/// <summary>Texts with <c>{ }</c> inside one another, told from what only looks like it.</summary>
public sealed class NestedTextsTests
{
    [Theory]
    [InlineData("$\"{a}{b}{c}{d}{e}{f}\"")]
    [InlineData("$\"{$\"{$\"{$\"{1}\"}\"}\"}\"")]
    [InlineData("// $\"{$\"{$\"{$\"{$\"{\n")]
    [InlineData("#region it's $\"{$\"{$\"{$\"{$\"{\n")]
    [InlineData("/* $\"{$\"{$\"{$\"{$\"{ */")]
    [InlineData("\"$\\\"{$\\\"{$\\\"{$\\\"{$\\\"{\"")]
    [InlineData("@\"$\"\"{$\"\"{$\"\"{$\"\"{$\"\"{\"")]
    [InlineData("\"\"\"$\"{$\"{$\"{$\"{$\"{\"\"\"")]
    [InlineData("$\"{{$}}{{$}}{{$}}{{$}}{{$}}\"")]
    [InlineData("f('\"'); g('{'); $\"{a switch { 1 => $\"{b}\", _ => '\\'' }}\"; $\"{1}\"; $\"{2}\"; $\"{3}\"; $\"{4}\"")]
    public void CheckText_OrdinaryTexts_AreAllowed(string script)
    {
        ScriptGate.CheckText(Library.Of("L", script)).ShouldBeNull();
    }

    [Theory]
    [InlineData("$\"{$\"{$\"{$\"{$\"{1}\"}\"}\"}\"}\"")]
    [InlineData("x /* } */ $@\"{$\"{$@\"{@$\"{$\"{1")]
    [InlineData("$\"\"\"{$\"\"\"{$\"\"\"{$\"\"\"{$\"{")]
    [InlineData("$\"{'}'}{\"}\" + $\"{/* } */ $\"{$\"{$\"{1")]
    [InlineData("f('\"'); $\"{'\\''}{$\"{$\"{$\"{$\"{1")]
    public void CheckText_TextsTooDeep_AreRefused(string script)
    {
        ScriptGate.CheckText(Library.Of("L", script)).ShouldNotBeNull().Message.ShouldContain("inside one another");
    }
}
