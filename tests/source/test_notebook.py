from __future__ import annotations

import json

import pytest

from rekeras.errors import UnreadableFileError
from rekeras.source.notebook import migrate_notebook


def notebook(*cells: str) -> str:
    code = [
        {
            "cell_type": "code",
            "execution_count": 1,
            "metadata": {},
            "outputs": [],
            "source": text.splitlines(keepends=True),
        }
        for text in cells
    ]
    words = {"cell_type": "markdown", "metadata": {}, "source": ["tf.abs ü"]}
    return json.dumps({"cells": [words, *code], "metadata": {}, "nbformat": 4}, indent=1, ensure_ascii=False) + "\n"


def sources(text: str) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"]]


def test_cells_are_one_program_and_magics_stay() -> None:
    old = notebook(
        "%matplotlib inline\nimport tensorflow as tf\n!pip install keras",
        "x = tf.abs(1)\nfiles = !ls\nif x:\n    %time tf.abs(2)\ntf.abs?",
        "%%bash\nimport tensorflow as tf",
        "",
    )
    result = migrate_notebook(old, "n.ipynb")
    assert sources(result.after) == [
        "tf.abs ü",
        "%matplotlib inline\nfrom keras import ops\n!pip install keras",
        "x = ops.abs(1)\nfiles = !ls\nif x:\n    %time tf.abs(2)\ntf.abs?",
        "%%bash\nimport tensorflow as tf",
        "",
    ]
    assert result.after.startswith('{\n "cells"')
    assert migrate_notebook(result.after, "n.ipynb").after == result.after


def test_places_are_cells_and_their_lines() -> None:
    result = migrate_notebook(notebook("import tensorflow as tf", "\ntf.io.read_file(x)"), "n.ipynb")
    assert [(each.cell, each.line) for each in result.findings] == [(3, 2)]
    assert result.after == result.before


def test_cells_that_are_no_python_are_findings() -> None:
    result = migrate_notebook(notebook("import tensorflow as tf\ntf.abs(1)", "print 'x'"), "n.ipynb")
    assert [(each.cell, each.reason) for each in result.findings] == [(3, "this cell is not Python 3")]
    assert sources(result.after)[1:] == ["from keras import ops\nops.abs(1)", "print 'x'"]


@pytest.mark.parametrize("text", ["x", "[]", '{"worksheets": []}'])
def test_no_notebook(text: str) -> None:
    with pytest.raises(UnreadableFileError, match="is no notebook"):
        migrate_notebook(text, "n.ipynb")
