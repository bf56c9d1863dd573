"""A Lambda holds compiled Python code, which Keras 3 runs only if told to, and only on the Python that compiled it.

The code is read as data, turned back into source, and followed: what it computes is written down as operations of Keras 3.

Symptom: Requested the deserialization of a `Lambda` layer whose `function` is a Python lambda. This carries a potential risk of arbitrary code execution and thus it is disallowed by default. If you trust the source of the artifact, you can override this error by passing `safe_mode=False` to the loading function, or calling `keras.config.enable_unsafe_deserialization()`.
Symptom: Requested the deserialization of a Lambda layer with a Python `lambda` inside it. This carries a potential risk of arbitrary code execution and thus it is disallowed by default.
Symptom: bad marshal data (unknown type code)
Symptom: SystemError: unknown opcode
Symptom: XXX lineno: <number>, opcode: <number>
Symptom: We could not automatically infer the shape of the Lambda's output. Please specify the `output_shape` argument for this Lambda layer.
Symptom: Exception encountered when calling Lambda.call(). We could not automatically infer the shape of the Lambda's output.
Symptom: Unrecognized keyword arguments passed to Lambda: {'function_type': 'lambda', 'module': '<name>', 'output_shape_type': 'raw', 'output_shape_module': None}
Symptom: NameError: name 'K' is not defined
Symptom: NameError: name 'tf' is not defined
https://github.com/keras-team/keras/issues/19151
https://github.com/keras-team/keras/issues/7440
https://github.com/keras-team/keras/issues/21089
https://keras.io/api/layers/core_layers/lambda/

Before: Lambda(function=["4wEAAAAAAAAA…", null, null])
After: keras.ops.mean(x, axis=1)
"""  # noqa: E501 - error texts stay on one line, to be found

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rekeras.archive import Call, Layer, show_address, walk
from rekeras.bytecode.given import GivenFunction
from rekeras.describe import describe
from rekeras.layers._description import Inputs, Spec
from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.records import Finding, Safety, Severity
from rekeras.rules._operations import translated
from rekeras.rules._rule import Context, Rule, Upgraded
from rekeras.rules._translation import translates

rule = Rule(__name__, changed_in="3.0", safety=Safety.EXACT, early=True)

ADVICE = "Write the function in a file and give it: --lambda {name}=file.py:function. The file is read, not run."
UNSAFE = "Do not let Keras run this file unless you trust whoever made it."


@translates("Lambda", advice=ADVICE)
def translate(build: Build, layer: Layer, call: Call) -> Any:
    """Operations in place of one call; few files have Lambdas, and reading code takes long to load."""
    from rekeras.rules import _lambda_code  # noqa: PLC0415

    return _lambda_code.translate(build, layer, call)


@rule.in_context()
def in_functional(model: Layer, context: Context) -> Upgraded | None:
    """Operations in place of each Lambda of a Functional model."""
    if model.graph is None:
        return None
    return translated(model, context, ("Lambda",))


@rule.in_context("Sequential")
def in_sequential(model: Layer, context: Context) -> Upgraded | None:
    """A small model in place of each Lambda of a Sequential one."""
    if model.graph is not None or not any(layer.class_name == "Lambda" for layer in model.layers):
        return None
    description = context.description
    first = description.children.get(model.layers[0].name) if description else None
    current: Any = first.inputs.args[0] if first and first.inputs.args else None
    layers: list[Layer] = []
    findings: list[Finding] = []
    for layer in model.layers:
        made, problems = _in_place(layer, current, (*context.address, layer.name))
        layers.append(made)
        findings += problems
        current = describe(made, Inputs(() if current is None else (current,)))[0].outputs
    return Upgraded(replace(model, layers=tuple(layers)), findings=tuple(findings))


@rule.in_context("Lambda")
def in_wrapper(layer: Layer, context: Context) -> Upgraded | None:
    """A small model in place of a Lambda inside a wrapper."""
    around = dict(walk(context.model.root)).get(context.address[:-1])
    if not context.address or around is None or around.is_model:
        return None
    args = context.description.inputs.args if context.description else ()
    made, problems = _in_place(layer, args[0] if args else None, context.address)
    return Upgraded(made if made is not layer else None, findings=tuple(problems))


@rule.in_context("Lambda")
def warn(layer: Layer, context: Context) -> Upgraded | None:
    """What a person gave in place of code is reported; so is code that names what reaches beyond numbers."""
    function = layer.config.get("function")
    if isinstance(function, GivenFunction):
        found = f"the function {function.name} that you gave takes the place of the file's own"
        return Upgraded(findings=(context.note("replaced_function", found),))
    from rekeras.rules._lambda_code import reaching_names  # noqa: PLC0415 - as above

    names = reaching_names(layer)
    if not names:
        return None
    found = f"the Python code of this Lambda names {', '.join(names)}, which reach beyond computing"
    return Upgraded(findings=(context.attention("unsafe_code", found, advice=UNSAFE),))


def _in_place(layer: Layer, given: Any, address: tuple[str, ...]) -> tuple[Layer, list[Finding]]:
    if layer.class_name != "Lambda":
        return layer, []
    from rekeras.rules._lambda_code import as_model  # noqa: PLC0415 - as above

    is_list = isinstance(given, list | tuple)
    specs = tuple(given) if is_list else (given,)
    try:
        if not all(isinstance(spec, Spec) for spec in specs):
            raise Untranslatable("the shape of its input is not known")
        return as_model(layer, specs, is_list=is_list), []
    except Untranslatable as problem:
        advice = ADVICE.format(name=layer.name)
        where = show_address(address)
        return layer, [Finding("untranslated_lambda", Severity.REFUSAL, where, f"Lambda: {problem}", "", advice)]
