"""Operations of ``keras.ops`` that multiply matrices and tensors."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import UNKNOWN, Description, Family, Inputs, ShapeError, Spec
from rekeras.layers._operands import axes_of, broadcast, operand, operands

family = Family(operations=True)


@family.on("Einsum")
def einsum(layer: Layer, inputs: Inputs) -> Description:
    """Products summed over the letters that the result lacks."""
    terms, _, result = layer.config["subscripts"].replace(" ", "").partition("->")
    specs = operands(inputs)
    sizes: dict[str, int | None] = {}
    for term, spec in zip(terms.split(","), specs, strict=True):
        if spec.shape is None or len(spec.shape) != len(term):
            return Description(outputs=Spec(None, specs[0].dtype))
        for letter, size in zip(term, spec.shape, strict=True):
            sizes[letter] = sizes.get(letter) if size is None else size
    return Description(outputs=Spec(tuple(sizes[letter] for letter in result), specs[0].dtype))


@family.on("Matmul")
def matmul(_layer: Layer, inputs: Inputs) -> Description:
    """Rows times columns, over leading axes in common."""
    left, right = (operand(value) or UNKNOWN for value in inputs.args)
    if left.shape is None or right.shape is None:
        return Description(outputs=Spec(None, left.dtype))
    if min(len(left.shape), len(right.shape)) < 2:
        raise ShapeError(f"multiplies {left.shape} with {right.shape} as matrices")
    broadcast([left.shape[-1:], right.shape[-2:-1]])
    leading = broadcast([left.shape[:-2], right.shape[:-2]])
    assert leading is not None  # noqa: S101 - both shapes are known
    return Description(outputs=Spec((*leading, left.shape[-2], right.shape[-1]), left.dtype))


@family.on("Solve", "SolveTriangular")
def solve(_layer: Layer, inputs: Inputs) -> Description:
    """As much as the right side of the equations."""
    return Description(outputs=operand(inputs.args[1]) or UNKNOWN)


@family.on("Tensordot")
def tensordot(layer: Layer, inputs: Inputs) -> Description:
    """The sum over pairs of axes."""
    left, right = (operand(value) or UNKNOWN for value in inputs.args)
    axes = layer.config.get("axes", 2)
    if left.shape is None or right.shape is None:
        return Description(outputs=Spec(None, left.dtype))
    if isinstance(axes, int):
        rank = len(left.shape)
        axes = [list(range(rank - axes, rank)), list(range(axes))]
    mine, theirs = (axes_of(one, len(spec.shape or ())) for one, spec in zip(axes, (left, right), strict=True))
    rest = [s for a, s in enumerate(left.shape) if a not in mine] + [
        s for a, s in enumerate(right.shape) if a not in theirs
    ]
    return Description(outputs=Spec(tuple(rest), left.dtype))
