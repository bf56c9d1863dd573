"""Short ways to say what migrating a piece of code gives."""

from __future__ import annotations

from textwrap import dedent

from rekeras.source.migrate import migrate
from rekeras.source.result import MigratedCode


def migrated(code: str) -> MigratedCode:
    """The result for a piece of code; a second run must leave it alone."""
    result = migrate(dedent(code), "layers.py")
    again = migrate(result.after, "layers.py")
    assert again.after == result.after, "a second run changes the code again"
    compile(result.after, "layers.py", "exec")
    return result


def after(code: str) -> str:
    """The new code."""
    return migrated(code).after


def line(code: str, imports: str = "from tensorflow import keras\nimport tensorflow as tf") -> str:
    """The new code of one statement, the last one."""
    return migrated(f"{imports}\n{dedent(code)}\n").after.rstrip("\n").rpartition("\n")[2]


def reasons(code: str) -> list[str]:
    """Why places stay as they are."""
    return [finding.reason for finding in migrated(code).findings]


def method(body: str) -> str:
    """The new body of a layer's ``call``, without its imports."""
    text = f"from tensorflow import keras\nfrom keras import backend as K\nclass L(keras.layers.Layer):\n{body}\n"
    return migrated(text).after.partition("class L(keras.layers.Layer):\n")[2].rstrip("\n")
