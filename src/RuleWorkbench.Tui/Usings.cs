// The library of the screen has a view of that name.
global using Line = RuleWorkbench.Presentation.Lines.Line;
