"""What an archive holds, for people: layers, sizes, and what is not Keras's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from glob import escape
from math import prod
from pathlib import Path
from typing import Any, TypeGuard

from rekeras.archive import Archive, Layer, refs_in, show_address, walk
from rekeras.containers.checkpoint_path import INDEX
from rekeras.describe import describers
from rekeras.inspection import InspectedLayer, InspectedSignature, Inspection, Lambda, Shape
from rekeras.keras3.catalog import catalog
from rekeras.keras3.packages import package_of
from rekeras.keras3.strangers import CODE, OPERATION_LAYERS, REMOVED, TRAINING_LAYERS, WITHOUT_LAYERS
from rekeras.layers._description import Description
from rekeras.read import origin
from rekeras.translated_shapes import described


def survey(archive: Archive) -> Inspection:
    """Say what an archive holds."""
    model, source = archive.model, archive.source
    description, problems = described(model, source)
    layers = [layer for _address, layer in walk(model)]
    counted = _Parameters()
    counted.add(model, description, trainable=True)
    return Inspection(
        source.path,
        source.format,
        origin(source),
        sum(_bytes(path) for path in (source.path, source.weights_path) if path),
        source.keras_version,
        source.backend,
        model.class_name,
        model.name,
        tuple(_inspected(model, description)),
        counted.total,
        counted.trainable,
        _inputs(model, description),
        _outputs(model, description),
        tuple(sorted({name for layer in layers[1:] for name in _custom_objects(layer)})),
        tuple(_lambdas(model)),
        archive.training,
        bool(archive.state),
        tuple(dict.fromkeys((*archive.findings, *problems))),
        _variables(archive),
        tuple(InspectedSignature(each.name, each.inputs, each.outputs) for each in archive.outline.signatures),
        archive.outline.operators,
    )


def _bytes(path: Path) -> int:
    """Size of a file, of all files of a folder, or of a checkpoint: all files whose names begin like this one."""
    if path.is_file() and path.suffix != INDEX:
        return path.stat().st_size
    files = path.rglob("*") if path.is_dir() else path.parent.glob(f"{escape(path.name.removesuffix(INDEX))}.*")
    return sum(file.stat().st_size for file in files if file.is_file())


def _variables(archive: Archive) -> dict[str, tuple[str, Shape]]:
    """The variables of a file that says nothing of layers."""
    if archive.model.class_name not in WITHOUT_LAYERS:
        return {}
    tensors = (leftover.tensor for leftover in archive.leftovers)
    return {tensor.origins[0]: (tensor.dtype, tensor.shape) for tensor in tensors}


def _inspected(outer: Layer, description: Description, depth: int = 0) -> Iterator[InspectedLayer]:
    for place, layer in outer.children():
        child = _child(description, place)
        yield InspectedLayer(
            depth,
            layer.name if place == layer.name or not layer.name else f"{layer.name} ({place})",
            layer.class_name,
            tuple(_shapes(child.outputs)),
            _Parameters().add(layer, child, trainable=True).total,
            bool(layer.config.get("trainable", True)),
            layer.package,
            is_custom(layer),
            _known_from(layer),
        )
        yield from _inspected(layer, child, depth + 1)


def _known_from(layer: Layer) -> str:
    known = package_of(layer.class_name, layer.package) if is_custom(layer) else None
    return known[0].name if known else ""


def is_custom(layer: Layer) -> bool:
    """Whether the class is none that Keras had or has."""
    names = (
        describers(),
        describers(keras_1=True),
        catalog().classes,
        REMOVED,
        CODE,
        OPERATION_LAYERS,
        TRAINING_LAYERS,
    )
    return bool(layer.package) or not (layer.is_model or any(layer.class_name in known for known in names))


def _custom_objects(layer: Layer) -> Iterator[str]:
    if is_custom(layer):
        yield f"{layer.package}>{layer.class_name}" if layer.package else layer.class_name
    yield from _registered_names(layer.config)


def _registered_names(config: Any) -> Iterator[str]:
    if isinstance(config, Mapping):
        name = config.get("registered_name")
        if isinstance(name, str) and ">" in name:
            yield name
        config = list(config.values())
    if isinstance(config, list | tuple):
        for value in config:
            yield from _registered_names(value)


def _lambdas(model: Layer) -> Iterator[Lambda]:
    for address, layer in walk(model):
        if layer.class_name == "Lambda":
            from rekeras.survey_lambda import survey_lambda  # noqa: PLC0415 - few files need it

            yield survey_lambda(show_address(address), layer.config.get("function"))


class _Parameters:
    """Counts the numbers of all variables below a layer, each tensor once."""

    def __init__(self) -> None:
        self.total = self.trainable = 0
        self._seen: set[int] = set()

    def add(self, layer: Layer, description: Description, *, trainable: bool) -> _Parameters:
        """Count a layer and everything inside it."""
        trainable = trainable and bool(layer.config.get("trainable", True))
        frozen = {variable.name for variable in description.variables if not variable.trainable}
        if not layer.weights:  # an architecture alone: what it would have
            sizes = [(one.trainable, prod(one.shape)) for one in description.variables if is_known(one.shape)]
            self.total += sum(size for _trains, size in sizes)
            self.trainable += sum(size for trains, size in sizes if trainable and trains)
        for name, tensor in layer.weights.items():
            if id(tensor) not in self._seen:
                self._seen.add(id(tensor))
                self.total += tensor.size
                self.trainable += tensor.size if trainable and name not in frozen else 0
        for place, child in layer.children():
            self.add(child, _child(description, place), trainable=trainable)
        return self


def is_known(shape: Shape) -> TypeGuard[tuple[int, ...]]:
    """Whether every size of a shape is known."""
    return shape is not None and None not in shape


def _child(description: Description, place: str) -> Description:
    return description.children.get(place) or Description()


def _inputs(model: Layer, description: Description) -> dict[str, Shape]:
    if model.graph is not None:
        return {ref.layer: _shape_of(description.tensors.get(ref)) for ref in refs_in(model.graph.inputs)}
    if not model.layers:
        return {}
    first = model.layers[0]
    child = _child(description, first.name)
    declares = first.class_name == "InputLayer"
    return {first.name: next(_shapes(child.outputs), None) if declares else child.inputs.first.shape}


def _outputs(model: Layer, description: Description) -> tuple[tuple[str, Shape], ...]:
    if model.graph is not None:
        return tuple((ref.layer, _shape_of(description.tensors.get(ref))) for ref in refs_in(model.graph.outputs))
    return tuple((model.layers[-1].name, shape) for shape in _shapes(description.outputs)) if model.layers else ()


def _shape_of(spec: Any) -> Shape:
    return spec.shape if spec is not None else None


def _shapes(outputs: Any) -> Iterator[Shape]:
    if isinstance(outputs, Mapping):
        outputs = list(outputs.values())
    if isinstance(outputs, list | tuple):
        for output in outputs:
            yield from _shapes(output)
    else:
        yield outputs.shape
