"""`kg completion`: what a shell needs to complete commands, options, questions and kinds."""

from __future__ import annotations

import click

from kg.cli.options import shared

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", short_help="Print the shell's completion script.")
@click.argument("shell", type=click.Choice(SHELLS))
@shared
def command(shell: str) -> int:
    """Prints a script that lets a shell complete commands, options, the names of questions, and kinds of entities.

    \b
    Add one line to the shell's start-up file:
      bash  ~/.bashrc                    eval "$(kg completion bash)"
      zsh   ~/.zshrc                     eval "$(kg completion zsh)"
      fish  ~/.config/fish/config.fish   kg completion fish | source
    """
    from click.shell_completion import ShellComplete, get_completion_class

    from kg.cli.root import kg

    completer = get_completion_class(shell)
    if completer is None:
        raise click.UsageError(f"no completion for {shell}")
    # The base class's source(): bash's own would start a bash to ask for its version.
    click.echo(ShellComplete.source(completer(kg, {}, "kg", "_KG_COMPLETE")))
    return 0
