"""Functions of ``tf.image`` that draw nothing at random."""

from __future__ import annotations

from typing import Any

from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family, Translate
from rekeras.lexicon._reasons import Untranslatable

family = Family()


def _flip(axis: int) -> Translate:
    def translate(b: Build, image: Any) -> Any:
        return b.op("Flip", image, axis=b.rank(image) + axis)

    return translate


family.on("image.flip_left_right")(_flip(-2))


family.on("image.flip_up_down")(_flip(-3))


@family.on("image.transpose")
def transpose(b: Build, image: Any) -> Any:
    """Height and width exchanged."""
    count = b.rank(image)
    return b.op("Transpose", image, axes=[*range(count - 3), count - 2, count - 3, count - 1])


@family.on("image.rot90")
def rot90(b: Build, image: Any, k: Any = 1) -> Any:
    """Turned counter-clockwise by quarters."""
    turns, count = b.known(k) % 4, b.rank(image)
    height, width = count - 3, count - 2
    if turns == 2:
        return b.op("Flip", b.op("Flip", image, axis=height), axis=width)
    if turns == 1:
        return b.op("Flip", transpose(b, image), axis=height)
    return b.op("Flip", transpose(b, image), axis=width) if turns == 3 else image


@family.on("image.resize", "image.resize_v2", "image.resize_with_method")
def resize(
    b: Build,
    images: Any,
    size: Any,
    method: Any = "bilinear",
    preserve_aspect_ratio: Any = False,
    antialias: Any = False,
) -> Any:
    """Another height and width; samples lie at the centres of pixels."""
    height, width = b.known(size)
    if preserve_aspect_ratio or antialias or str(method).lower() not in ("bilinear", "nearest"):
        raise Untranslatable(f"it resizes by {method}, with antialias={antialias}")
    return _resized(b, images, height, width, str(method).lower())


def _resized(b: Build, images: Any, height: int, width: int, method: str) -> Any:
    if b.rank(images) != 4:
        raise Untranslatable("the images have no batch")
    return b.op("Resize", images, size=[height, width], interpolation=method, data_format="channels_last")


@family.on(raw="ResizeBilinear")
def raw_bilinear(b: Build, images: Any, size: Any, align_corners: Any = False, half_pixel_centers: Any = False) -> Any:
    """As ``resize``, where samples lie at the centres of pixels."""
    if align_corners or not half_pixel_centers:
        raise Untranslatable("its samples do not lie at the centres of pixels")
    height, width = b.known(size)
    return _resized(b, images, height, width, "bilinear")


@family.on(raw="ResizeNearestNeighbor")
def raw_nearest(b: Build, images: Any, size: Any, align_corners: Any = False, half_pixel_centers: Any = False) -> Any:
    """As ``resize``, where samples lie at the centres of pixels."""
    height, width = b.known(size)
    _batch, rows, columns, _channels = b.shape(images)
    whole = bool(rows and columns) and height % (rows or 1) == 0 and width % (columns or 1) == 0
    if align_corners or not (half_pixel_centers or whole):
        raise Untranslatable("its samples do not lie at the centres of pixels")
    return _resized(b, images, height, width, "nearest")


@family.on("image.pad_to_bounding_box")
def pad_to_bounding_box(
    b: Build, image: Any, offset_height: int, offset_width: int, target_height: int, target_width: int
) -> Any:
    """Zeros around images."""
    *_batch, height, width, _channels = b.shape(image)
    if height is None or width is None:
        raise Untranslatable("the size of the images is unknown")
    widths = [
        [offset_height, target_height - height - offset_height],
        [offset_width, target_width - width - offset_width],
    ]
    return b.op("Pad", image, pad_width=[[0, 0]] * (b.rank(image) - 3) + [*widths, [0, 0]], mode="constant")


@family.on("image.adjust_brightness")
def adjust_brightness(b: Build, image: Any, delta: Any) -> Any:
    """A number added to every pixel."""
    if not b.is_float(image):
        raise Untranslatable("it scales whole numbers to fractions and back")
    return b.op("Add", image, b.known(delta))


@family.on("image.adjust_contrast")
def adjust_contrast(b: Build, images: Any, contrast_factor: Any) -> Any:
    """Farther from, or nearer to, the mean of each channel."""
    if not b.is_float(images):
        raise Untranslatable("it scales whole numbers to fractions and back")
    count = b.rank(images)
    mean = b.op("Mean", images, axis=[count - 3, count - 2], keepdims=True)
    return b.op("Add", b.op("Multiply", b.op("Subtract", images, mean), b.known(contrast_factor)), mean)


@family.on(raw="AdjustContrastv2")
def raw_adjust_contrast(b: Build, images: Any, contrast_factor: Any) -> Any:
    """As ``adjust_contrast``."""
    return adjust_contrast(b, images, contrast_factor)


@family.on("image.per_image_standardization")
def per_image_standardization(b: Build, image: Any) -> Any:
    """Mean zero and deviation one for each image; the deviation counts as one over the root of its size at least."""
    count = b.rank(image)
    axes, size = [count - 3, count - 2, count - 1], 1
    for one in b.shape(image)[-3:]:
        if one is None:
            raise Untranslatable("the size of the images is unknown")
        size *= one
    image = b.cast(image, "float32") if not b.is_float(image) else image
    centred = b.op("Subtract", image, b.op("Mean", image, axis=axes, keepdims=True))
    return b.op("Divide", centred, b.op("Maximum", b.op("Std", image, axis=axes, keepdims=True), size**-0.5))


@family.on("image.rgb_to_grayscale")
def rgb_to_grayscale(b: Build, images: Any) -> Any:
    """What the eye sees of red, green and blue."""
    if not b.is_float(images):
        raise Untranslatable("it scales whole numbers to fractions and back")
    return b.op("Matmul", images, b.operand([[0.2989], [0.5870], [0.1140]], images))


@family.on("image.grayscale_to_rgb")
def grayscale_to_rgb(b: Build, images: Any) -> Any:
    """The same number for red, green and blue."""
    return b.op("Tile", images, repeats=[1] * (b.rank(images) - 1) + [3])


@family.on("image.convert_image_dtype")
def convert_image_dtype(b: Build, image: Any, dtype: Any, saturate: Any = False) -> Any:
    """Whole numbers to fractions of one."""
    wanted, given = str(dtype), b.dtype(image)
    if not wanted.startswith(("float", "bfloat")) or given not in ("uint8", "float32", wanted):
        raise Untranslatable(f"it converts images of {given} to {wanted}")
    if b.is_float(image):
        return b.cast(image, wanted)
    return b.op("Multiply", b.cast(image, wanted), 1.0 / 255.0)


family.refuse(
    "it draws at random",
    *(f"image.random_{name}" for name in ("brightness", "contrast", "crop", "flip_left_right", "flip_up_down", "hue")),
    *(f"image.random_{name}" for name in ("saturation", "jpeg_quality")),
)
family.refuse(
    "Keras 3 has no such operation in every version",
    *(f"image.{name}" for name in ("adjust_gamma", "adjust_hue", "adjust_saturation", "rgb_to_hsv", "hsv_to_rgb")),
    *(f"image.{name}" for name in ("non_max_suppression", "combined_non_max_suppression", "crop_and_resize", "ssim")),
    *(
        f"image.{name}"
        for name in ("extract_patches", "resize_with_pad", "resize_with_crop_or_pad", "psnr", "sobel_edges")
    ),
    *(
        f"image.{name}"
        for name in ("image_gradients", "total_variation", "rgb_to_yuv", "yuv_to_rgb", "extract_glimpse")
    ),
)
family.refuse(
    "it reads, writes or draws pictures",
    *(f"image.decode_{name}" for name in ("and_crop_jpeg", "bmp", "gif", "image", "jpeg", "png")),
    *(
        f"image.{name}"
        for name in ("encode_jpeg", "encode_png", "extract_jpeg_shape", "is_jpeg", "adjust_jpeg_quality")
    ),
    *(f"image.{name}" for name in ("draw_bounding_boxes", "generate_bounding_box_proposals")),
)
family.refuse(
    "it draws at random",
    *(
        f"image.stateless_random_{name}"
        for name in ("brightness", "contrast", "crop", "hue", "jpeg_quality", "saturation")
    ),
    *(f"image.stateless_random_{name}" for name in ("flip_left_right", "flip_up_down")),
    *("image.sample_distorted_bounding_box", "image.stateless_sample_distorted_bounding_box"),
)
family.refuse(
    "Keras 3 has no such operation",
    *(f"image.non_max_suppression_{name}" for name in ("overlaps", "padded", "with_scores")),
    *("image.rgb_to_yiq", "image.yiq_to_rgb", "image.ssim_multiscale"),
    *(f"signal.{name}" for name in ("fftshift", "ifftshift", "hamming_window", "hann_window", "ifftnd", "irfftnd")),
    *("signal.inverse_stft_window_fn", "signal.kaiser_bessel_derived_window"),
)
