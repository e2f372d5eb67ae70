using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting.Review;

public sealed class ReviewPageTests
{
    private static readonly Lazy<Task<string>> Hostile = new(async () => ReviewPage.Write(await HostileReview.MakeAsync()));

    private static async Task<IDocument> ParseAsync() => new HtmlParser().ParseDocument(await Hostile.Value);

    [Fact]
    public async Task Write_HostileNames_MakesNoElementOfThem()
    {
        var page = await ParseAsync();
        string[] ours =
        [
            "html", "head", "meta", "title", "style", "body", "a", "header", "div", "p", "h1", "h2", "h3", "h4", "h5", "span", "button", "nav", "ul", "ol", "li", "main", "section", "form", "label", "input", "select", "option",
            "details", "summary", "strong", "b", "bdi", "code", "pre", "del", "ins", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "article", "footer", "script",
            "svg", "g", "rect", "path", "circle", "text", "desc",
        ];

        page.All.Select(e => e.LocalName).Distinct().Except(ours).ShouldBeEmpty();
        page.Scripts.Length.ShouldBe(1);
        page.QuerySelectorAll("style").Length.ShouldBe(1);
        page.QuerySelectorAll("img, iframe, object, embed, link, base").ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_HostileNames_MakesNoAttributeOfThem()
    {
        var page = await ParseAsync();

        page.All.SelectMany(e => e.Attributes).Select(a => a.LocalName).Where(n => n.StartsWith("on", StringComparison.OrdinalIgnoreCase) || n is "style" or "src" or "srcdoc").ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_HostileSources_LinksToTheWebAndWithinThePageOnly()
    {
        var links = (await ParseAsync()).QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).ToList();

        links.ShouldAllBe(l => l.StartsWith('#') || l.StartsWith("https://example.org/", StringComparison.Ordinal));
        links.ShouldContain("https://example.org/ok");
    }

    [Fact]
    public async Task Write_HostileNames_AreThereToBeRead()
    {
        var text = (await ParseAsync()).Body!.TextContent;

        text.ShouldContain("</script><script>alert(1)</script><img src=x onerror=alert(2)>");
        text.ShouldContain("&lt;b&gt;");
        text.ShouldContain("‹U+202E›gnp.exe‹U+2066›");
        text.ShouldContain("‹U+0000›‹U+001B›[31m \uFFFD");
        text.ShouldNotContain("\u202E");
    }

    [Fact]
    public async Task Write_Policy_LetsOnlyTheOneScriptAndStyleSheetRun()
    {
        var page = await ParseAsync();
        var policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;

        policy.ShouldStartWith("default-src 'none'; ");
        policy.ShouldContain($"script-src '{Hash(page.Scripts[0].Text)}'");
        policy.ShouldContain($"style-src '{Hash(page.QuerySelector("style")!.TextContent)}'");
        policy.ShouldNotContain("unsafe");

        static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task Write_EveryLinkWithinThePage_LeadsSomewhere()
    {
        var page = await ParseAsync();
        var ids = page.All.Select(e => e.Id).OfType<string>().Where(i => i.Length > 0).ToList();

        ids.ShouldBeUnique();
        ids.ShouldAllBe(i => i.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
        page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).Where(h => h.StartsWith('#')).Select(h => h[1..]).Except(ids).ShouldBeEmpty();
        page.QuerySelectorAll("[aria-labelledby]").Select(e => e.GetAttribute("aria-labelledby")!).Except(ids).ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_Headings_GoDownOneLevelAtATime()
    {
        var levels = (await ParseAsync()).QuerySelectorAll("h1, h2, h3, h4, h5").Select(h => h.LocalName[1] - '0').ToList();

        levels.Zip(levels.Skip(1)).ShouldAllBe(p => p.Second <= p.First + 1);
    }
}
