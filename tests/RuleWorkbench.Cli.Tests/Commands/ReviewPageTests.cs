using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

/// <summary>The page of a review in a browser: 200 changed rules, an added and a removed one, another policy value.</summary>
public sealed class ReviewPageTests(Chromium chromium, ReviewPageTests.ReviewedWorkspace reviewed) : IClassFixture<Chromium>, IClassFixture<ReviewPageTests.ReviewedWorkspace>
{
    private const int Rules = 200;

    [Fact]
    public async Task Page_Opened_SaysNothingInTheConsoleAndLoadsNothing()
    {
        var (messages, requests) = (new List<string>(), new List<string>());
        var page = await OpenAsync(prepare: p =>
        {
            p.Console += (_, m) => messages.Add(m.Text);
            p.PageError += (_, e) => messages.Add(e);
            p.Request += (_, r) => requests.Add(r.Url);
        });
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");

        messages.ShouldBeEmpty();
        requests.ShouldBe([reviewed.Address]);

        // A name of a rule is not broken at its hyphen.
        (await page.EvaluateAsync<bool>("[...document.querySelectorAll('.questions a')].every(a => getComputedStyle(a).display === 'inline-block')")).ShouldBeTrue();
        (await page.TitleAsync()).ShouldBe("Review: A tiny pathway");
    }

    [Fact]
    public async Task Filter_Typed_ShowsWhatFitsAndSaysHowMany()
    {
        var page = await OpenAsync();
        var shown = page.Locator("#shown");
        (await shown.TextContentAsync()).ShouldBe($"{Rules + 3} changes");
        (await shown.GetAttributeAsync("aria-live")).ShouldBe("polite");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("R17");
        (await shown.TextContentAsync()).ShouldBe($"11 of {Rules + 3} changes shown");
        (await page.Locator("details.change:visible").CountAsync()).ShouldBe(11);

        await page.GetByLabel("Search changes").FillAsync("");
        await page.Locator("#subject").SelectOptionAsync("policy value");
        (await page.Locator("details.change:visible summary").AllInnerTextsAsync()).ShouldHaveSingleItem().ShouldContain("limit");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        (await shown.TextContentAsync()).ShouldBe($"{Rules + 3} changes");
    }

    [Fact]
    public async Task Link_ToAChangeThatTheFilterHides_OpensItAndGivesItTheFocus()
    {
        var page = await OpenAsync();
        await page.GetByLabel("Search changes").FillAsync("nothing is called that");
        var link = page.Locator(".questions a").First;
        await link.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        var change = page.Locator((await link.GetAttributeAsync("href"))!);
        await Assertions.Expect(change).ToHaveAttributeAsync("open", "");
        await Assertions.Expect(change.Locator("summary")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Drawing_ChangedRule_LeadsToItsChange()
    {
        var page = await OpenAsync();
        var rule = page.Locator(".drawing svg a").First;
        (await rule.GetAttributeAsync("aria-label"))!.ShouldContain("Rule 1");
        await rule.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator((await rule.GetAttributeAsync("href"))! + " .body")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task FirstTab_SkipsToTheReview()
    {
        var page = await OpenAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the review" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(400, ColorScheme.Light)]
    public async Task Page_EveryRuleOfAxe_IsKept(int width, ColorScheme scheme)
    {
        var page = await OpenAsync(width, scheme);
        await page.EvaluateAsync("[...document.querySelectorAll('details.change')].slice(0, 3).forEach(d => d.open = true)");
        await page.EvaluateAsync("[...document.querySelectorAll('details.change')].slice(12, -4).forEach(d => d.remove())");
        await page.EvaluateAsync(new BundledAxeScriptProvider().GetScript());

        // That rule is an experiment of axe, and takes the signs and tooltips of a drawing's links for labels.
        var violations = await page.EvaluateAsync<JsonElement>("axe.run(document, { rules: { 'label-content-name-mismatch': { enabled: false } } }).then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | ')))");

        violations.EnumerateArray().Select(v => v.GetString()).ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width);
    }

    [Fact]
    public async Task Theme_Clicked_TurnsThePageDark()
    {
        var page = await OpenAsync();
        var light = await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the page dark" }).ClickAsync();

        (await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldNotBe(light);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show the page light" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Print_DarkPage_IsLightAndOpen()
    {
        var page = await OpenAsync(scheme: ColorScheme.Dark);
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");

        (await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        await Assertions.Expect(page.Locator("#filter")).ToBeHiddenAsync();
        (await page.Locator("details.change:not([open])").CountAsync()).ShouldBe(0);
    }

    private async Task<IPage> OpenAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light, Action<IPage>? prepare = null)
    {
        var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var page = await context.NewPageAsync();
        prepare?.Invoke(page);
        await page.GotoAsync(reviewed.Address);
        return page;
    }

    /// <summary>The page, written once by the real program.</summary>
    public sealed class ReviewedWorkspace : IAsyncLifetime
    {
        private readonly TemporaryWorkspace workspace = TemporaryWorkspace.Tiny();

        public string Address => new Uri(workspace["review.html"]).AbsoluteUri;

        public async ValueTask InitializeAsync()
        {
            workspace.Write(TemporaryWorkspace.EntryFile, Workflow(18, "Gone", "patient.name == \"gone\"")).WithGit();
            workspace.Write(TemporaryWorkspace.EntryFile, Workflow(21, "New", "patient.born == null")).SetPolicy(TemporaryWorkspace.PathwayFile, "limit", 6);
            (await workspace.RunAsync("review", "-o", "review.html", "--witnesses", "3")).ShouldExitWith(RulewbResult.Clean);
        }

        public ValueTask DisposeAsync()
        {
            workspace.Dispose();
            return ValueTask.CompletedTask;
        }

        /// <summary>T1, rules R1 to R200, and one more.</summary>
        private static string Workflow(int threshold, string other, string expression)
        {
            var treat = Rule("T1", "Grown up", "patient.age >= 18");
            (treat["SuccessEvent"], treat["Properties"]!["next"]) = ("TREAT", "follow");
            var many = Enumerable.Range(1, Rules).Select(i => Rule($"R{i}", $"Rule {i}", $"patient.age >= {threshold} && patient.doses.Any(it.amount > {i})"));
            return new JObject { ["WorkflowName"] = "treat", ["Rules"] = new JArray(many.Prepend(treat).Append(Rule(other, $"Only {other}", expression))) }.ToString();
        }

        private static JObject Rule(string id, string name, string expression) =>
            new() { ["RuleName"] = name, ["Expression"] = expression, ["Properties"] = new JObject { ["id"] = id } };
    }
}
