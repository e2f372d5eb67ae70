using System.Linq.Expressions;
using CsCheck;
using RuleWorkbench.Model;
using RuleWorkbench.SelfTest;
using RuleWorkbench.Shipped;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation;

public sealed class TreeStoreTests
{
    [Theory]
    [InlineData(ShippedPathway.Current)]
    [InlineData(ShippedPathway.Earlier)]
    public void Compile_ShippedPathwayFromAStore_ParsesNothingAndMakesTheSameTrees(string version)
    {
        var pathway = ShippedPathway.Of(version).Pathway;
        var store = new TreeStore();
        var parsed = CompiledPathway.Compile(pathway, [], store, TestContext.Current.CancellationToken);
        store.HasNews.ShouldBeTrue();

        var kept = TreeStore.Read(store.Write());
        var read = CompiledPathway.Compile(pathway, [], kept, TestContext.Current.CancellationToken);

        kept.HasNews.ShouldBeFalse();
        Trees(read).ShouldBe(Trees(parsed));
        kept.Write().ShouldBe(store.Write());
    }

    [Fact]
    public void Compile_RandomPathwayFromAStore_MakesTheSameTrees()
    {
        var (total, again) = (0, 0);
        RandomPathways.Gen.Sample(
            sample =>
            {
                var store = new TreeStore();
                var parsed = CompiledPathway.Compile(sample.Pathway, [], store, CancellationToken.None);
                var kept = TreeStore.Read(store.Write());

                var read = CompiledPathway.Compile(sample.Pathway, [], kept, CancellationToken.None);

                Trees(read).ShouldBe(Trees(parsed));
                total++;
                again += kept.HasNews ? 1 : 0;
            },
            iter: 60,
            threads: 1,
            print: _ => "");

        // Most pathways need the parser no more, even of these.
        again.ShouldBeLessThan(total / 2);
    }

    [Theory]
    [InlineData("DateTime(2026, 3, 29)")]
    [InlineData("DateTime(2026, 3, 29, 12, 30, 0) > DateTime(2026, 3, 1)")]
    public void Find_WhatIsMadeInAnExpression_IsRead(string text)
    {
        var pathway = ShippedPathway.Of(ShippedPathway.Current).Pathway;
        var expression = new ExpressionText(text, new SourcePlace("main.json", 1, 1), text);
        var store = new TreeStore();
        var parsed = CompiledPathway.Compile(pathway, [], store, TestContext.Current.CancellationToken).Parse(expression, []).Value;
        var kept = TreeStore.Read(store.Write());

        var read = CompiledPathway.Compile(pathway, [], kept, TestContext.Current.CancellationToken).Parse(expression, []).Value;

        kept.HasNews.ShouldBeFalse();
        read!.ToString().ShouldBe(parsed!.ToString());
    }

    [Fact]
    public void Read_BytesThatAreCutOff_AreRefused()
    {
        var store = new TreeStore();
        CompiledPathway.Compile(ShippedPathway.Of(ShippedPathway.Current).Pathway, [], store, TestContext.Current.CancellationToken);
        var bytes = store.Write();

        Should.Throw<InvalidDataException>(() => TreeStore.Read(bytes[..(bytes.Length / 2)]));
    }

    [Fact]
    public void Find_StoredBytesThatWereChanged_NeverThrow()
    {
        var pathway = ShippedPathway.Of(ShippedPathway.Current).Pathway;
        var store = new TreeStore();
        CompiledPathway.Compile(pathway, [], store, TestContext.Current.CancellationToken);
        var bytes = store.Write();

        Gen.Int[0, bytes.Length - 1].Select(Gen.Byte).Array[1, 20].Sample(
            changes =>
            {
                var changed = (byte[])bytes.Clone();
                foreach (var (at, value) in changes)
                    changed[at] = value;
                try
                {
                    CompiledPathway.Compile(pathway, [], TreeStore.Read(changed), CancellationToken.None).Diagnostics.ShouldBeEmpty();
                }
                catch (InvalidDataException)
                {
                    // Refused as a whole.
                }
            },
            iter: 40,
            print: _ => "");
    }

    private static List<string> Trees(CompiledPathway compiled)
    {
        static IEnumerable<Expression?> Of(CompiledRule rule) =>
            rule.Locals.Select(l => (Expression?)l.Value).Append(rule.Condition).Concat(rule.Figures.Select(f => f.Value)).Concat(rule.Children.SelectMany(Of));
        return [.. compiled.Workflows.Values.SelectMany(w => w.Globals.Select(g => (Expression?)g.Value).Concat(w.Rules.SelectMany(Of))).Select(t => t?.ToString() ?? "")];
    }
}
