using Spectre.Console;
using Spectre.Console.Rendering;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>Shows control characters in names and texts as pictures of themselves, and marks that turn the direction of writing as
/// unknown: what a stranger wrote must not steer the terminal, nor look like something else.</summary>
internal sealed class VisibleControls : IRenderHook
{
    private const char Unknown = '\uFFFD';

    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(r => new Shown(r));

    private static bool Steers(char c) => (char.IsControl(c) && c is not ('\n' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static char Picture(char c) => c < ' ' ? (char)('\u2400' + c) : c == '\u007F' ? '\u2421' : Unknown;

    private sealed class Shown(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, maxWidth).Select(Plain);

        private static Segment Plain(Segment segment) => segment.IsControlCode || segment.IsLineBreak || !segment.Text.Any(Steers)
            ? segment
            : new Segment(string.Concat(segment.Text.Select(c => Steers(c) ? Picture(c) : c)), segment.Style);
    }
}
