from __future__ import annotations

from rekeras.archive import Layer, Tensor
from rekeras.describe import describe
from rekeras.pairing.by_place import pair_by_place
from rekeras.pairing.model import Paired
from rekeras.pairing.tree import Tree
from tests.archives import dense, input_layer, sequential, tensor


def pair(model: Layer, tensors: dict[str, Tensor], **assets: str) -> Paired:
    return pair_by_place(model, describe(model)[0], Tree(tensors, assets))


def two_dense() -> Layer:
    return sequential(input_layer("x", 4), dense("a", 4, 4), dense("b", 4, 4))


def weights(*paths: str) -> dict[str, Tensor]:
    """Kernel and bias for each path; equal shapes, so that only the place tells them apart."""
    made: dict[str, Tensor] = {}
    for number, path in enumerate(paths):
        made |= {f"{path}/vars/0": tensor(4, 4, seed=number), f"{path}/vars/1": tensor(4, seed=number)}
    return made


def test_places_tell_and_not_shapes_or_the_order_of_the_file() -> None:
    tensors = weights("layers/dense_1", "layers/dense")
    paired = pair(two_dense(), tensors)
    assert paired.model.layers[1].weights["kernel"] is tensors["layers/dense/vars/0"]
    assert paired.model.layers[2].weights["bias"] is tensors["layers/dense_1/vars/1"]
    assert (paired.findings, paired.leftovers) == ((), ())


def test_layers_that_count_twice() -> None:
    root = "_layer_checkpoint_dependencies"
    tensors = weights(f"{root}/dense_2", f"{root}/dense")
    paired = pair(two_dense(), tensors)
    assert paired.model.layers[2].weights["kernel"] is tensors[f"{root}/dense_2/vars/0"]
    assert paired.findings == ()


def test_attention_of_every_version() -> None:
    layer = Layer("MultiHeadAttention", "m", {"num_heads": 2, "key_dim": 3, "use_bias": False})
    model = sequential(input_layer("x", 5, 6), layer)
    shapes = {"query_dense": (6, 2, 3), "key_dense": (6, 2, 3), "value_dense": (6, 2, 3), "output_dense": (2, 3, 6)}
    for start in ("_", ""):
        tensors: dict[str, Tensor] = {
            f"layers/multi_head_attention/{start}{name}/vars/0": tensor(*shape) for name, shape in shapes.items()
        }
        paired = pair(model, tensors)
        assert paired.findings == ()
        value = paired.model.layers[1].weights["value/kernel"]
        assert value is tensors[f"layers/multi_head_attention/{start}value_dense/vars/0"]


def test_what_is_kept_twice_is_taken_once() -> None:
    layer = Layer("SpectralNormalization", "s", {"power_iterations": 1}, parts={"layer": dense("d", 4, 4)})
    place = "layers/spectral_normalization"
    tensors: dict[str, Tensor] = {f"{place}/vars/0": tensor(4, 4), f"{place}/vars/1": tensor(1, 4)}
    tensors |= weights(f"{place}/layer")
    paired = pair(sequential(input_layer("x", 4), layer), tensors)
    assert paired.findings == ()
    assert [left.reason for left in paired.leftovers] == ["the kernel of d once more"]
    assert set(paired.model.layers[1].parts["layer"].weights) == {"kernel", "bias"}


def test_says_what_is_missing_and_what_does_not_fit() -> None:
    tensors = weights("layers/dense")
    tensors["layers/dense/vars/1"] = tensor(5)
    first, second = pair(two_dense(), tensors).findings
    assert (first.code, first.where) == ("weights_disagree", "a")
    assert first.found == "Dense: the file has (5,) at layers/dense/vars/1 for bias (4,)"
    assert second.where == "b"
    assert "no kernel (4, 4) at layers/dense_1/vars/0" in second.found


def test_refuses_more_variables_than_the_layer_has() -> None:
    (finding,) = pair(
        two_dense(), weights("layers/dense", "layers/dense_1") | {"layers/dense/vars/2": tensor(4)}
    ).findings
    assert finding.found == "Dense: the file has (4,) at layers/dense/vars/2, which no variable of it is"


def test_everything_else_has_a_reason() -> None:
    others = ("optimizer/other", "metrics/mean", "", "layers/conv", "layers/d/seed_generator")
    more: dict[str, Tensor] = {f"{name}/vars/0".lstrip("/"): tensor(1) for name in others}
    paired = pair(two_dense(), weights("layers/dense", "layers/dense_1") | more)
    assert [left.reason for left in paired.leftovers] == [
        "optimizer state of no variable that is trained",
        "the state of a metric or of training",
        "a variable of the model itself",
        "no layer of the architecture stands there",
        "the state of a random generator",
    ]


def test_unknown_classes_keep_what_is_theirs() -> None:
    model = sequential(input_layer("x", 4), Layer("MyLayer", "mine", package="Custom"), dense("a", 4, 4))
    paired = pair(model, weights("layers/dense") | {"layers/my_layer/inner/vars/0": tensor(3)})
    assert list(paired.model.layers[1].weights) == ["inner/vars/0"]
    assert (paired.findings, paired.leftovers) == ((), ())


def test_vocabularies_go_into_the_config() -> None:
    layer = Layer("IntegerLookup", "l", {"vocabulary": None, "output_mode": "int"})
    path = "layers/integer_lookup/vocabulary.txt"
    paired = pair(sequential(layer), {}, **{path: "-1\n12\n36", "layers/none/vocabulary.txt": "x"})
    assert paired.model.layers[0].config["vocabulary"] == [12, 36]
    assert [finding.code for finding in paired.findings] == ["assets_left_over"]
    assert [finding.code for finding in pair(sequential(layer), {}, **{path: "twelve"}).findings] == ["no_vocabulary"]
