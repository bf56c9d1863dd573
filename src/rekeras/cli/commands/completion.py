"""``rekeras completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from rekeras.cli import output
from rekeras.cli.exit_codes import DONE


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print a script that completes words in SHELL.

    \b
      rekeras completion bash >> ~/.bashrc
      rekeras completion zsh >> ~/.zshrc
      rekeras completion fish > ~/.config/fish/completions/rekeras.fish
    """
    completion = get_completion_class(shell)
    assert completion is not None  # noqa: S101 - click has one for each of the choices
    output.result(completion(ctx.find_root().command, {}, "rekeras", "_REKERAS_COMPLETE").source())
    return DONE
