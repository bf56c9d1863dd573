"""Products of matrices and what ``tf.linalg`` has besides."""

from __future__ import annotations

from typing import Any

from rekeras.archive import TensorRef
from rekeras.keras3.operations import array
from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import plain

family = Family()


def turned(b: Build, value: Any, turn: Any) -> Any:
    """A matrix or many with the last two axes exchanged, if so wanted."""
    if not turn:
        return value
    if not isinstance(value, TensorRef):
        return [list(row) for row in zip(*plain(value), strict=True)]
    count = b.rank(value)
    return b.op("Transpose", value, axes=[*range(count - 2), count - 1, count - 2])


@family.on("linalg.matmul")
def matmul(
    b: Build,
    a: Any,
    b_: Any,
    transpose_a: Any = False,
    transpose_b: Any = False,
    adjoint_a: Any = False,
    adjoint_b: Any = False,
    a_is_sparse: Any = False,
    b_is_sparse: Any = False,
    output_type: Any = None,
    grad_a: Any = False,
    grad_b: Any = False,
) -> Any:
    """Rows times columns."""
    if output_type not in (None, b.dtype(a, b_)):
        raise Untranslatable(f"its result is {output_type}")
    left, right = turned(b, a, transpose_a or adjoint_a), turned(b, b_, transpose_b or adjoint_b)
    return b.op("Matmul", b.operand(left, right), b.operand(right, left))


@family.on(raw="MatMul")
def raw_matmul(b: Build, a: Any, b_: Any, transpose_a: Any = False, transpose_b: Any = False) -> Any:
    """Rows times columns."""
    return matmul(b, a, b_, transpose_a, transpose_b)


@family.on(raw="BatchMatMul BatchMatMulV2 BatchMatMulV3")
def raw_batch_matmul(b: Build, x: Any, y: Any, adj_x: Any = False, adj_y: Any = False, Tout: Any = None) -> Any:
    """Rows times columns, many times."""
    return matmul(b, x, y, adj_x, adj_y)


@family.on("linalg.matvec")
def matvec(b: Build, a: Any, b_: Any, transpose_a: Any = False, adjoint_a: Any = False) -> Any:
    """Rows times a vector."""
    column = b.op("ExpandDims", b.as_tensor(b_, a), axis=-1)
    return b.op("Squeeze", matmul(b, a, column, transpose_a or adjoint_a), axis=-1)


@family.on("tensordot", "linalg.tensordot")
def tensordot(b: Build, a: Any, b_: Any, axes: Any) -> Any:
    """The sum over pairs of axes."""
    return b.op("Tensordot", b.operand(a, b_), b.operand(b_, a), axes=b.known(axes))


@family.on("einsum", "linalg.einsum")
def einsum(b: Build, equation: Any, *inputs: Any, optimize: Any = None) -> Any:
    """Products and sums, as an equation says."""
    if not inputs:
        raise Untranslatable(
            "the file does not say what it was called on: TensorFlow lost that when it saved the model"
        )
    if "->" not in equation or "." in equation:
        raise Untranslatable(f"its equation is {equation}")
    return b.op("Einsum", *(b.operand(one, *inputs) for one in inputs), subscripts=equation)


@family.on(raw="Einsum")
def raw_einsum(b: Build, *inputs: Any, equation: Any, N: Any = None) -> Any:
    """As ``einsum``."""
    return einsum(b, equation, *inputs)


@family.on("linalg.diag_part")
def diag_part(b: Build, input: Any, k: Any = 0, padding_value: Any = 0, align: Any = "RIGHT_LEFT") -> Any:
    """A diagonal of matrices."""
    count = b.rank(input)
    if not isinstance(k, int):
        raise Untranslatable("it takes several diagonals")
    return b.op("Diagonal", input, offset=k, axis1=count - 2, axis2=count - 1)


@family.on(raw="MatrixDiagPartV3 MatrixDiagPartV2")
def raw_diag_part(b: Build, input: Any, k: Any, padding_value: Any = 0, align: Any = None) -> Any:
    """A diagonal of matrices."""
    (single,) = {*k} if isinstance(k, list) and len(set(k)) == 1 else (k,)
    return diag_part(b, input, single)


@family.on("linalg.trace")
def trace(b: Build, x: Any) -> Any:
    """The sum of the diagonal."""
    return b.op("Sum", diag_part(b, x), axis=-1)


@family.on("linalg.band_part", raw="MatrixBandPart")
def band_part(b: Build, input: Any, num_lower: Any, num_upper: Any) -> Any:
    """Zeros far from the diagonal."""
    lower, upper = b.known(num_lower), b.known(num_upper)
    rows, columns = b.shape(input)[-2:]
    if rows is not None and columns is not None:  # the operations for it fail on TensorFlow in Keras 3.8
        b.count(rows * columns)
        near = [
            [(lower < 0 or r - c <= lower) and (upper < 0 or c - r <= upper) for c in range(columns)]
            for r in range(rows)
        ]
        return b.op("Where", array(near, "bool"), input, b.cast(b.op("ZerosLike", input), b.dtype(input)))
    input = input if upper < 0 else b.op("Tril", input, k=upper)  # noqa: A001
    return input if lower < 0 else b.op("Triu", input, k=-lower)


@family.on("linalg.diag")
def diag(
    b: Build,
    diagonal: Any,
    k: Any = 0,
    num_rows: Any = -1,
    num_cols: Any = -1,
    padding_value: Any = 0,
    align: Any = "RIGHT_LEFT",
) -> Any:
    """Matrices with nothing but a diagonal."""
    size = b.shape(diagonal)[-1]
    b.count((size or 0) ** 2)
    if k != 0 or num_rows != -1 or num_cols != -1 or padding_value != 0 or size is None:
        raise Untranslatable("only square matrices of known size with their main diagonal are made")
    ones = [[float(row == column) for column in range(size)] for row in range(size)]
    return b.op("Multiply", b.op("ExpandDims", diagonal, axis=-1), b.operand(ones, diagonal))


@family.on("linalg.cross")
def cross(b: Build, a: Any, b_: Any) -> Any:
    """The cross product."""
    return b.op("Cross", b.operand(a, b_), b.operand(b_, a))


for _name, _operation, _raw in (
    ("linalg.inv", "Inv", "MatrixInverse"),
    ("linalg.det", "Det", "MatrixDeterminant"),
    ("linalg.cholesky", "Cholesky", "Cholesky"),
):

    def _translate(b: Build, input: Any, adjoint: Any = False, operation: str = _operation) -> Any:
        if adjoint:
            raise Untranslatable("it takes the adjoint")
        return b.op(operation, input)

    family.on(_name, raw=_raw)(_translate)


@family.on("linalg.adjoint")
def adjoint(b: Build, matrix: Any) -> Any:
    """Of real numbers, rows and columns exchanged."""
    return turned(b, matrix, True)


@family.on("linalg.triangular_solve", raw="MatrixTriangularSolve")
def triangular_solve(b: Build, matrix: Any, rhs: Any, lower: Any = True, adjoint: Any = False) -> Any:
    """The solution of equations with a triangular matrix."""
    upside_down = bool(lower) is not bool(adjoint)
    return b.op("SolveTriangular", turned(b, matrix, adjoint), b.operand(rhs, matrix), lower=upside_down)


@family.on("linalg.solve", raw="MatrixSolve")
def solve(b: Build, matrix: Any, rhs: Any, adjoint: Any = False) -> Any:
    """The solution of linear equations."""
    return b.op("Solve", turned(b, matrix, adjoint), b.operand(rhs, matrix))


family.refuse(
    "Keras 3 has no such function, nor a short composition",
    *(f"linalg.{name}" for name in ("expm", "logm", "sqrtm", "lu", "lu_solve", "lu_reconstruct", "eigh_tridiagonal")),
    *(f"linalg.{name}" for name in ("banded_triangular_solve", "tridiagonal_solve", "tridiagonal_matmul", "pinv")),
    *(
        f"linalg.{name}"
        for name in (
            "set_diag",
            "cholesky_solve",
            "lu_matrix_inverse",
            "tensor_diag",
            "tensor_diag_part",
            "global_norm",
            "matrix_rank",
        )
    ),
    *(f"linalg.{name}" for name in ("logdet", "slogdet", "svd", "qr", "eig", "eigh", "eigvals", "eigvalsh", "lstsq")),
)
