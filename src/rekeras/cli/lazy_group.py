"""A click group that imports a command's module when the command is asked for, so that each starts fast."""

from __future__ import annotations

import importlib
import pkgutil

import click

from rekeras.cli import commands


class LazyGroup(click.Group):
    """Finds its commands in ``rekeras.cli.commands``: one module each, holding ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """The names of all commands, which are the names of the files."""
        return sorted(module.name for module in pkgutil.iter_modules(commands.__path__) if module.name[0] != "_")

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = importlib.import_module(f"{commands.__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - a module without one is our own mistake
        return command
