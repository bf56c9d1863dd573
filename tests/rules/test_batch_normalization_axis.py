from __future__ import annotations

from rekeras.archive import Layer
from rekeras.rules.batch_normalization_axis import rule
from tests.rule_cases import check_noop, check_refused, check_upgraded, layer, masked, sequential, upgraded


def test_takes_the_axis_out_of_its_list() -> None:
    check_upgraded(layer("BatchNormalization", axis=[3]), layer("BatchNormalization", axis=3), rule)


def test_leaves_integers_and_other_layers_alone() -> None:
    check_noop(layer("BatchNormalization", axis=-1), rule)
    check_noop(layer("BatchNormalization"), rule)
    check_noop(layer("LayerNormalization", axis=[1, 2]), rule)


def test_refuses_several_axes_of_unknown_inputs() -> None:
    check_refused(layer("BatchNormalization", axis=[1, 2]), rule, "several_axes")


def on(shape: list[int | None], axis: list[int], weights: tuple[int, ...], **config: object) -> Layer:
    own = layer("BatchNormalization", "own", dict.fromkeys(("gamma", "moving_mean"), weights), axis=axis, **config)
    return sequential(layer("InputLayer", "x", batch_shape=shape, dtype="float32"), own)


def test_several_axes_become_one() -> None:
    inner = upgraded(on([None, 4, 5, 3], [1, -1], (1, 4, 1, 3)), rule).layers[1].layers[1:]
    assert [one.class_name for one in inner] == ["Permute", "Reshape", "BatchNormalization", "Reshape", "Permute"]
    assert (inner[0].config["dims"], inner[4].config["dims"]) == ([2, 1, 3], [2, 1, 3])
    assert (inner[1].config["target_shape"], inner[3].config["target_shape"]) == ([5, 12], [5, 4, 3])
    assert inner[2].config["axis"] == -1
    assert inner[2].weights["gamma"].shape == (12,)


def test_all_axes_leave_vectors() -> None:
    inner = upgraded(on([None, 4, 3], [1, 2], (1, 4, 3)), rule).layers[1].layers[1:]
    assert inner[1].config["target_shape"] == [12]


def test_refuses_unknown_sizes_and_batch_renormalization() -> None:
    check_refused(on([None, None, 3], [1, 2], (1, 4, 3)), rule, "several_axes")
    check_refused(on([None, 4, 3], [1, 2], (1, 4, 3), renorm=True), rule, "several_axes")


def test_refuses_masks() -> None:
    check_refused(masked(layer("BatchNormalization", axis=[1, 2])), rule, "masked_input")
