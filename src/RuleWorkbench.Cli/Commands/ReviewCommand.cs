using System.Collections.Immutable;
using System.CommandLine;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Diffing;
using RuleWorkbench.Reporting;
using RuleWorkbench.Reporting.Review;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb review</c>: a page for the person who approves a change.</summary>
internal static class ReviewCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = VersionArguments.Words();
        var root = PathwayArguments.Root();
        var output = new Option<string?>("--output", "-o") { Description = "Write to this file. Default: the standard output.", HelpName = "file" };
        var format = new Option<string?>("--format") { Description = "html (one page that needs nothing else), md (fits a comment on a pull request) or json. Default: by the name of the file, or html." };
        format.AcceptOnlyFromAmong(ReviewFormat.Html, ReviewFormat.Markdown, ReviewFormat.Json);
        var page = new Option<string?>("--page") { Description = "Where the page will be, for the link to it in md.", HelpName = "address" };
        var impactOf = new ImpactArguments();
        var isolate = ScriptPlace.VersionsOption();
        var command = new DocumentedCommand(
            "review",
            "Write a page for the person who approves a change: what was edited, what it means, whom it touches.",
            """
            Versions are named as for `rulewb diff`.

            Examples:
              rulewb review main..topic --output review.html
              rulewb review failed-nerve-block@1.0..failed-nerve-block -o review.html --by patient.age:20
              rulewb review main...HEAD --format md --page https://ci.example.org/42/review.html > comment.md
              rulewb review main.. --format json

            Exit code: 0 written, 1 could not run, 3 a version is invalid (written as far as it can be compared).
            """)
        {
            words, root, output, format, page, isolate,
        };
        impactOf.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            var file = arguments.GetValue(output);
            var wanted = arguments.GetValue(format) ?? ReviewFormat.Of(file);
            var link = PageAddress(arguments.GetValue(page));
            var whom = impactOf.Read(arguments, terminal);
            var scripts = ScriptPlace.OfVersions(arguments.GetValue(isolate), terminal);
            using var versions = OpenVersions.Find(arguments.GetValue(root), [.. arguments.GetValue(words) ?? []]);
            var pathways = ImmutableArray.CreateBuilder<ReviewedPathway>();
            foreach (var (old, now) in whom.Pairs(versions))
            {
                var (baseline, candidate) = (versions.Baseline.Open(old, scripts(versions.Baseline), cancellation), versions.Candidate.Open(now, scripts(versions.Candidate), cancellation));
                DiagnosticPrinter.PrintOf(terminal.Error, baseline);
                DiagnosticPrinter.PrintOf(terminal.Error, candidate);
                var diff = PathwayDiffer.Compare(baseline, candidate);
                var impact = await whom.FindAsync(diff, cancellation);
                var checks = CheckChanges.Find(diff, versions.Baseline.Subject(old, scripts(versions.Baseline)), versions.Candidate.Subject(now, scripts(versions.Candidate)), TimeProvider.System, cancellation);
                pathways.Add(new ReviewedPathway(new PathwayComparison(diff, impact), checks) { Signatures = Signatures.Of(candidate, versions.Candidate.SignOffs(now)) });
            }

            if (pathways.Count == 0)
                throw new CommandFailure(ExitCode.CouldNotRun, $"Neither `{versions.Baseline.Label}` nor `{versions.Candidate.Label}` has a pathway.");
            var report = new ReviewReport(versions.Baseline.Label, versions.Candidate.Label, DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime), pathways.ToImmutable());
            var text = ReviewFormat.Write(report, wanted, link);
            if (file is null)
            {
                terminal.Out.Profile.Out.Writer.Write(text);
            }
            else
            {
                await ReportFile.WriteAsync(file, text, cancellation);
                foreach (var reviewed in report.Pathways)
                    terminal.Out.MarkupLine(Markup.Escape($"{reviewed.Comparison.Diff.Pathway}: {DiffSummary.Of(reviewed.Comparison.Diff)}; {Tell(reviewed)}"));
                terminal.Out.MarkupLine($"[green]wrote[/] {Markup.Escape(file)}");
            }

            return (int)(report.Comparison.IsInvalid ? ExitCode.Invalid : ExitCode.Clean);
        });
        return command;
    }

    private static string Tell(ReviewedPathway reviewed) =>
        $"{(reviewed.Comparison.Impact is { } impact ? $"{impact.Whole.Touched} of {impact.Whole.Cases} cases touched" : "no cases run")}, {(reviewed.Questions.Length == 1 ? "1 open question" : $"{reviewed.Questions.Length} open questions")}";

    /// <summary>An address that may stand in a link: of the web, or of a file beside the comment.</summary>
    private static string? PageAddress(string? address)
    {
        if (address is null)
            return null;
        return Uri.TryCreate(address, UriKind.RelativeOrAbsolute, out var uri) && (!uri.IsAbsoluteUri ? !address.Contains(':', StringComparison.Ordinal) : uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? address
            : throw new CommandFailure(ExitCode.CouldNotRun, $"`{address}` is no address of a page.", "Name one that begins with https:// or http://, or a file beside the comment.");
    }
}
