"""Bring any saved Keras model to Keras 3, and show that it still computes the same.

    import rekeras

    report = rekeras.convert("old.h5")        # writes old.keras
    report = rekeras.check("old.h5")          # writes nothing
    model = rekeras.load_model("old.h5")      # a live Keras 3 model
    rekeras.load_weights(model, "weights.h5") # weights of any era into a live Keras 3 model
    rekeras.inspect("old.h5").layers          # what is inside
    rekeras.verify("old.h5", "old.keras")     # proof
    rekeras.explain("Unrecognized keyword …") # what a loading error means

Importing this package is cheap: numpy, h5py and the rest are imported when a function needs them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from rekeras.errors import (
    LimitError,
    MissingExtraError,
    MissingKerasError,
    ModelRefusedError,
    OutputError,
    RekerasError,
    UnknownFormatError,
    UnreadableFileError,
)
from rekeras.explain import Cause, Explanation, explain
from rekeras.inspect import inspect
from rekeras.limits import Limits
from rekeras.records import Change, CheckResult, Finding, Outcome, Report, Safety, Severity, TensorFate
from rekeras.verify import verify

if TYPE_CHECKING:
    from rekeras.fitting.report import LayerFate, WeightsDoNotFitError, WeightsReport
    from rekeras.inspection import InspectedLayer, Inspection, Lambda
    from rekeras.live import load_weights
    from rekeras.load import load_model
    from rekeras.pipeline import check, convert
    from rekeras.skeleton.stub import Stub, write_stub
    from rekeras.source.files import migrate_code
    from rekeras.source.result import CodeChange, CodeFinding, CodeReport, MigratedCode
    from rekeras.weights import put_weights

_HOME = {
    "Stub": "rekeras.skeleton.stub",
    "write_stub": "rekeras.skeleton.stub",
    "CodeChange": "rekeras.source.result",
    "CodeFinding": "rekeras.source.result",
    "CodeReport": "rekeras.source.result",
    "MigratedCode": "rekeras.source.result",
    "InspectedLayer": "rekeras.inspection",
    "Inspection": "rekeras.inspection",
    "Lambda": "rekeras.inspection",
    "check": "rekeras.pipeline",
    "convert": "rekeras.pipeline",
    "load_model": "rekeras.load",
    "load_weights": "rekeras.live",
    "put_weights": "rekeras.weights",
    "LayerFate": "rekeras.fitting.report",
    "WeightsDoNotFitError": "rekeras.fitting.report",
    "WeightsReport": "rekeras.fitting.report",
    "migrate_code": "rekeras.source.files",
}
"""Where the public names live whose modules are imported on first use.

`explain`, `inspect` and `verify` are functions in modules of the same name: importing such a module later would put it
in the place of the function here, so these three are imported above, and are light.
"""

__all__ = [
    "Cause",
    "Change",
    "CheckResult",
    "CodeChange",
    "CodeFinding",
    "CodeReport",
    "Explanation",
    "Finding",
    "InspectedLayer",
    "Inspection",
    "Lambda",
    "LayerFate",
    "LimitError",
    "Limits",
    "MigratedCode",
    "MissingExtraError",
    "MissingKerasError",
    "ModelRefusedError",
    "Outcome",
    "OutputError",
    "RekerasError",
    "Report",
    "Safety",
    "Severity",
    "Stub",
    "TensorFate",
    "UnknownFormatError",
    "UnreadableFileError",
    "WeightsDoNotFitError",
    "WeightsReport",
    "check",
    "convert",
    "explain",
    "inspect",
    "load_model",
    "load_weights",
    "migrate_code",
    "put_weights",
    "verify",
    "write_stub",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("rekeras")
    if name not in _HOME:
        raise AttributeError(f"module 'rekeras' has no attribute {name!r}")
    public = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = public
    return public


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
