using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RuleWorkbench.Scripting;

/// <summary>What the compiler and the gate made of a library.</summary>
/// <param name="Warnings">What was said of it; a library with errors is not kept.</param>
/// <param name="Functions">Those that expressions can call.</param>
/// <param name="Tree">As a static class, with its metering.</param>
internal sealed record CheckedLibrary(ImmutableArray<Model.Diagnostic> Warnings, ImmutableArray<ScriptFunction> Functions, SyntaxTree Tree);
