using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

public sealed class ScriptFormatterTests
{
    public static TheoryData<string> Shippeds => [.. Directory.EnumerateFiles(Path.Combine(Shipped.Root, "scripts"), "*.csx").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Shippeds))]
    public void Format_ShippedScript_IsLaidOutAlready(string file)
    {
        var text = File.ReadAllText(Path.Combine(Shipped.Root, "scripts", file)).ReplaceLineEndings("\n");
        Format(text).Split('\n').Except(text.Split('\n')).ShouldBeEmpty();
        Format(text).ShouldBe(text);
    }

    [Theory]
    [InlineData("double?  F(double?x)=>x*2 ;", "double? F(double? x) => x * 2;\n")]
    [InlineData("double F(double x)\n{\nif(x>0)\nreturn -x;\nelse\n{\nreturn x;\n}\n}", "double F(double x)\n{\n    if (x > 0)\n        return -x;\n    else\n    {\n        return x;\n    }\n}\n")]
    [InlineData("double F(double x) =>\nx switch\n{\n>0=>1,\n_=>0,\n};", "double F(double x) =>\n    x switch\n    {\n        > 0 => 1,\n        _ => 0,\n    };\n")]
    [InlineData("\n\n// why\n   // because\nint   F() => 1;   // behind\n\n\n\n  int G() => 2;\n\n", "// why\n// because\nint F() => 1;   // behind\n\nint G() => 2;\n")]
    [InlineData("int F(List<double> x)\n{\nvar a=x.Where(v =>\n{\nreturn v>1;\n}).ToList();\nreturn a.Count;\n// end\n}", "int F(List<double> x)\n{\n    var a = x.Where(v =>\n    {\n        return v > 1;\n    }).ToList();\n    return a.Count;\n    // end\n}\n")]
    [InlineData("int F(int x) => x is{ }y?y:-1 ;", "int F(int x) => x is { } y ? y : -1;\n")]
    [InlineData("int F(string? x)=>x?.Length??0;", "int F(string? x) => x?.Length ?? 0;\n")]
    [InlineData("string F(int x) => $\"a {x,3}  b\";", "string F(int x) => $\"a {x,3}  b\";\n")]
    [InlineData("int F(int x)\n{\nswitch(x)\n{\ncase 1:\ncase 2:\nreturn 1;\ndefault:\nreturn 2;\n}\n}", "int F(int x)\n{\n    switch (x)\n    {\n        case 1:\n        case 2:\n            return 1;\n        default:\n            return 2;\n    }\n}\n")]
    [InlineData("enum E\n{\nA,\nB,\n}", "enum E\n{\n    A,\n    B,\n}\n")]
    [InlineData("int F( => 1;", "int F( => 1;")]
    public void Format_Script_PutsBlanksAndIndentationInOrder(string text, string wanted)
    {
        Format(text).ShouldBe(wanted);
        Format(wanted).ShouldBe(wanted);
    }

    private static string Format(string text) => new ScriptLanguage(null, "F", "", []).Format(text);
}
