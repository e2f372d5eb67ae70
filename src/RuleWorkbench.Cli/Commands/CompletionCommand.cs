using System.CommandLine;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb completion</c>: the script that makes a shell complete rulewb's words.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _rulewb() {
          local IFS=$'\n'
          COMPREPLY=( $(compgen -W "$(rulewb "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}") )
        }
        complete -o default -F _rulewb rulewb
        """;

    private const string Zsh = """
        _rulewb() {
          local -a words_found
          words_found=("${(@f)$(rulewb "[suggest:${#BUFFER}]" "$BUFFER" 2>/dev/null)}")
          compadd -a words_found
        }
        compdef _rulewb rulewb
        """;

    private const string Fish = """
        complete -f -c rulewb -a '(rulewb "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName rulewb -ScriptBlock {
          param($word, $line, $position)
          rulewb "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    public static Command Create(Terminal terminal)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new DocumentedCommand(
            "completion",
            "Print a script that makes the shell complete rulewb's commands, options and pathways.",
            """
            Examples:
              rulewb completion bash >> ~/.bashrc
              rulewb completion pwsh | Out-String | Invoke-Expression
            """)
        {
            shell,
        };
        command.SetAction(arguments => terminal.Out.Profile.Out.Writer.WriteLine(arguments.GetValue(shell) switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            _ => PowerShell,
        }));
        return command;
    }
}
