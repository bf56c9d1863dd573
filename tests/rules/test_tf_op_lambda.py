"""The zoo has models of every era; here is what the files say that is not as usual."""

from __future__ import annotations

from typing import Any

from rekeras.archive import Call, Layer, TensorRef
from rekeras.records import Severity
from rekeras.rules.tf_op_lambda import rule
from rekeras.upgrade import apply_rule
from tests.archives import dense, functional, input_layer, ref, sequential
from tests.rule_cases import SOURCE, check_noop


def operation(name: str, function: str) -> Layer:
    return Layer("TFOpLambda", name, {"function": function, "trainable": True, "dtype": "float32"})


def graph_of(model: Layer) -> dict[str, Call]:
    """The calls of what the rule makes, which it leaves alone then."""
    upgraded, changes, findings = apply_rule(rule, model, SOURCE)
    assert [change.rule for change in changes] == ["tf_op_lambda"]
    assert not findings
    check_noop(upgraded, rule)
    assert upgraded.graph is not None
    return {call.layer: call for call in upgraded.graph.calls}


def refused(model: Layer) -> list[str]:
    """What the findings say, and where."""
    findings = apply_rule(rule, model, SOURCE)[2]
    assert all(finding.severity is Severity.REFUSAL for finding in findings)
    return [f"{finding.where}: {finding.found}" for finding in findings]


def model(layer: Layer, *args: Any, **kwargs: Any) -> Layer:
    return functional([input_layer("x", 4, 3), layer], [Call(layer.name, 0, args, kwargs)], "x", layer.name)


def test_an_operation_takes_the_name_of_the_layer() -> None:
    calls = graph_of(model(operation("tf.math.add", "__operators__.add"), ref("x"), y=2.5, name=None))
    assert calls["tf.math.add"].args == (ref("x"), 2.5)


def test_constants_may_stand_first() -> None:
    calls = graph_of(model(operation("o", "math.subtract"), 1.5, y=ref("x")))
    assert calls["o"].args == (1.5, ref("x"))


def test_lists_become_arrays_in_the_dtype_of_the_tensor() -> None:
    calls = graph_of(model(operation("o", "math.multiply"), ref("x"), y=[1.0, 2.0, 3.0]))
    assert calls["o"].args[1] == {"class_name": "__numpy__", "config": {"value": [1.0, 2.0, 3.0], "dtype": "float32"}}


def test_a_layer_that_is_called_twice_becomes_two_operations() -> None:
    layers = [input_layer("x", 4, 3), operation("o", "math.square")]
    twice = functional(layers, [Call("o", 0, (ref("x"),)), Call("o", 1, (ref("o"),))], "x", ref("o", 1))
    calls = graph_of(twice)
    assert calls["o_1"].args == (ref("o"),)


def test_sizes_of_the_batch_become_minus_one() -> None:
    layers = [input_layer("x", 4, 3), operation("s", "compat.v1.shape"), operation("r", "reshape")]
    first = Layer("SlicingOpLambda", "f", {"function": "__operators__.getitem"})
    calls = [Call("s", 0, (ref("x"),)), Call("f", 0, (ref("s"),), {"slice_spec": 0})]
    reshaped = Call("r", 0, (ref("x"),), {"shape": [ref("f"), 12]})
    upgraded = apply_rule(rule, functional([*layers, first], [*calls, reshaped], "x", "r"), SOURCE)[0]
    assert {layer.name: layer.config for layer in upgraded.layers if layer.is_operation} == {
        "r": {"newshape": [-1, 12]}
    }


def test_beside_a_layer_of_its_name_it_is_a_layer() -> None:
    layers = [input_layer("x", 4, 3), operation("o", "concat"), operation("r", "reshape"), dense("concatenate_1", 6, 2)]
    calls = [Call("o", 0, ([ref("x"), ref("x")],), {"axis": -1}), Call("concatenate_1", 0, (ref("o"),))]
    calls += [Call("r", 0, (ref("concatenate_1"),), {"shape": [-1, 8]})]
    upgraded = apply_rule(rule, functional(layers, calls, "x", "r"), SOURCE)[0]
    made = {layer.name: layer for layer in upgraded.layers}
    assert (made["o"].package, made["o"].config) == ("", {"axis": 2})
    assert made["r"].is_operation
    masking = Layer("Masking", "m", {"mask_value": 0.0})
    masked = functional([*layers, masking], [Call("m", 0, (ref("x"),)), *calls], "x", ["r", "m"])
    made = {layer.name: layer for layer in apply_rule(rule, masked, SOURCE)[0].layers}
    assert made["o"].is_operation


def test_a_reshape_beside_one_that_keeps_the_batch_is_a_layer() -> None:
    for shape, config in (([-1, 12], {"target_shape": [12]}), ([-1, 6], {"newshape": [-1, 6]})):
        layers = [input_layer("x", 4, 3), operation("o", "reshape"), dense("reshape", 6, 2)]
        calls = [Call("o", 0, (ref("x"),), {"shape": shape}), Call("reshape", 0, (ref("o"),))]
        upgraded = apply_rule(rule, functional(layers, calls, "x", "reshape"), SOURCE)[0]
        assert next(layer.config for layer in upgraded.layers if layer.name == "o") == config


def test_layers_behind_see_the_shapes() -> None:
    layers = [input_layer("x", 4, 3), operation("o", "concat"), dense("d", 6, 2)]
    calls = [Call("o", 0, ([ref("x"), ref("x")],), {"axis": -1}), Call("d", 0, (ref("o"),))]
    assert graph_of(functional(layers, calls, "x", "d"))["d"].args == (ref("o"),)


def test_everything_that_cannot_be_is_named_at_once() -> None:
    layers = [input_layer("x", 4, 3), operation("a", "math.lgamma"), operation("b", "math.square")]
    layers += [operation("c", "random.normal"), operation("d", "made.up")]
    calls = [Call(name, 0, (ref(before),)) for before, name in (("x", "a"), ("a", "b"), ("x", "c"), ("x", "d"))]
    found = refused(functional(layers, calls, "x", ["b", "c", "d"]))
    assert [line.partition(":")[0] for line in found] == ["a", "c", "d"]
    assert found[0] == "a: math.lgamma(x): Keras 3 has no such function, nor a short composition"


def test_an_argument_that_is_not_understood_is_refused() -> None:
    (found,) = refused(model(operation("o", "math.square"), ref("x"), made_up=3))
    assert "made_up=3" in found


def test_lost_arguments_are_refused() -> None:
    (found,) = refused(model(operation("o", "math.add"), ref("x"), _serialization_error="..."))
    assert "lost its arguments" in found
    (found,) = refused(model(operation("o", "einsum"), "ij->i", name="x"))
    assert "what it was called on" in found


def test_methods_of_ragged_tensors_are_refused() -> None:
    method = Layer("InstanceMethod", "m", {"method_name": "to_tensor"})
    (found,) = refused(model(method, ref("x")))
    assert "to_tensor" in found


def test_an_output_without_inputs_is_refused() -> None:
    (found,) = refused(model(operation("o", "shape"), ref("x")))
    assert "does not depend on the inputs" in found


def test_outside_of_a_graph_it_is_refused() -> None:
    (found,) = refused(sequential(input_layer("x", 3), operation("o", "math.square")))
    assert "Sequential" in found


def test_leaves_other_models_alone() -> None:
    check_noop(model(dense("d", 3, 2), ref("x")), rule)
    assert TensorRef("x") == ref("x")
