"""Why a tensor of a checkpoint belongs to no layer, told from where it hangs in the object graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rekeras.containers.object_graph import ObjectGraph
from rekeras.records import Severity

OPTIMIZER = "optimizer state of no variable that is trained"
UNKNOWN = "no layer of the model holds it"

# A word on the path, and the reason; the first that is found counts.
REASONS = (
    ("optimizer", OPTIMIZER),
    ("lookup_table", "the vocabulary, which stands in the configuration now"),
    ("_table", "the vocabulary, which stands in the configuration now"),
    ("token_counts", "counts of `adapt`, which are needed no more"),
    ("token_document_counts", "counts of `adapt`, which are needed no more"),
    ("num_documents", "counts of `adapt`, which are needed no more"),
    ("keras_api", "the state of a metric or of training"),
    ("metrics", "the state of a metric or of training"),
    ("save_counter", "how often it was saved"),
    ("_random_generator", "the state of a random generator"),
    ("_generator", "the state of a random generator"),
)
MOVING_AVERAGE = "what TensorFlow 1 kept to compute moving averages"
STEP = "how many steps it was trained"
# How the names of variables end that optimizers of TensorFlow 1 made for others, and of their own.
OPTIMIZER_ENDS = frozenset(
    {"Adadelta", "Adagrad", "Adam", "AdaMax", "Ftrl", "Momentum", "RMSProp", "beta1_power", "beta2_power"}
)
ONCE_MORE = " once more"
"""How the reason ends for a tensor that stands in the file twice."""
EXPECTED = frozenset({*(reason for _word, reason in REASONS), MOVING_AVERAGE, STEP})


def reason_of(key: str, graph: ObjectGraph, number: int | None) -> str:
    """Why a tensor is not carried over.

    Args:
        key: Its key in the checkpoint.
        graph: The object graph.
        number: The object it belongs to; None where no object says so (the tensors of tables).
    """
    path = graph.paths.get(number, ()) if number is not None else ()
    words = {*path, *key.split("/")}
    if ".OPTIMIZER_SLOT" in words or any(word.startswith("slot ") for word in path):
        return OPTIMIZER
    return next((reason for word, reason in REASONS if word in words), UNKNOWN)


def reason_of_name(path: Sequence[str]) -> str:
    """Why a variable that has only a name (its components) is not carried over."""
    if path[0] in ("optimizer", "training") or path[-1] in OPTIMIZER_ENDS:
        return OPTIMIZER
    if path[-1] in ("biased", "local_step"):
        return MOVING_AVERAGE
    return STEP if tuple(path) == ("global_step",) else UNKNOWN


def severity_of(reason: str) -> Severity:
    """Whether a person should know: what no inference needs is a note."""
    expected = reason in EXPECTED or reason.startswith("optimizer") or reason.endswith(ONCE_MORE)
    return Severity.NOTE if expected else Severity.ATTENTION
