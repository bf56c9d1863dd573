"""``fit``, ``evaluate`` and ``predict`` take generators; ``fit_generator`` and its kin are gone.

https://keras.io/api/models/model_training_apis/
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from rekeras.source._arguments import matched, tight, with_args, with_keywords
from rekeras.source._sites import Call
from rekeras.source._unit import Expression, Refused, Unit

unit = Unit(__name__)

SIGNATURES = {
    "fit_generator": (
        "generator|x steps_per_epoch epochs|nb_epoch verbose callbacks validation_data validation_steps "
        "validation_freq class_weight max_queue_size workers use_multiprocessing shuffle initial_epoch "
        "* samples_per_epoch nb_val_samples max_q_size nb_worker pickle_safe"
    ),
    "evaluate_generator": (
        "generator|x steps callbacks max_queue_size workers use_multiprocessing verbose "
        "* val_samples max_q_size nb_worker pickle_safe"
    ),
    "predict_generator": (
        "generator|x steps callbacks max_queue_size workers use_multiprocessing verbose "
        "* val_samples max_q_size nb_worker pickle_safe"
    ),
}
"""The arguments of Keras 2, in order, with those of Keras 1 by name."""
LOADING = ("max_queue_size", "workers", "use_multiprocessing", "max_q_size", "nb_worker", "pickle_safe")
"""How batches are made ready, which a ``keras.utils.PyDataset`` says itself now."""
TELLING = {
    "batch_size",
    "callbacks",
    "epochs",
    "steps",
    "steps_per_epoch",
    "validation_data",
    "validation_steps",
    "verbose",
}
"""Arguments that tell a model of Keras from other objects that have workers."""
COUNTS = {"samples_per_epoch": "steps_per_epoch", "nb_val_samples": "validation_steps", "val_samples": "steps"}
"""Numbers of samples, where there are numbers of batches now."""


@unit.method(*SIGNATURES)
def take_generator(call: Call) -> cst.Call:
    found = matched(call.node, SIGNATURES[call.name])
    names = {id(arg): name for name, arg in found.items()}
    args = [_named(arg, names[id(arg)]) for arg in call.node.args if names[id(arg)] not in LOADING]
    func = call.node.func
    assert isinstance(func, cst.Attribute)  # noqa: S101 - it is a method
    name = call.name.removesuffix("_generator")
    made = with_args(call.node, args).with_changes(func=func.with_changes(attr=cst.Name(name)))
    if counted := [each for each in COUNTS if each in found]:
        reason = f"{counted[0]} counts samples; {COUNTS[counted[0]]} counts batches"
        raise Refused(reason, "Divide by the size of a batch, and rename it.", made)
    return made


def _named(arg: cst.Arg, name: str) -> cst.Arg:
    if name == "generator":
        return arg.with_changes(keyword=None, equal=cst.MaybeSentinel.DEFAULT)
    return arg.with_changes(keyword=cst.Name(name), equal=arg.equal if arg.keyword else tight())


@unit.method("fit", "evaluate", "predict")
def drop_loading(call: Call) -> cst.Call | None:
    """Keras 1's ``nb_epoch``, and what they no longer take; other objects have such methods too."""
    keys = {arg.keyword.value for arg in call.node.args if arg.keyword}
    if not keys & {"nb_epoch", "show_accuracy", *LOADING} or (
        keys & {"nb_epoch", *LOADING} == {"workers"} and not keys & TELLING
    ):
        return None
    return with_keywords(call.node, {"nb_epoch": "epochs"}, ("show_accuracy", *LOADING))


@unit.method("predict_proba")
def predict(call: Call) -> None:
    if _knows_models(call.original.args):
        raise Refused("models of Keras 3 have no predict_proba", "Call predict if this is a model of Keras.")


@unit.method("predict_classes")
def refuse_classes(_call: Call) -> None:
    """Which of two things it was depends on the size of the output."""
    advice = "Write numpy.argmax(model.predict(x), axis=-1), or (model.predict(x) > 0.5) for one output."
    raise Refused("models of Keras 3 have no predict_classes", advice)


def _knows_models(args: Sequence[cst.Arg]) -> bool:
    return any(arg.keyword and arg.keyword.value in ("batch_size", "verbose") for arg in args)


@unit.method("compiled_loss")
def compute_loss(call: Call) -> Expression:
    """The losses of layers are in it."""
    given = call.bind("y_true! y_pred! sample_weight regularization_losses")
    func = cst.Attribute(call.receiver, cst.Name("compute_loss"))
    names = {"y": "y_true", "y_pred": "y_pred", "sample_weight": "sample_weight"}
    return cst.Call(func, call.to("keras.Model", **{new: given.get(old) for new, old in names.items()}).args)


@unit.method("compile")
def compile_model(call: Call) -> cst.Call | None:
    """Arguments of ``compile`` that are gone; ``re.compile`` and others have none of them."""
    keys = {arg.keyword.value for arg in call.node.args if arg.keyword}
    made = with_keywords(call.node, {}, ("experimental_run_tf_function", "class_mode", "distribute"))
    gone = sorted(keys & {"sample_weight_mode", "target_tensors", "from_serialized", "pss_evaluation_shards"})
    if gone:
        raise Refused(f"compile takes no {gone[0]} in Keras 3", "Leave it out if it is None.", made)
    return made
