"""Images."""

from __future__ import annotations

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import UNKNOWN, Given, Untranslatable

family = Family()

family.on(
    "K.resize_images",
    'x, height_factor, width_factor, data_format, interpolation="nearest"',
    "keras.layers.UpSampling2D((height_factor, width_factor), data_format=data_format, interpolation=interpolation)(x)",
)
family.on(
    "K.resize_volumes",
    "x, depth_factor, height_factor, width_factor, data_format",
    "keras.layers.UpSampling3D((depth_factor, height_factor, width_factor), data_format=data_format)(x)",
)
family.on("tf.image.grayscale_to_rgb", "images", "ops.repeat(images, 3, axis=-1)")
family.on("tf.image.flip_left_right", "image", "ops.flip(image, axis=-2)")
family.on("tf.image.flip_up_down", "image", "ops.flip(image, axis=-3)")
family.on("tf.image.rgb_to_grayscale", "images", "ops.image.rgb_to_grayscale(images)")
family.on(
    "tf.image.crop_to_bounding_box",
    "image, offset_height, offset_width, target_height, target_width",
    "image[..., offset_height : offset_height + target_height, offset_width : offset_width + target_width, :]",
)


@family.by("tf.image.resize", 'images, size, method="bilinear", preserve_aspect_ratio=False, antialias=False')
def resize(given: Given) -> str:
    """Another size, with corners where TensorFlow 2 has them."""
    given.only("preserve_aspect_ratio", False)
    method = given.text("method").rpartition(".")[2].strip("\"'").lower()
    names = {"bilinear": "bilinear", "nearest_neighbor": "nearest", "nearest": "nearest"}
    if method not in names:
        raise Untranslatable(f"backends resize by {method} in different ways", "use bilinear or nearest")
    if given.only("antialias", False, True):
        raise Untranslatable("backends smooth in different ways", "leave antialias out")
    interpolation = ', interpolation="nearest"' if names[method] == "nearest" else ""
    return f'ops.image.resize(images, size{interpolation}, data_format="channels_last")'


@family.by("tf.image.extract_patches", "images, sizes, strides, rates, padding")
def extract_patches(given: Given) -> str:
    """Windows of images."""
    sizes, strides, rates = (given.literal(name) for name in ("sizes", "strides", "rates"))
    padding = given.literal("padding")
    if not all(isinstance(one, list | tuple) and len(one) == 4 for one in (sizes, strides, rates)):
        raise Untranslatable("its sizes are computed", "write ops.image.extract_patches(images, size=(h, w), ...)")
    if len(set(rates)) != 1 or not isinstance(padding, str):
        raise Untranslatable("its rates or padding are not the same everywhere", "write ops.image.extract_patches")
    dilation = "" if rates[1] == 1 else f", dilation_rate={rates[1]}"
    windows = f"size={tuple(sizes[1:3])}, strides={tuple(strides[1:3])}{dilation}"
    return f'ops.image.extract_patches(images, {windows}, padding="{padding.lower()}", data_format="channels_last")'


DEPTH = 'input, block_size, data_format="NHWC"'


@family.by("tf.nn.depth_to_space tf.depth_to_space", DEPTH)
def depth_to_space(given: Given) -> str:
    """Channels become blocks of pixels."""
    _channels_last(given)
    size = "block_size, block_size, ops.shape(input)[3] // block_size**2"
    inner = f"ops.reshape(input, (-1, ops.shape(input)[1], ops.shape(input)[2], {size}))"
    outer = "-1, ops.shape(input)[1] * block_size, ops.shape(input)[2] * block_size"
    return f"ops.reshape(ops.transpose({inner}, (0, 1, 3, 2, 4, 5)), ({outer}, ops.shape(input)[3] // block_size**2))"


@family.by("tf.nn.space_to_depth tf.space_to_depth", DEPTH)
def space_to_depth(given: Given) -> str:
    """Blocks of pixels become channels."""
    _channels_last(given)
    size = "ops.shape(input)[1] // block_size, block_size, ops.shape(input)[2] // block_size, block_size"
    inner = f"ops.reshape(input, (-1, {size}, ops.shape(input)[3]))"
    outer = "-1, ops.shape(input)[1] // block_size, ops.shape(input)[2] // block_size"
    return f"ops.reshape(ops.transpose({inner}, (0, 1, 3, 2, 4, 5)), ({outer}, ops.shape(input)[3] * block_size**2))"


def _channels_last(given: Given) -> None:
    if given.literal("data_format") is UNKNOWN or str(given.literal("data_format")).startswith("NC"):
        raise Untranslatable(f"its data_format is {given.text('data_format')}", "bring the channels to the end first")


family.refuse(
    "tf.image.resize_bilinear tf.image.resize_nearest_neighbor tf.image.resize_bicubic tf.image.resize_area "
    "tf.image.resize_images tf.image.resize_with_pad tf.image.resize_image_with_pad",
    "TensorFlow 1 put the corners of images elsewhere, which no function of Keras 3 does",
    "use ops.image.resize, which resizes as TensorFlow 2 does, or keras.layers.UpSampling2D for whole factors",
)
family.refuse(
    "tf.image.ssim tf.image.ssim_multiscale tf.image.psnr tf.image.total_variation tf.image.sobel_edges "
    "tf.image.crop_and_resize tf.image.non_max_suppression tf.image.combined_non_max_suppression "
    "tf.image.adjust_brightness tf.image.adjust_contrast tf.image.adjust_hue tf.image.adjust_saturation "
    "tf.image.per_image_standardization tf.image.rgb_to_hsv tf.image.hsv_to_rgb tf.image.rot90 "
    "tf.image.convert_image_dtype tf.image.central_crop tf.image.pad_to_bounding_box tf.image.random_flip_left_right "
    "tf.image.random_flip_up_down tf.image.random_brightness tf.image.random_contrast tf.image.random_crop "
    "tf.image.random_hue tf.image.random_saturation tf.image.resize_with_crop_or_pad tf.image.transpose",
    "not every Keras 3 has such a function",
    "keep it in a tf.data pipeline, or see keras.ops.image and the preprocessing layers of Keras",
)
family.refuse(
    "tf.image.decode_jpeg tf.image.decode_png tf.image.decode_image tf.image.encode_jpeg tf.image.encode_png",
    "Keras 3 reads no pictures of its own",
    "use keras.utils.load_img, or keep it in a tf.data pipeline",
)
