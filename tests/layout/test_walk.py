from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layout.axes import PLAIN, channels_last
from rekeras.layout.relay import relay
from tests.archives import call, chain, dense, functional, input_layer, sequential, tensor

FIRST = {"data_format": "channels_first"}
IMAGE = channels_last(4)


def conv(name: str, channels: int = 3) -> Layer:
    """A convolution with one filter more than it has channels."""
    config = FIRST | {"filters": channels + 1, "kernel_size": [2, 3], "activation": "relu"}
    weights = {"kernel": tensor(2, 3, channels, channels + 1), "bias": tensor(channels + 1)}
    return Layer("Conv2D", name, config, weights)


def classes(model: Layer) -> list[str]:
    """Class names in order, inner models flattened."""
    return [name for layer in model.layers for name in (classes(layer) if layer.layers else [layer.class_name])]


def test_a_chain_needs_no_permute() -> None:
    relaid = relay(chain(input_layer("x", 3, 8, 9), conv("a"), conv("b", 4)))
    assert classes(relaid.model) == ["InputLayer", "Conv2D", "Conv2D"]
    assert (relaid.inputs, relaid.outputs) == ((IMAGE,), (IMAGE,))
    assert relaid.model.layers[0].config["batch_shape"] == [None, 8, 9, 3]
    assert [finding.code for finding in relaid.findings] == ["input_layout", "output_layout"]
    assert {change.where for change in relaid.changes} == {"x", "a", "b"}


def test_a_layer_that_nobody_knows_gets_its_tensor_as_it_was() -> None:
    strange = Layer("Strange", "strange", package="mine")
    relaid = relay(sequential(input_layer("x", 3, 8, 9), conv("a"), strange, conv("b", 4)))
    assert classes(relaid.model) == ["InputLayer", "Conv2D", "Permute", "Strange", "Permute", "Conv2D"]
    assert [layer.config["dims"] for layer in relaid.model.layers if layer.class_name == "Permute"] == [
        [3, 1, 2],
        [2, 3, 1],
    ]


def test_one_permute_serves_all_who_want_it() -> None:
    layers = [input_layer("x", 3, 8, 9), conv("a"), Layer("Flatten", "one"), Layer("Flatten", "two")]
    relaid = relay(functional(layers, [call("a", "x"), call("one", "a"), call("two", "a")], "x", ["one", "two"]))
    assert classes(relaid.model).count("Permute") == 1
    assert relaid.outputs == (PLAIN, PLAIN)


def test_an_input_of_something_else_keeps_its_layout() -> None:
    layers = [input_layer("x", 3, 8, 9), input_layer("z", 5), conv("a"), dense("d", 5, 2)]
    relaid = relay(functional(layers, [call("a", "x"), call("d", "z")], ["z", "x"], ["d", "a"]))
    assert (relaid.inputs, relaid.outputs) == ((PLAIN, IMAGE), (PLAIN, IMAGE))


def test_named_inputs_are_in_the_order_of_their_names() -> None:
    layers = [input_layer("x", 3, 8, 9), input_layer("z", 5), conv("a"), dense("d", 5, 2)]
    calls = [call("a", "x"), call("d", "z")]
    relaid = relay(functional(layers, calls, {"second": "x", "first": "z"}, {"b": "d", "a": "a"}))
    assert (relaid.inputs, relaid.outputs) == ((PLAIN, IMAGE), (IMAGE, PLAIN))


def test_a_shared_layer_is_moved_once() -> None:
    batch = Layer("BatchNormalization", "batch", {"axis": 1}, {"gamma": tensor(4)})
    layers = [input_layer("x", 3, 8, 9), input_layer("z", 4, 7, 7), conv("a"), batch, Layer("Flatten", "flat")]
    calls = [call("a", "x"), call("batch", "a"), call("batch", "z", node=1), call("flat", "z")]
    graph = functional(layers, calls, ["x", "z"], ["batch", "flat"])
    relaid = relay(graph)
    (moved,) = (layer for layer in relaid.model.layers if layer.name == "batch")
    assert moved.config["axis"] == 3
    assert relaid.model.graph is not None
    second = [one for one in relaid.model.graph.calls if one.layer == "batch"][1]
    assert second.args[0].layer in ("z", "z_permuted")
    assert not [finding for finding in relaid.findings if finding.code == "data_format"]


def test_refuses_a_layer_inside_something_unknown() -> None:
    strange = Layer("Strange", "strange", package="mine", parts={"layer": conv("a")})
    (finding,) = relay(chain(input_layer("x", 3, 8, 9), strange)).findings
    assert (finding.code, finding.where) == ("data_format", "strange / layer")


def test_refuses_a_mask_that_a_permute_would_lose() -> None:
    masking = Layer("Masking", "masking", {"mask_value": 0.0})
    relaid = relay(chain(input_layer("x", 3, 8, 9), conv("a"), masking, conv("b", 4)))
    assert ["a mask would be lost" in one.found for one in relaid.findings if one.code == "data_format"] == [True]


def test_nothing_changes_without_channels_first() -> None:
    model = chain(input_layer("x", 5), dense("d", 5, 2))
    relaid = relay(model)
    assert relaid.model is model
    assert (relaid.changes, relaid.findings) == ((), ())
