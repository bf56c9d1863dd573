"""The command ``rekeras``."""

from __future__ import annotations

import click

from rekeras.cli.exit_codes import DONE, NOT_DONE
from rekeras.cli.lazy_group import LazyGroup


def _show_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from rekeras import __version__
        from rekeras.cli import output

        output.result(f"rekeras {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version."
)
@click.pass_context
def rekeras(ctx: click.Context) -> int:
    """Bring any saved Keras model to Keras 3, and show that it still computes the same.

    No code from the file is ever run, and converting needs neither Keras nor TensorFlow.

    \b
      rekeras convert old.h5           writes old.keras, plain Keras 3
      rekeras check old.h5             what Keras 3 would say or silently do
      rekeras verify old.h5 old.keras  proof that the result is the same model
      rekeras explain "ERROR TEXT"     what a loading error means

    Exit codes: 0 done, 1 done but something needs a person, 2 not done.
    """
    if ctx.invoked_subcommand is None:
        from rekeras.cli import output

        output.result(ctx.get_help())
        return NOT_DONE
    return DONE
