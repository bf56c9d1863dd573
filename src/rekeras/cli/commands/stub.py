"""``rekeras stub``."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from rekeras.cli import options, output
from rekeras.cli.exit_codes import DONE


@click.command()
@options.source
@click.option("-o", "--output", "target", type=options.FILE, metavar="OUT.py", help="By default it is only shown.")
@options.weights
@click.option("--force", is_flag=True, help="Overwrite OUT.py.")
def command(source: Path, target: Path | None, weights: Path | None, force: bool) -> int:
    """Write a skeleton of the classes of FILE whose code is lost.

    For each class that is not Keras's own: Keras 3 code with the arguments, variables and inner layers that FILE knows
    of, and with what it tells of each layer of the class. What a class computes is not in the file: fill in its call().

    \b
      rekeras stub old.h5 -o layers.py
      rekeras convert old.h5 --custom layers.py
    """
    from rekeras.containers.output_file import whole_file
    from rekeras.skeleton.stub import write_stub

    stub = write_stub(source, weights=weights)
    if not stub.classes:
        output.talk(f"{source}: every class is Keras's own; there is nothing to write.")
        return DONE
    if target is None:
        output.result(stub.text.rstrip("\n"))
        return DONE
    with whole_file(target, overwrite=force) as file:
        file.write(stub.text.encode())
    layers = "1 layer" if stub.layers == 1 else f"{stub.layers} layers"
    output.talk(f"{target}: {', '.join(stub.classes)}, of {layers} of {source.name}. Fill in every call(), then:")
    output.talk(f"rekeras convert {shlex.quote(str(source))} --custom {shlex.quote(str(target))}")
    return DONE
