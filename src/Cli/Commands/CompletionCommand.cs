using System.CommandLine;
using System.Reflection;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Commands;

/// <summary>
/// <c>pix2pitch completion</c>: a script with which a shell completes commands, options and their values. The scripts ask the program itself, by the directive
/// <c>[suggest]</c> of System.CommandLine.
/// </summary>
internal static class CompletionCommand
{
    private static readonly string[] s_shells = ["bash", "zsh", "fish", "powershell"];

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = $"The shell: {string.Join(", ", s_shells)}." };
        shell.CompletionSources.Add(s_shells);
        shell.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value.Length > 0 && !s_shells.Contains(token.Value))
                result.AddError($"There is no completion for '{token.Value}'{Suggestions.For(token.Value, s_shells)}; the shells are {string.Join(", ", s_shells)}.");
        });
        var command = new Command("completion", """
            Writes the script with which a shell completes commands and options.

              bash        pix2pitch completion bash > ~/.local/share/bash-completion/completions/pix2pitch
              zsh         pix2pitch completion zsh > "${fpath[1]}/_pix2pitch"
              fish        pix2pitch completion fish > ~/.config/fish/completions/pix2pitch.fish
              powershell  pix2pitch completion powershell >> $PROFILE
            """)
        { shell };
        command.SetAction(parsed => Console.Out.Write(Script(parsed.GetValue(shell)!)));
        return command;
    }

    private static string Script(string shell)
    {
        using Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"completion.{shell}")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
