"""Shapes that an einsum equation of EinsumDense implies (``"abc,cde->abde"``)."""

from __future__ import annotations

from dataclasses import dataclass

from rekeras.layers._description import Shape, ShapeError

Size = int | None


@dataclass(frozen=True)
class Equation:
    """``source,kernel->target`` as letters, and at which end ``...`` stands for axes that both sides share."""

    text: str
    source: str
    kernel: str
    target: str
    free: str

    @staticmethod
    def parse(text: str) -> Equation:
        """Read an equation.

        Raises:
            ShapeError: It has none of the forms that Keras takes.
        """
        left, arrow, target = text.replace(" ", "").partition("->")
        source, comma, kernel = left.partition(",")
        letters = (source.replace("...", ""), kernel, target.replace("...", ""))
        if not (arrow and comma and all(part.isalpha() for part in letters)):
            raise ShapeError(f"has the equation {text!r}, which is not of the form 'ab,bc->ac'")
        free = "first" if source.startswith("...") else "last" if source.endswith("...") else ""
        return Equation(text, *letters, free)


def dense_shapes(
    text: str, given: Shape, declared: tuple[Size, ...], bias_axes: str | None
) -> tuple[Shape, Shape, Shape]:
    """Shapes of kernel, bias and output; the bias is None where there is none.

    Args:
        text: The equation.
        given: Shape of the inputs.
        declared: The output without the batch, and without what ``...`` covers; None takes the input's size.
        bias_axes: Letters of the output that the bias has.

    Raises:
        ShapeError: The equation does not fit the shapes.
    """
    equation = Equation.parse(text)
    free = _free_axes(equation, given)
    sizes = _sizes(equation, given, declared)
    for letter in equation.kernel + equation.target:
        if letter not in sizes:
            raise ShapeError(f"has the equation {text!r}, which does not say how large {letter!r} is")
    inside = tuple(sizes[letter] for letter in equation.target)
    output: Shape = None
    if free is not None:
        output = (*free, *inside) if equation.free == "first" else (*inside, *free)
    bias = _bias(equation, sizes, bias_axes, free) if bias_axes else None
    return tuple(sizes[letter] for letter in equation.kernel), bias, output


def _free_axes(equation: Equation, given: Shape) -> Shape:
    if given is None:
        return None
    count = len(given) - len(equation.source)
    if count < 0 or (count and not equation.free):
        raise ShapeError(f"has the equation {equation.text!r} for {len(equation.source)} axes, and gets {given}")
    return given[:count] if equation.free == "first" else given[len(given) - count :]


def _sizes(equation: Equation, given: Shape, declared: tuple[Size, ...]) -> dict[str, Size]:
    """Every letter's size, None where it depends on unknown input."""
    shape = (None,) * len(equation.source) if given is None else given
    start = len(shape) - len(equation.source) if equation.free == "first" else 0
    sizes = dict(zip(equation.source, shape[start:], strict=False))
    # Keras counts the declared sizes from behind, except where "..." stands there.
    pairs = zip(equation.target[1:], declared, strict=False)
    if equation.free != "last":
        pairs = zip(reversed(equation.target), reversed(declared), strict=False)
    for letter, size in pairs:
        if size is not None and sizes.get(letter) not in (None, size):
            raise ShapeError(f"has the equation {equation.text!r}, where {letter!r} is {size}, and gets {given}")
        sizes[letter] = sizes.get(letter) if size is None else size
    return sizes


def _bias(equation: Equation, sizes: dict[str, Size], axes: str, free: Shape) -> Shape:
    if not set(axes) <= set(equation.target):
        raise ShapeError(f"has a bias over the axes {axes!r}, which its equation {equation.text!r} does not all give")
    start = min(equation.target.index(axis) for axis in axes)
    bias = tuple(sizes[letter] if letter in axes else 1 for letter in equation.target[start:])
    return bias + (1,) * len(free or ()) if equation.free == "last" else bias
