"""What ``tf.linalg`` has besides products."""

from __future__ import annotations

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import Given, Untranslatable

family = Family()

for _name in ("inv", "det", "cholesky"):
    family.on(f"tf.linalg.{_name}", "input", f"ops.{_name}(input)")

family.on("tf.matrix_inverse", "input", "ops.inv(input)")
family.on("tf.matrix_determinant", "input", "ops.det(input)")
family.on("tf.linalg.eigh tf.self_adjoint_eig", "tensor", "ops.eigh(tensor)")
family.on("tf.linalg.trace", "x", "ops.trace(x, axis1=-2, axis2=-1)")
family.on("tf.linalg.diag_part tf.matrix_diag_part", "input", "ops.diagonal(input, axis1=-2, axis2=-1)")
family.on(
    "tf.linalg.diag tf.matrix_diag", "diagonal", "ops.expand_dims(diagonal, -1) * ops.eye(ops.shape(diagonal)[-1])"
)
family.on("tf.linalg.tensor_diag tf.diag", "diagonal", "ops.diag(diagonal)")


@family.by("tf.linalg.solve tf.matrix_solve", "matrix, rhs, adjoint=False")
def solve(given: Given) -> str:
    """The solution of linear equations."""
    return (
        "ops.solve(ops.swapaxes(matrix, -1, -2), rhs)"
        if given.only("adjoint", False, True)
        else "ops.solve(matrix, rhs)"
    )


@family.by("tf.linalg.triangular_solve", "matrix, rhs, lower=True, adjoint=False")
def triangular_solve(given: Given) -> str:
    """The solution of equations with a triangular matrix."""
    lower = given.only("lower", True, False)
    if not given.only("adjoint", False, True):
        return f"ops.solve_triangular(matrix, rhs, lower={lower})"
    return f"ops.solve_triangular(ops.swapaxes(matrix, -1, -2), rhs, lower={not lower})"


@family.by("tf.linalg.band_part tf.matrix_band_part", "input, num_lower, num_upper")
def band_part(given: Given) -> str:
    """Zeros far from the diagonal."""
    lower, upper = given.literal("num_lower"), given.literal("num_upper")
    if not isinstance(lower, int) or not isinstance(upper, int):
        raise Untranslatable("how wide the band is is computed", "write ops.tril(x, k) and ops.triu(x, -k)")
    made = "input" if upper < 0 else "ops.tril(input)" if upper == 0 else f"ops.tril(input, k={upper})"
    if lower < 0:
        return made
    return f"ops.triu({made})" if lower == 0 else f"ops.triu({made}, k={-lower})"


family.refuse(
    "tf.linalg.svd tf.svd tf.linalg.qr tf.linalg.lstsq tf.linalg.lu tf.linalg.eig tf.linalg.eigvals tf.linalg.logdet "
    "tf.linalg.slogdet tf.linalg.pinv tf.linalg.expm tf.linalg.logm tf.linalg.sqrtm tf.linalg.set_diag "
    "tf.linalg.cholesky_solve tf.linalg.tridiagonal_solve tf.linalg.matrix_rank tf.linalg.global_norm "
    "tf.linalg.normalize tf.linalg.eigvalsh tf.linalg.inverse tf.linalg.LinearOperator.*",
    "Keras 3 has no such function, or one that gives its results in another order",
    "see keras.ops.linalg: ops.svd gives u, s, v transposed",
)
