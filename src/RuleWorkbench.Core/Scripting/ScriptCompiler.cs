using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Diagnostic = RuleWorkbench.Model.Diagnostic;

namespace RuleWorkbench.Scripting;

/// <summary>Compiles script libraries: Roslyn's scripting API parses and binds each as its author wrote it, then all are
/// compiled together as static classes of one assembly.</summary>
internal static partial class ScriptCompiler
{
    private const string Globals = "global using System; global using System.Collections.Generic; global using System.Linq;";

    internal static readonly CSharpParseOptions Parsing = new(kind: SourceCodeKind.Script, documentationMode: DocumentationMode.Parse);

    private static readonly SymbolDisplayFormat TypeFormat = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>The only assemblies that a script can see. They are those that run it, so nothing else needs to be there.</summary>
    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(() =>
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return [.. new[] { "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq" }
            .Select(name => MetadataReference.CreateFromFile(Path.Combine(folder, name + ".dll")))];
    });

    /// <summary>What metered scripts call.</summary>
    private static readonly Lazy<MetadataReference> Meter = new(() => MetadataReference.CreateFromFile(typeof(Metering.ScriptMeter).Assembly.Location));

    /// <summary>Longer than the largest libraries take. Limits on text and syntax bound what one function takes, this all of them.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    /// <summary>Compiles, unless it takes too long.</summary>
    /// <param name="facts">C# of the fact classes that the libraries name; may be empty.</param>
    /// <param name="budget">What a call may use; null for an assembly that runs without the workbench, unmetered.</param>
    public static Loaded<ScriptImage> Compile(
        ImmutableArray<ScriptLibrary> scripts, string facts, string assemblyName, ScriptBudget? budget, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(MostTime, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return CompileAll(scripts, facts, assemblyName, budget, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(null, [Diagnostic.Error(DiagnosticIds.ScriptShape, $"To compile the script libraries takes more than {MostTime.TotalSeconds} seconds.", scripts[0].Place, "Make them smaller, and their functions simpler.")]);
        }
    }

    private static Loaded<ScriptImage> CompileAll(
        ImmutableArray<ScriptLibrary> scripts, string facts, string assemblyName, ScriptBudget? budget, CancellationToken cancellation)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var parts = scripts.Select(l => Part.Parse(l, diagnostics, cancellation)).OfType<Part>().ToList();
        if (HasErrors(diagnostics))
            return new(null, diagnostics.ToImmutable());
        var classes = Classes(facts, cancellation);
        var compilation = Together(assemblyName, classes, parts.Select(p => p.Tree), cancellation);
        diagnostics.AddRange(Errors(compilation.GetDeclarationDiagnostics(cancellation), parts));
        var trees = parts.ConvertAll(p => p.Tree);
        var keys = trees.ConvertAll(t => CheckedLibraries.KeyOf(t, trees, [facts, budget?.ToString() ?? ""]));
        var known = keys.ConvertAll(CheckedLibraries.Find);

        // A script sees facts that can be read, and neither made nor changed.
        var visible = compilation.ReplaceSyntaxTree(
            classes, Classes(FactClass().Replace(facts, "$0 private $1() { }").Replace("get; set;", "get;", StringComparison.Ordinal), cancellation));
        var said = new ImmutableArray<Diagnostic>[parts.Count];
        Parallel.For(0, said.Length, new ParallelOptions { CancellationToken = cancellation }, i => said[i] = known[i]?.Warnings ?? Bind(parts[i], visible, cancellation));
        diagnostics.AddRange(said.SelectMany(d => d));
        if (HasErrors(diagnostics))
            return new(null, diagnostics.ToImmutable());
        var models = new SemanticModels(compilation);
        var (total, plain) = (new TotalFunctions(models), new PlainReckoning(models));
        var libraries = new CheckedLibrary[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            libraries[i] = known[i] ?? new CheckedLibrary(
                said[i],
                [.. Functions(parts[i], models, total, diagnostics, cancellation)],
                budget is null ? parts[i].Tree : Metered(parts[i], models, plain, budget, cancellation));
        }

        if (HasErrors(diagnostics))
            return new(null, diagnostics.ToImmutable());
        var image = Emit(compilation, parts, libraries, budget, diagnostics, cancellation);
        for (var i = 0; i < parts.Count && image.Value is not null; i++)
            CheckedLibraries.Keep(keys[i], libraries[i]);
        return image;
    }

    private static SyntaxTree Classes(string facts, CancellationToken cancellation) => CSharpSyntaxTree.ParseText("#nullable enable\n" + facts, cancellationToken: cancellation);

    /// <summary>Libraries as classes of one assembly, with the classes of facts.</summary>
    private static CSharpCompilation Together(string assemblyName, SyntaxTree facts, IEnumerable<SyntaxTree> libraries, CancellationToken cancellation) => CSharpCompilation.Create(
        assemblyName,
        [CSharpSyntaxTree.ParseText(Globals, cancellationToken: cancellation), facts, .. libraries],
        References.Value,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: true,
            deterministic: true,

            // What could be null is told where a library is bound as a script.
            nullableContextOptions: NullableContextOptions.Annotations));

    /// <summary>Binds a library as the script that it is, so that what is wrong is told of the author's own text.</summary>
    private static ImmutableArray<Diagnostic> Bind(Part part, CSharpCompilation others, CancellationToken cancellation)
    {
        var script = Script(part.Library.Text, part.Library.Place.File, others);
        var told = script.GetDiagnostics(cancellation);
        SourcePlace PlaceOf(Microsoft.CodeAnalysis.Diagnostic d) => LibraryText.AuthorsPlace(part.Source, d.Location.SourceSpan.Start);
        var errors = told.Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
            return [.. errors.Select(e => Diagnostic.Error(DiagnosticIds.ScriptDoesNotCompile, $"{Sentence(e)} ({e.Id})", PlaceOf(e)))];
        var tree = script.SyntaxTrees.Single();
        return
        [
            .. new SymbolGate(script.GetSemanticModel(tree), part.Source, cancellation).Check().DistinctBy(d => (d.Place.Line, d.Message)),

            // The host fills the fields that stand for tables.
            .. told.Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Warning && tree.GetRoot(cancellation).FindToken(d.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<FieldDeclarationSyntax>() is null)
                .Select(w => Diagnostic.Warning(DiagnosticIds.ScriptWarning, $"{Sentence(w)} ({w.Id})", PlaceOf(w))),
        ];
    }

    /// <summary>A text as the script that it is.</summary>
    /// <param name="others">Fact classes, and libraries that it can call.</param>
    private static CSharpCompilation Script(string text, string path, CSharpCompilation others)
    {
        var options = ScriptOptions.Default
            .WithReferences(References.Value.Add(others.ToMetadataReference()))
            .WithImports("System", "System.Collections.Generic", "System.Linq")
            .WithFilePath(path)
            .WithAllowUnsafe(false)
            .WithCheckOverflow(true);
        var script = (CSharpCompilation)CSharpScript.Create(text, options).GetCompilation();
        return script.WithOptions(script.Options.WithNullableContextOptions(NullableContextOptions.Enable));
    }

    /// <summary>What the names of a text mean, which may not be whole yet.</summary>
    /// <param name="scripts">The libraries that it can call; those that cannot be read are left out.</param>
    public static SemanticModel ModelOf(string text, string path, IEnumerable<ScriptLibrary> scripts, string facts, CancellationToken cancellation)
    {
        var unread = ImmutableArray.CreateBuilder<Diagnostic>();
        var trees = scripts.Select(s => Part.Parse(s, unread, cancellation)).OfType<Part>().Select(p => p.Tree);
        var others = Together("others", Classes(facts, cancellation), trees, cancellation);
        var script = Script(text, path, others);
        return script.GetSemanticModel(script.SyntaxTrees.Single());
    }

    private static IEnumerable<ScriptFunction> Functions(
        Part part, SemanticModels models, TotalFunctions total, ImmutableArray<Diagnostic>.Builder diagnostics, CancellationToken cancellation)
    {
        var model = models.Of(part.Tree);
        var compiled = part.Tree.GetRoot(cancellation).DescendantNodes().OfType<ClassDeclarationSyntax>().First().Members.OfType<MethodDeclarationSyntax>();
        foreach (var (written, method) in part.Script.Members.OfType<MethodDeclarationSyntax>().Zip(compiled))
        {
            if (model.GetDeclaredSymbol(method, cancellation) is not { DeclaredAccessibility: Accessibility.Public } symbol)
                continue;
            var place = LibraryText.AuthorsPlace(part.Source, written.Identifier.SpanStart);
            var odd = symbol.Parameters.Select(p => p.Type).Append(symbol.ReturnType).Select(t => t.ToDisplayString(TypeFormat)).FirstOrDefault(t => !ScriptTypes.IsKnown(t));
            if (symbol.IsGenericMethod || symbol.Parameters.Any(p => p.RefKind != RefKind.None || p.IsParams))
                diagnostics.Add(Diagnostic.Error(DiagnosticIds.ScriptShape, $"Expressions cannot call `{symbol.Name}`: it has type parameters, or arguments with `ref`, `out`, `in` or `params`.", place, "Make it `private`, or give it plain arguments."));
            else if (symbol.Parameters.FirstOrDefault(p => p.HasExplicitDefaultValue) is { } optional)
                diagnostics.Add(Diagnostic.Error(DiagnosticIds.ScriptShape, $"Expressions cannot leave out `{optional.Name}` of `{symbol.Name}`: RulesEngine knows no default values.", place, "Add a second function without this argument."));
            else if (odd is not null)
                diagnostics.Add(Diagnostic.Error(DiagnosticIds.ScriptShape, $"Expressions cannot call `{symbol.Name}`, since they have no `{odd}`.", place, $"Make it `private`, or use {ScriptTypes.InWords}."));
            yield return new ScriptFunction(
                part.Library.Name,
                symbol.Name,
                [.. symbol.Parameters.Select(p => new ScriptArgument(p.Name, p.Type.ToDisplayString(TypeFormat)))],
                symbol.ReturnType.ToDisplayString(TypeFormat),
                place)
            {
                Summary = LibraryComments.Summary(written),
                HandlesMissing = LibraryComments.Missing(written),
                NeverFails = total.Contains(symbol),
                Examples = LibraryComments.Examples(written, part.Source),
            };
        }
    }

    private static Loaded<ScriptImage> Emit(
        CSharpCompilation compilation, List<Part> parts, CheckedLibrary[] libraries, ScriptBudget? budget, ImmutableArray<Diagnostic>.Builder diagnostics, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var emitted = (budget is null ? compilation : WithMeter(compilation, parts, libraries, cancellation)).Emit(bytes, cancellationToken: cancellation);
        if (!emitted.Success)
        {
            diagnostics.AddRange(Errors(compilation.GetDiagnostics(cancellation), parts));
            var first = emitted.Diagnostics.First(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
            if (!HasErrors(diagnostics))
                diagnostics.Add(Diagnostic.Error(DiagnosticIds.ScriptNotAllowed, $"What the scripts cost cannot be metered: {Sentence(first)} ({first.Id})", parts[0].Library.Place, "Write it in a simpler way."));
            return new(null, diagnostics.ToImmutable());
        }

        ImmutableArray<byte> assembly = [.. bytes.ToArray()];
        foreach (var refused in ImageGate.Check(assembly))
            diagnostics.Add(Diagnostic.Error(DiagnosticIds.ScriptNotAllowed, $"The compiled scripts would use `{refused}`, which is not allowed.", parts[0].Library.Place, "Look for what needs it in the libraries of this pathway."));
        return HasErrors(diagnostics)
            ? new(null, diagnostics.ToImmutable())
            : new(new ScriptImage(assembly, [.. libraries.SelectMany(l => l.Functions)], [.. diagnostics.Where(d => d.Severity == Model.DiagnosticSeverity.Warning)]), diagnostics.ToImmutable());
    }

    /// <summary>What is wrong with libraries as static classes that was not wrong with them as scripts.</summary>
    private static IEnumerable<Diagnostic> Errors(ImmutableArray<Microsoft.CodeAnalysis.Diagnostic> told, List<Part> parts) =>
        from said in told
        where said.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error
        select Diagnostic.Error(
            DiagnosticIds.ScriptDoesNotCompile,
            $"{Sentence(said)} ({said.Id})",
            parts.Find(p => p.Tree == said.Location.SourceTree)?.Text.PlaceAt(said.Location.SourceSpan.Start) ?? parts[0].Library.Place);

    /// <summary>A library with the metering written into it.</summary>
    private static SyntaxTree Metered(Part part, SemanticModels models, PlainReckoning plain, ScriptBudget budget, CancellationToken cancellation) =>
        CSharpSyntaxTree.ParseText(
            new GuardWriter(models.Of(part.Tree), plain, budget).Visit(part.Tree.GetRoot(cancellation))!.ToFullString(), path: part.Library.Place.File, cancellationToken: cancellation);

    private static CSharpCompilation WithMeter(CSharpCompilation compilation, List<Part> parts, CheckedLibrary[] libraries, CancellationToken cancellation)
    {
        var metered = compilation.AddReferences(Meter.Value).AddSyntaxTrees(CSharpSyntaxTree.ParseText(GuardWriter.Beside, cancellationToken: cancellation));
        for (var i = 0; i < parts.Count; i++)
            metered = metered.ReplaceSyntaxTree(parts[i].Tree, libraries[i].Tree);
        return metered;
    }

    private static bool HasErrors(ImmutableArray<Diagnostic>.Builder diagnostics) => diagnostics.Any(d => d.Severity == Model.DiagnosticSeverity.Error);

    private static string Sentence(Microsoft.CodeAnalysis.Diagnostic said) => said.GetMessage(System.Globalization.CultureInfo.InvariantCulture).TrimEnd('.').Replace('\'', '`');

    [System.Text.RegularExpressions.GeneratedRegex(@"public sealed class (\w+) \{")]
    private static partial System.Text.RegularExpressions.Regex FactClass();

    /// <summary>A library on its way to being compiled.</summary>
    /// <param name="Script">As its author wrote it.</param>
    /// <param name="Tree">As a static class.</param>
    private sealed record Part(ScriptLibrary Library, SourceFile Source, CompilationUnitSyntax Script, LibraryText Text, SyntaxTree Tree)
    {
        public static Part? Parse(ScriptLibrary library, ImmutableArray<Diagnostic>.Builder diagnostics, CancellationToken cancellation)
        {
            if (ScriptGate.CheckText(library) is { } refused)
            {
                diagnostics.Add(refused);
                return null;
            }

            var source = new SourceFile(library.Place.File, library.Text, "");
            var parsed = CSharpSyntaxTree.ParseText(library.Text, Parsing, cancellationToken: cancellation);
            var script = parsed.GetCompilationUnitRoot(cancellation);
            var errors = parsed.GetDiagnostics(cancellation).Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).ToList();
            foreach (var error in errors)
                diagnostics.Add(Diagnostic.Error(DiagnosticIds.ScriptDoesNotCompile, $"{Sentence(error)} ({error.Id})", LibraryText.AuthorsPlace(source, error.Location.SourceSpan.Start)));
            var before = diagnostics.Count;
            if (errors.Count == 0)
                diagnostics.AddRange(ScriptGate.CheckSyntax(script, source));
            if (errors.Count > 0 || diagnostics.Count > before)
                return null;
            var text = new LibraryText(library, script, new LibraryTables(library, script, diagnostics).Read());
            return new Part(library, source, script, text, CSharpSyntaxTree.ParseText(text.Text, path: library.Place.File, cancellationToken: cancellation));
        }
    }
}
