"""Convolutions and pooling, without a layer."""

from __future__ import annotations

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import UNKNOWN, Given, Untranslatable
from rekeras.source.functions._text import code_of

family = Family()

OPTIONS = "strides=strides, padding=padding, data_format=data_format, dilation_rate=dilation_rate"
TAIL = 'padding="valid", data_format=None, dilation_rate=1'

for _rank in ("1d", "2d", "3d"):
    _strides = {"1d": "1", "2d": "(1, 1)", "3d": "(1, 1, 1)"}[_rank]
    family.on(f"K.conv{_rank}", f"x, kernel, strides={_strides}, {TAIL}", f"ops.conv(x, kernel, {OPTIONS})")

family.on(
    "K.depthwise_conv2d",
    f"x, depthwise_kernel, strides=(1, 1), {TAIL}",
    f"ops.depthwise_conv(x, depthwise_kernel, {OPTIONS})",
)
family.on(
    "K.separable_conv1d K.separable_conv2d",
    f"x, depthwise_kernel, pointwise_kernel, strides=1, {TAIL}",
    f"ops.separable_conv(x, depthwise_kernel, pointwise_kernel, {OPTIONS})",
)


@family.by(
    "K.pool2d K.pool3d", 'x, pool_size, strides: written = 1, padding="valid", data_format=None, pool_mode="max"'
)
def backend_pool(given: Given) -> str:
    """The largest number, or the mean, of each window."""
    name = {"max": "max_pool", "avg": "average_pool"}[given.only("pool_mode", "max", "avg")]
    return f"ops.{name}(x, pool_size, strides=strides, padding=padding, data_format=data_format)"


LAYOUTS = {"W": "channels_last", "H": "channels_last", "D": "channels_last", "C": "channels_first"}


def _layout(given: Given) -> str:
    layout = given.literal("data_format")
    if layout is None:
        return '"channels_last"'
    if not isinstance(layout, str) or layout[1:2] not in LAYOUTS:
        raise Untranslatable(f"its data_format is {given.text('data_format')}", "give it as text")
    return f'"{LAYOUTS[layout[1]]}"'


def _padding(given: Given) -> str:
    padding = given.literal("padding")
    if padding is UNKNOWN:
        return "padding.lower()"
    if not isinstance(padding, str) or padding.upper() not in ("SAME", "VALID"):
        raise Untranslatable(f"its padding is {given.text('padding')}", "use ops.pad before it, and padding='valid'")
    return f'"{padding.lower()}"'


def _places(given: Given, name: str) -> str:
    """Steps or sizes without those of the batch and the channels."""
    value = given.literal(name)
    if value is None:
        return "1"
    if not isinstance(value, list | tuple):
        parts = [code_of(each) for each in given.elements(name)]
        if len(parts) == 4 and parts[0] == parts[3] == "1" and _layout(given) == '"channels_last"':
            return f"({name}__1, {name}__2)"
        if value is UNKNOWN:
            raise Untranslatable(f"its {name} may hold the batch and the channels", f"give {name} as numbers")
        return name
    if len(value) <= 3:
        return str(value[0]) if len(value) == 1 else str(tuple(value))
    first = _layout(given) == '"channels_first"'
    inner = tuple(value[2:] if first else value[1:-1])
    return str(inner[0]) if len(set(inner)) == 1 else str(inner)


TF_CONV = 'input, filters, strides, padding, data_format="NHWC", dilations=None'


@family.by("tf.nn.conv2d tf.nn.conv3d tf.nn.convolution", TF_CONV)
def conv2d(given: Given) -> str:
    """A convolution as TensorFlow writes it."""
    dilation = f", dilation_rate={_places(given, 'dilations')}" if given.has("dilations") else ""
    options = f"strides={_places(given, 'strides')}, padding={_padding(given)}, data_format={_layout(given)}{dilation}"
    return f"ops.conv(input, filters, {options})"


@family.by("tf.nn.depthwise_conv2d", 'input, filter, strides, padding, data_format="NHWC", dilations=None')
def depthwise_conv2d(given: Given) -> str:
    """A convolution of each channel by itself."""
    dilation = f", dilation_rate={_places(given, 'dilations')}" if given.has("dilations") else ""
    options = f"strides={_places(given, 'strides')}, padding={_padding(given)}, data_format={_layout(given)}{dilation}"
    return f"ops.depthwise_conv(input, filter, {options})"


@family.by("tf.nn.conv1d", 'input, filters, stride, padding, data_format="NWC", dilations=None')
def conv1d(given: Given) -> str:
    """A convolution along one axis."""
    if isinstance(given.literal("stride"), list | tuple):
        raise Untranslatable("its stride is a list", "give one number")
    dilation = ", dilation_rate=dilations" if given.has("dilations") else ""
    return (
        f"ops.conv(input, filters, strides=stride, padding={_padding(given)}, data_format={_layout(given)}{dilation})"
    )


for _name, _ours in (("max", "max_pool"), ("avg", "average_pool")):

    @family.by(f"tf.nn.{_name}_pool tf.nn.{_name}_pool2d", 'input, ksize, strides, padding, data_format="NHWC"')
    def _pool(given: Given, ours: str = _ours) -> str:
        options = f"strides={_places(given, 'strides')}, padding={_padding(given)}, data_format={_layout(given)}"
        return f"ops.{ours}(input, {_places(given, 'ksize')}, {options})"


family.refuse(
    "K.conv2d_transpose K.conv3d_transpose K.deconv2d tf.nn.conv2d_transpose tf.nn.conv1d_transpose "
    "tf.nn.conv3d_transpose tf.nn.conv_transpose",
    "it is given the shape of its result, and ops.conv_transpose computes that",
    "write ops.conv_transpose(x, kernel, strides=..., padding=...), with output_padding if the shape is not the same",
)
family.refuse(
    "K.local_conv K.local_conv1d K.local_conv2d",
    "Keras 3 has no convolutions whose kernels differ from place to place",
    "cut the windows out with ops.image.extract_patches and multiply with ops.einsum",
)
family.refuse(
    "tf.nn.separable_conv2d tf.nn.atrous_conv2d tf.nn.pool tf.nn.max_pool1d tf.nn.max_pool3d "
    "tf.nn.avg_pool1d tf.nn.avg_pool3d",
    "rekeras has no translation of it",
    "write it with ops.conv, ops.separable_conv, ops.max_pool or ops.average_pool",
)
