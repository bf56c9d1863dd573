"""Optimizers call their rate ``learning_rate``, and its decay is a schedule.

https://keras.io/api/optimizers/learning_rate_schedules/inverse_time_decay/
"""

from __future__ import annotations

import libcst as cst

from rekeras.source._arguments import tight, with_args, with_keywords
from rekeras.source._renamed import OF, renamed
from rekeras.source._sites import Call, Reference
from rekeras.source._unit import Refused, Unit

unit = Unit(__name__)

DEFAULT_RATES = {"SGD": "0.01", "Adadelta": "1.0", "Nadam": "0.002", "Adamax": "0.002", "Adagrad": "0.01"}
"""Rates of Keras 2 where nobody gave one; 0.001 for all others."""
OF_TENSORFLOW = {"SGD": "0.01"}
"""The same of tf.keras."""
NAMES = ("SGD", "RMSprop", "Adam", "Adamax", "Nadam", "Adagrad", "Adadelta", "Ftrl", "AdamW", "Adafactor", "Lion")
GONE = {"schedule_decay", "accumulators", "cache_decay", "jit_compile", "mesh", "gradient_aggregator"}


@unit.call(*(f"keras.optimizers.{name}" for name in (*NAMES, *OF["optimizers"])))
def take_new_arguments(call: Call) -> cst.Call:
    node = with_keywords(call.node, {"lr": "learning_rate"})
    keyed = {arg.keyword.value: arg for arg in node.args if arg.keyword}
    if "epsilon" in keyed and _is(keyed["epsilon"], "None"):
        node = with_keywords(node, {}, ("epsilon",))
    if "decay" in keyed:
        node = _with_schedule(call, node, keyed["decay"])
    if gone := sorted(GONE & keyed.keys()):
        name = renamed(call.name).rpartition(".")[2]
        made = with_keywords(node, {}, [key for key in gone if key != "schedule_decay"])
        if "schedule_decay" in gone:
            raise Refused(f"{name} takes no schedule_decay in Keras 3, where it is 0.004", "Leave it out.", made)
        return made
    return node


def _is(arg: cst.Arg, *texts: str) -> bool:
    return cst.Module([]).code_for_node(arg.value) in texts


def _with_schedule(call: Call, node: cst.Call, decay: cst.Arg) -> cst.Call:
    """``lr / (1 + decay * iterations)``, which Keras 2 computed itself, as the schedule that says this."""
    if _is(decay, "0", "0.", "0.0", "None"):
        return with_keywords(node, {}, ("decay",))
    first = next((arg for arg in node.args if arg.keyword is None and not arg.star), None)
    rate = next((arg for arg in node.args if arg.keyword and arg.keyword.value == "learning_rate"), first)
    value = rate.value if rate else cst.Float(_default_rate(call))
    schedule = call.build(
        "keras.optimizers.schedules.InverseTimeDecay({rate}, decay_steps=1, decay_rate={decay})",
        rate=value,
        decay=decay.value,
    )
    named = cst.Arg(schedule, keyword=cst.Name("learning_rate"), equal=tight())
    if rate is None:
        return with_args(node, [named if arg is decay else arg for arg in node.args])
    changed = rate.with_changes(value=schedule)
    return with_args(node, [changed if arg is rate else arg for arg in node.args if arg is not decay])


def _default_rate(call: Call) -> str:
    name = renamed(call.name).rpartition(".")[2]
    rates = OF_TENSORFLOW if call.file.is_of_tensorflow(call.original.func) else DEFAULT_RATES
    return rates.get(name, "0.001")


@unit.attribute("lr")
def name_rate(place: Reference) -> cst.Attribute | None:
    """``model.optimizer.lr``."""
    receiver = place.receiver
    is_optimizer = isinstance(receiver, cst.Attribute) and receiver.attr.value == "optimizer"
    if isinstance(receiver, cst.Name):
        is_optimizer = receiver.value in ("optimizer", "opt", "optim")
    if not is_optimizer or not isinstance(place.node, cst.Attribute):
        return None
    return place.node.with_changes(attr=cst.Name("learning_rate"))


@unit.call("keras.optimizers.TFOptimizer")
def refuse_wrapped(call: Call) -> None:
    raise call.refuse("Keras 3 takes no optimizers of TensorFlow", "Use the optimizer of keras.optimizers.")
