"""How a command that could not be done says so: one message, no traceback."""

from __future__ import annotations

import os

import click

from rekeras.cli import output
from rekeras.errors import ModelRefusedError, RekerasError


def report(failure: Exception, *, as_json: bool) -> None:
    """Say what went wrong on stderr, and with ``as_json`` also on stdout.

    Raises:
        Exception: The failure itself, when it is a mistake of rekeras and ``REKERAS_DEBUG=1`` is set.
    """
    expected = isinstance(failure, RekerasError | OSError | MemoryError)
    if not expected and os.environ.get("REKERAS_DEBUG") == "1":
        raise failure
    sentence = known_sentence(failure) if expected else mistake_sentence(failure)
    if as_json:
        from rekeras.renderers.json import render
        from rekeras.views._plain import plain

        findings = plain(getattr(failure, "findings", ()))
        output.result(render("error", {"error": type(failure).__name__, "message": sentence, "findings": findings}))
    output.error(sentence)


def known_sentence(failure: Exception) -> str:
    """What the person can do about a failure that is not a mistake of rekeras."""
    if isinstance(failure, ModelRefusedError):
        return refusal_sentence(failure)
    if isinstance(failure, OSError) and failure.filename is not None:
        return f"{failure.filename}: {failure.strerror or failure}"
    if isinstance(failure, MemoryError):
        return "There is not enough memory for this. Nothing was written."
    return str(failure)


def refusal_sentence(refused: ModelRefusedError) -> str:
    """Every reason once, with the layers that it concerns."""
    from rekeras.renderers.text import render
    from rekeras.views._parts import count, reasons

    number = count(len({(finding.found, finding.expected) for finding in refused.findings}), "reason")
    return f"{refused.where}: cannot be converted, {number}:\n{render(reasons(refused.findings))}\nNothing was written."


def mistake_sentence(failure: Exception) -> str:
    """What to say when rekeras itself is wrong."""
    return (
        f"rekeras made a mistake ({type(failure).__name__}: {failure}); your file is untouched. Please report it with "
        "the command you ran and, if you can, the file. REKERAS_DEBUG=1 shows where it happened."
    )


def usage_sentence(failure: click.ClickException) -> str:
    """What is wrong with the command itself, and where its help is."""
    context = getattr(failure, "ctx", None)
    command = context.command_path if context else "rekeras"
    return f"{failure.format_message()} See: {command} --help"
