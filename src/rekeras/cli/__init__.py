"""The command line: one command a file in ``commands/``; only ``output.py`` prints."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from rekeras.cli.exit_codes import INTERRUPTED, NOT_DONE, PIPE_CLOSED


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the process with its exit code: 0 done, 1 done but needs a person, 2 not done."""
    gc.set_threshold(100_000, 20, 20)  # what is imported stays: searching it for garbage took a tenth of the start
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; every failure becomes one message on stderr."""
    import click

    from rekeras.cli import failures, output
    from rekeras.cli.root import rekeras

    try:
        code = rekeras.main(arguments, prog_name="rekeras", standalone_mode=False)
    except (KeyboardInterrupt, click.Abort):
        output.talk("Interrupted; nothing half-written is left.")
        return INTERRUPTED
    except BrokenPipeError:
        output.give_up_stdout()
        return PIPE_CLOSED
    except click.ClickException as failure:
        output.error(failures.usage_sentence(failure))
        return NOT_DONE
    except Exception as failure:
        failures.report(failure, as_json="--json" in (sys.argv[1:] if arguments is None else arguments))
        return NOT_DONE
    return code if isinstance(code, int) else 0
