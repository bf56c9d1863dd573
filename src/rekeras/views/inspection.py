"""What is inside a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rekeras.blocks import Block, Cell, Line, Style, table
from rekeras.inspection import InspectedLayer, Inspection, Lambda, Shape
from rekeras.views import _parts as parts
from rekeras.views._plain import plain

VALUE = "/.ATTRIBUTES/VARIABLE_VALUE"
"""How the keys of all variables in checkpoints end."""


def content(inspection: Inspection) -> dict[str, Any]:
    """The record as it is."""
    return dict(plain(inspection))


def blocks(inspection: Inspection) -> Iterator[Block]:
    """The file as people look at it."""
    yield Line(f"{inspection.path}", Style.TITLE)
    yield Line(f"{inspection.origin}, {_size(inspection.file_bytes)}")
    if inspection.variables or (inspection.operators and not inspection.layers):
        yield from _without_layers(inspection)
    else:
        yield from _model(inspection)
    yield from parts.findings(inspection.findings)


def _without_layers(inspection: Inspection) -> Iterator[Block]:
    """What a file of TensorFlow holds in which Keras wrote nothing."""
    yield Line()
    rows = [
        (name.removesuffix(VALUE), dtype, shape_text(shape)) for name, (dtype, shape) in inspection.variables.items()
    ]
    yield table(("variable", "dtype", "shape"), rows)
    yield Line()
    for signature in inspection.signatures:
        yield Line(f"Signature    {signature.name}: {_values(signature.inputs)} -> {_values(signature.outputs)}")
    if inspection.operators:
        counted = (f"{name} ({count})" if count > 1 else name for name, count in inspection.operators.items())
        yield Line(f"Operators    {', '.join(counted)}")


def _values(values: Mapping[str, tuple[str, Shape]]) -> str:
    return ", ".join(f"{name} {dtype} {shape_text(shape)}" for name, (dtype, shape) in values.items()) or "nothing"


def _model(inspection: Inspection) -> Iterator[Block]:
    yield Line(f"{inspection.model_class} {inspection.name}".rstrip())
    yield Line()
    rows = [_row(layer) for layer in inspection.layers]
    yield table(("layer", "class", "output", "parameters", ""), rows, right=(3,))
    yield Line()
    frozen = inspection.parameters - inspection.trainable_parameters
    yield Line(f"Parameters   {inspection.parameters:,}, of which {frozen:,} are not trainable")
    yield Line(f"Inputs       {_named(inspection.inputs.items())}")
    yield Line(f"Outputs      {_named(inspection.outputs)}")
    yield Line(f"Training     {_training(inspection)}")
    if inspection.custom_objects:
        yield Line(f"Not Keras's  {', '.join(inspection.custom_objects)}", Style.WARNING)
    for each in inspection.lambdas:
        yield from _lambda(each)


def _lambda(code: Lambda) -> Iterator[Block]:
    """Python code in the file: as source where it can be read."""
    said = code.problem or ("" if code.source else f"function {code.function}, not in the file")
    yield Line(f"Lambda       {code.where} (Python code, never run)" + (f": {said}" if said else ""), Style.WARNING)
    for line in code.source.splitlines():
        yield Line(f"             {line}")
    if code.reaches:
        yield Line(f"             UNSAFE: it names {', '.join(code.reaches)}", Style.BAD)


def _row(layer: InspectedLayer) -> tuple[Cell | str, ...]:
    whose = f"not Keras's own: {layer.known_from}" if layer.known_from else "not Keras's own"
    remarks = [*([whose] if layer.custom else []), *([] if layer.trainable else ["frozen"])]
    style = Style.WARNING if layer.custom else Style.PLAIN
    outputs = ", ".join(shape_text(shape) for shape in layer.outputs)
    return (
        "  " * layer.depth + layer.name,
        Cell(f"{layer.package}>{layer.class_name}" if layer.package else layer.class_name, style),
        outputs,
        f"{layer.parameters:,}",
        Cell(", ".join(remarks), Style.WARNING if layer.custom else Style.FAINT),
    )


def shape_text(shape: Shape) -> str:
    """A shape as people write it; ``?`` where nothing is known."""
    if shape is None:
        return "?"
    sizes = ["None" if size is None else str(size) for size in shape]
    return f"({', '.join(sizes)}{',' if len(sizes) == 1 else ''})"


def _named(shapes: Iterable[tuple[str, Shape]]) -> str:
    return ", ".join(f"{name} {shape_text(shape)}" for name, shape in shapes) or "unknown"


def _training(inspection: Inspection) -> str:
    settings = inspection.training
    if not settings:
        return "not compiled"
    optimizer = settings.get("optimizer_config") or settings.get("optimizer") or {}
    name = optimizer.get("class_name") if isinstance(optimizer, dict) else optimizer
    state = "with its state" if inspection.optimizer_state else "without its state"
    return f"{name or 'unknown optimizer'} {state}; loss {_short(settings.get('loss'))}"


def _short(value: Any) -> str:
    if isinstance(value, dict) and "class_name" in value:
        return str(value["class_name"])
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_short(item)}" for key, item in value.items())
    return ", ".join(map(_short, value)) if isinstance(value, list) else str(value)


def _size(size: int) -> str:
    for unit, bytes_each in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= bytes_each:
            return f"{size / bytes_each:.1f} {unit}"
    return f"{size} bytes"
