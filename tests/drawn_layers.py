"""Random models of Keras 2: layers with arguments that nobody thought of, drawn by hypothesis.

A drawing is what `zoo/drawn.py` builds: inputs, and a few layers one after the other.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Drawing = dict[str, Any]
Strategy = st.SearchStrategy[Any]

ACTIVATIONS = st.sampled_from(
    "linear relu tanh sigmoid hard_sigmoid elu selu softplus softsign swish gelu exponential softmax mish".split()  # noqa: SIM905
)
GATES = st.sampled_from(["sigmoid", "hard_sigmoid", "tanh"])
PADDING = st.sampled_from(["valid", "same"])
FORMATS = st.sampled_from(["channels_last", "channels_last", "channels_first"])
YES = st.booleans()


def layer(name: str, **config: Strategy) -> Strategy:
    """A layer with these arguments drawn."""
    return st.fixed_dictionaries({"class": st.just(name), "config": st.fixed_dictionaries(config)})


def numbers(*sizes: Strategy, kind: str = "numbers") -> Strategy:
    """One input of that many axes."""
    return st.fixed_dictionaries({"shape": st.tuples(*sizes).map(list), "kind": st.just(kind)})


def model(inputs: Strategy, *layers: Strategy) -> Strategy:
    """One layer after the other on one input."""
    return st.fixed_dictionaries({"inputs": st.tuples(inputs).map(list), "layers": st.tuples(*layers).map(list)})


def sizes(low: int, high: int) -> Strategy:
    return st.integers(low, high)


def per_axis(rank: int, low: int, high: int) -> Strategy:
    """A size for each axis, or one for all."""
    return sizes(low, high) | st.lists(sizes(low, high), min_size=rank, max_size=rank)


def image(rank: int) -> Strategy:
    return numbers(*[sizes(4, 8)] * rank, sizes(4, 6))


def convolutions() -> Strategy:
    return st.one_of(*(_convolutions_of(rank) for rank in (1, 2, 3)))


def _convolutions_of(rank: int) -> Strategy:
    common = {"activation": ACTIVATIONS, "use_bias": YES, "data_format": FORMATS}
    windows = common | {"kernel_size": per_axis(rank, 1, 4), "padding": PADDING}
    strided, dilated = windows | {"strides": per_axis(rank, 1, 3)}, windows | {"dilation_rate": per_axis(rank, 1, 2)}
    filters = {"filters": sizes(1, 4)}
    kinds = [
        layer(f"Conv{rank}D", **strided, **filters),
        layer(f"Conv{rank}D", **dilated, **filters),
        layer(f"Conv{rank}DTranspose", **strided, **filters),
    ]
    square = {"strides": sizes(1, 2)} if rank < 3 else {}
    if rank < 3:
        depths = windows | square | {"depth_multiplier": sizes(1, 2)}
        kinds += [layer(f"DepthwiseConv{rank}D", **depths), layer(f"SeparableConv{rank}D", **depths, **filters)]
    if rank == 1:
        causal = common | {"kernel_size": sizes(1, 4), "dilation_rate": sizes(1, 3), "padding": st.just("causal")}
        kinds.append(layer("Conv1D", **(causal | {"data_format": st.just("channels_last")}), **filters))
    return model(image(rank), st.one_of(*kinds))


def pooling() -> Strategy:
    return st.one_of(*(model(image(rank), _pooling_of(rank)) for rank in (1, 2, 3)))


def _pooling_of(rank: int) -> Strategy:
    step = sizes(1, 3) | st.none()
    window = {"pool_size": per_axis(rank, 1, 3) if rank > 1 else sizes(1, 3), "padding": PADDING, "strides": step}
    window |= {"data_format": FORMATS}
    whole = {"data_format": FORMATS, "keepdims": YES}
    return st.one_of(
        layer(f"MaxPooling{rank}D", **window),
        layer(f"AveragePooling{rank}D", **window),
        layer(f"GlobalMaxPooling{rank}D", **whole),
        layer(f"GlobalAveragePooling{rank}D", **whole),
    )


def borders() -> Strategy:
    pairs = st.lists(st.lists(sizes(0, 2), min_size=2, max_size=2), min_size=2, max_size=2)
    more = {"data_format": FORMATS}
    enlarging = {"size": per_axis(2, 1, 3), "interpolation": st.sampled_from(["nearest", "bilinear"])}
    return st.one_of(
        model(image(2), layer("ZeroPadding2D", padding=pairs, **more)),
        model(image(2), layer("Cropping2D", cropping=st.lists(sizes(0, 1), min_size=2, max_size=2), **more)),
        model(image(2), layer("UpSampling2D", **enlarging, **more)),
        model(image(1), layer("ZeroPadding1D", padding=per_axis(2, 0, 2))),
        model(image(1), layer("Cropping1D", cropping=st.lists(sizes(0, 1), min_size=2, max_size=2))),
        model(image(1), layer("UpSampling1D", size=sizes(1, 3))),
        model(image(2), layer("Permute", dims=st.permutations([1, 2, 3])), layer("Flatten", data_format=FORMATS)),
        model(image(2), layer("Reshape", target_shape=st.sampled_from([[-1], [-1, 1], [1, -1, 1]]))),
    )


def recurrent() -> Strategy:
    walks = {"return_sequences": YES, "return_state": YES, "go_backwards": YES, "use_bias": YES, "unroll": YES}
    plain = {"units": sizes(1, 4), "activation": ACTIVATIONS}
    kinds = (
        layer("LSTM", **plain, **walks, recurrent_activation=GATES),
        layer("GRU", **plain, **walks, recurrent_activation=GATES, reset_after=YES),
        layer("SimpleRNN", **plain, **walks),
    )
    masking = layer("Masking", mask_value=st.just(0.0))
    embedding = layer("Embedding", input_dim=st.just(7), output_dim=sizes(2, 4), mask_zero=YES)
    sequence, padded = numbers(sizes(3, 6), sizes(2, 4)), numbers(sizes(4, 6), sizes(2, 4), kind="padded")
    return st.one_of(
        model(sequence, st.one_of(*kinds)),
        model(padded, masking, st.one_of(*kinds)),
        model(numbers(sizes(4, 6), kind="tokens"), embedding, st.one_of(*kinds)),
        model(padded, masking, _bidirectional()),
        model(sequence, _bidirectional()),
    )


def _bidirectional() -> Strategy:
    plain = {"units": sizes(1, 3), "activation": ACTIVATIONS, "return_sequences": YES}
    inner = st.one_of(layer("LSTM", **plain), layer("GRU", **plain, reset_after=YES), layer("SimpleRNN", **plain))
    return layer("Bidirectional", layer=inner, merge_mode=st.sampled_from(["concat", "sum", "mul", "ave"]))


def videos() -> Strategy:
    config = {
        "filters": sizes(1, 3),
        "kernel_size": per_axis(2, 1, 3),
        "padding": PADDING,
        "data_format": FORMATS,
        "return_sequences": YES,
        "go_backwards": YES,
        "activation": ACTIVATIONS,
        "recurrent_activation": GATES,
    }
    return model(numbers(sizes(2, 3), sizes(4, 5), sizes(4, 6), sizes(4, 5)), layer("ConvLSTM2D", **config))


def normalizations() -> Strategy:
    scaled = {"center": YES, "scale": YES, "epsilon": st.sampled_from([1e-3, 1e-5, 0.1])}
    axes = st.sampled_from([1, 2, 3, -1])
    several = axes | st.sampled_from([[1, 2], [2, 3], [1, 3], [1, 2, 3]])
    return model(
        image(2),
        st.one_of(
            layer("BatchNormalization", axis=axes, **scaled),
            layer("LayerNormalization", axis=several, **scaled),
            layer("UnitNormalization", axis=several),
            layer("GroupNormalization", groups=st.sampled_from([1, 2, -1]), axis=axes, **scaled),
            layer("Softmax", axis=several),
            layer("PReLU", shared_axes=st.sampled_from([[1], [2, 3], [1, 2], [3]]) | st.none()),
            layer("LeakyReLU", alpha=st.floats(0, 1, width=16)),
            layer("ELU", alpha=st.floats(0.5, 2, width=16)),
            layer("ThresholdedReLU", theta=st.floats(0, 1, width=16)),
            layer("ReLU", max_value=st.sampled_from([None, 1.0, 6.0]), negative_slope=st.sampled_from([0.0, 0.25])),
            layer("Dense", units=sizes(1, 4), activation=ACTIVATIONS, use_bias=YES),
        ),
    )


def unshared() -> Strategy:
    """Each place with a kernel of its own, laid out in one of three ways."""
    more = {"activation": ACTIVATIONS, "use_bias": YES, "data_format": FORMATS, "filters": sizes(1, 3)}
    ways = st.sampled_from([1, 2, 3])

    def of(rank: int, way: int) -> Strategy:
        window = {"kernel_size": per_axis(rank, 1, 3), "strides": sizes(1, 2), "implementation": st.just(way)}
        window["padding"] = st.just("valid") if way == 1 else PADDING
        return model(image(rank), layer(f"LocallyConnected{rank}D", **window, **more))

    return st.tuples(st.sampled_from([1, 2]), ways).flatmap(lambda drawn: of(*drawn))


def merging() -> Strategy:
    """Two or three tensors, some axes of size one."""

    def inputs(shape: list[int]) -> Strategy:
        narrow = st.tuples(*(st.sampled_from([size, size, 1]) for size in shape)).map(list)
        each = st.fixed_dictionaries({"shape": narrow, "kind": st.just("numbers")})
        kinds = st.sampled_from(["Add", "Multiply", "Average", "Maximum", "Minimum"])
        merge = st.fixed_dictionaries({"class": kinds, "config": st.just({})})
        layers = st.tuples(merge).map(list)
        return st.fixed_dictionaries({"inputs": st.lists(each, min_size=2, max_size=3), "layers": layers})

    def joined(shape: list[int]) -> Strategy:
        one = st.just({"shape": shape, "kind": "numbers"})
        axis = st.integers(-len(shape), len(shape)).filter(bool)
        products = layer("Dot", axes=axis, normalize=YES) if len(shape) < 3 else layer("Concatenate", axis=axis)
        layers = st.tuples(st.one_of(layer("Concatenate", axis=axis), products)).map(list)
        return st.fixed_dictionaries({"inputs": st.tuples(one, one).map(list), "layers": layers})

    shapes = st.lists(sizes(2, 5), min_size=1, max_size=3)
    return st.one_of(shapes.flatmap(inputs), shapes.flatmap(joined))


def graphs() -> Strategy:
    """Some layers in a row, most of them with channels first, and an end that makes sense of the order of axes."""
    first = {"data_format": st.sampled_from(["channels_first", "channels_first", "channels_last"])}
    axis = st.sampled_from([1, 2, 3, -1])
    same = {"padding": st.just("same"), **first}
    middle = st.one_of(
        layer("Conv2D", filters=sizes(2, 4), kernel_size=per_axis(2, 1, 3), activation=ACTIVATIONS, **same),
        layer("DepthwiseConv2D", kernel_size=per_axis(2, 1, 3), depth_multiplier=sizes(1, 2), **same),
        layer("MaxPooling2D", pool_size=per_axis(2, 1, 2), **same),
        layer("UpSampling2D", size=per_axis(2, 1, 2), **first),
        layer("ZeroPadding2D", padding=st.lists(sizes(0, 2), min_size=2, max_size=2), **first),
        layer("BatchNormalization", axis=axis),
        layer("LayerNormalization", axis=axis | st.sampled_from([[1, 2], [1, 3]])),
        layer("Softmax", axis=axis),
        layer("PReLU", shared_axes=st.sampled_from([[2, 3], [1, 3], [1]])),
        layer("Activation", activation=ACTIVATIONS),
        layer("Permute", dims=st.permutations([1, 2, 3])),
        layer("Dropout", rate=st.just(0.5)),
    )
    end = st.one_of(
        layer("Flatten", **first),
        layer("GlobalMaxPooling2D", keepdims=YES, **first),
        layer("Dense", units=sizes(1, 3)),
        layer("Reshape", target_shape=st.just([-1, 2])),
        layer("Activation", activation=st.just("tanh")),
    )
    layers = st.tuples(st.lists(middle, min_size=2, max_size=4), end).map(lambda drawn: [*drawn[0], drawn[1]])
    inputs = st.tuples(image(2)).map(list)
    return st.fixed_dictionaries({"inputs": inputs, "layers": layers})


FAMILIES = {
    "convolutions": convolutions(),
    "pooling": pooling(),
    "borders": borders(),
    "recurrent": recurrent(),
    "videos": videos(),
    "normalizations": normalizations(),
    "unshared": unshared(),
    "merging": merging(),
    "graphs": graphs(),
}
