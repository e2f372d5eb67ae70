using RuleWorkbench.Presentation.Lines;
using Terminal.Gui.Configuration;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace RuleWorkbench.Tui.Views;

/// <summary>The colours of the workbench.</summary>
/// <param name="Name">As the user names it.</param>
/// <param name="Back">Behind text.</param>
/// <param name="Bar">Behind menu, status bar, titles and the tabs that are not in front.</param>
/// <param name="Selection">Behind the selected line of the pane where the user is.</param>
/// <param name="Shade">Behind the selected line of other panes.</param>
public sealed record Theme(
    string Name, Color Text, Color Back, Color Bar, Color Selection, Color SelectionText, Color Shade,
    Color Quiet, Color Good, Color Bad, Color Warning, Color Accent, Color AddedBack, Color RemovedBack)
{
    public static readonly Theme Dark = new(
        "dark", new(0xD7, 0xDA, 0xE0), new(0x16, 0x1A, 0x20), new(0x23, 0x29, 0x33), new(0x2F, 0x4B, 0x6E), new(0xFF, 0xFF, 0xFF), new(0x2A, 0x31, 0x3C),
        new(0x8A, 0x93, 0xA1), new(0x7F, 0xC9, 0x8F), new(0xF0, 0x7F, 0x7F), new(0xE5, 0xC0, 0x7B), new(0x7C, 0xB7, 0xEA), new(0x1D, 0x3B, 0x28), new(0x45, 0x22, 0x26));

    public static readonly Theme Light = new(
        "light", new(0x24, 0x29, 0x2F), new(0xFC, 0xFC, 0xFA), new(0xE9, 0xEB, 0xEE), new(0xBF, 0xD9, 0xF5), new(0x10, 0x14, 0x18), new(0xE3, 0xE6, 0xEA),
        new(0x6A, 0x73, 0x7D), new(0x1A, 0x7F, 0x37), new(0xB4, 0x23, 0x18), new(0x8A, 0x5A, 0x00), new(0x0B, 0x5C, 0xAD), new(0xD3, 0xF3, 0xDB), new(0xFB, 0xDD, 0xDB));

    public static readonly Theme HighContrast = new(
        "high contrast", new(0xFF, 0xFF, 0xFF), new(0, 0, 0), new(0, 0, 0), new(0xFF, 0xFF, 0x00), new(0, 0, 0), new(0x40, 0x40, 0x40),
        new(0xD0, 0xD0, 0xD0), new(0x5C, 0xFF, 0x5C), new(0xFF, 0x80, 0x80), new(0xFF, 0xE0, 0x40), new(0x66, 0xD9, 0xFF), new(0, 0x50, 0), new(0x70, 0, 0));

    /// <summary>For terminals with 16 colours.</summary>
    public static readonly Theme Sixteen = new(
        "16 colours", new(StandardColor.White), new(StandardColor.Black), new(StandardColor.Black), new(ColorName16.Blue), new(ColorName16.White), new(ColorName16.DarkGray),
        new(ColorName16.Gray), new(ColorName16.BrightGreen), new(ColorName16.BrightRed), new(ColorName16.BrightYellow), new(ColorName16.BrightCyan), new(ColorName16.Green), new(ColorName16.Red));

    public static readonly IReadOnlyList<Theme> All = [Dark, Light, HighContrast, Sixteen];

    /// <summary>The theme of that name; dark when there is none, 16 colours when the terminal has no more.</summary>
    public static Theme Named(string? name) => All.FirstOrDefault(t => t.Name == name) ?? (Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? Sixteen : Dark);

    /// <summary>The look of a piece of text on a background.</summary>
    public Attribute Of(Tone tone, Color? on = null)
    {
        var back = on ?? Back;
        return tone switch
        {
            Tone.Quiet => new(Quiet, back),
            Tone.Strong => new(Text, back, TextStyle.Bold),
            Tone.Title => new(Accent, back, TextStyle.Bold),
            Tone.Good => new(Good, back),
            Tone.Bad => new(Bad, back),
            Tone.Warning => new(Warning, back),
            Tone.Accent => new(Accent, back),
            Tone.Chosen => new(Back, Accent, TextStyle.Bold),
            Tone.Added => new(Text, AddedBack),
            Tone.Removed => new(Text, RemovedBack),
            _ => new(Text, back),
        };
    }

    /// <summary>Gives the views of the library (menu, dialogs, fields, buttons) these colours.</summary>
    public void Apply()
    {
        var plain = new Attribute(Text, Back);
        var bar = new Attribute(Text, Bar);
        var chosen = new Attribute(SelectionText, Selection);
        Scheme Make(Attribute normal) => new(normal)
        {
            HotNormal = normal with { Foreground = Accent },
            Focus = chosen,
            HotFocus = chosen,
            Active = chosen,
            HotActive = chosen,
            Highlight = chosen,
            Editable = new Attribute(Text, Shade),
            ReadOnly = normal,
            Disabled = normal with { Foreground = Quiet },
        };
        SchemeManager.AddScheme("Base", Make(plain));
        SchemeManager.AddScheme("Runnable", Make(plain));
        SchemeManager.AddScheme("Menu", Make(bar));
        SchemeManager.AddScheme("Dialog", Make(bar));
        SchemeManager.AddScheme("Accent", Make(bar));
        SchemeManager.AddScheme("Error", Make(bar));
    }
}
