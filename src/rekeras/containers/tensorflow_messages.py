"""The messages of TensorFlow's files that rekeras reads, with no more of their fields than it needs.

Built when first asked for, so no version of the protocol compiler is fixed. Enumerations are read as numbers, maps as
lists of keys and values; the bytes are the same.
https://github.com/tensorflow/tensorflow/tree/v2.15.0/tensorflow/core/protobuf
https://github.com/tensorflow/tensorflow/tree/v2.15.0/tensorflow/core/framework
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rekeras.errors import UnreadableFileError

PACKAGE = "rekeras.tensorflow"

# Name of the message -> name of a field -> its number and type; "*" stands for repeated.
MESSAGES: Mapping[str, Mapping[str, tuple[int, str]]] = {
    # What both the index of a checkpoint and a SavedModel use.
    "Dimension": {"size": (1, "int64")},
    "Shape": {"dim": (2, "*Dimension"), "unknown_rank": (3, "bool")},
    "ObjectReference": {"node_id": (1, "int32"), "local_name": (2, "string")},
    "SlotVariable": {
        "original_variable_node_id": (1, "int32"),
        "slot_name": (2, "string"),
        "slot_variable_node_id": (3, "int32"),
    },
    # tensor_bundle.proto, tensor_slice.proto
    "BundleHeader": {"num_shards": (1, "int32"), "endianness": (2, "int32"), "version": (3, "Version")},
    "Version": {"producer": (1, "int32"), "min_consumer": (2, "int32")},
    "BundleEntry": {
        "dtype": (1, "int32"),
        "shape": (2, "Shape"),
        "shard_id": (3, "int32"),
        "offset": (4, "int64"),
        "size": (5, "int64"),
        "crc32c": (6, "fixed32"),
        "slices": (7, "*Slice"),
    },
    "Slice": {"extent": (1, "*Extent")},
    "Extent": {"start": (1, "int64"), "length": (2, "int64?")},
    # trackable_object_graph.proto
    "ObjectGraph": {"nodes": (1, "*Object")},
    "Object": {
        "children": (1, "*ObjectReference"),
        "attributes": (2, "*SerializedTensor"),
        "slot_variables": (3, "*SlotVariable"),
    },
    "SerializedTensor": {"name": (1, "string"), "full_name": (2, "string"), "checkpoint_key": (3, "string")},
    # saved_model.proto, meta_graph.proto, graph.proto, function.proto
    "SavedModel": {"schema_version": (1, "int64"), "meta_graphs": (2, "*MetaGraph")},
    "MetaGraph": {
        "meta_info": (1, "MetaInfo"),
        "graph": (2, "GraphDef"),
        "signatures": (5, "*NamedSignature"),
        "assets": (6, "*AssetFile"),
        "objects": (7, "SavedObjectGraph"),
    },
    "MetaInfo": {"tags": (4, "*string"), "tensorflow_version": (5, "string")},
    "GraphDef": {"node": (1, "*Node"), "library": (2, "FunctionLibrary")},
    "Node": {"name": (1, "string"), "op": (2, "string"), "attributes": (5, "*NamedAttribute")},
    "NamedAttribute": {"key": (1, "string"), "value": (2, "Attribute")},
    "Attribute": {"tensor": (8, "TensorValue")},
    "TensorValue": {
        "dtype": (1, "int32"),
        "shape": (2, "Shape"),
        "content": (4, "bytes"),
        "int_val": (7, "*int32"),
        "string_val": (8, "*bytes"),
        "int64_val": (10, "*int64"),
    },
    "FunctionLibrary": {"function": (1, "*Function")},
    "Function": {"nodes": (3, "*Node")},
    "NamedSignature": {"key": (1, "string"), "value": (2, "Signature")},
    "Signature": {"inputs": (1, "*NamedTensor"), "outputs": (2, "*NamedTensor"), "method_name": (3, "string")},
    "NamedTensor": {"key": (1, "string"), "value": (2, "TensorInfo")},
    "TensorInfo": {"name": (1, "string"), "dtype": (2, "int32"), "shape": (3, "Shape")},
    "AssetFile": {"filename": (2, "string")},
    # saved_object_graph.proto
    "SavedObjectGraph": {"nodes": (1, "*SavedObject"), "functions": (2, "*NamedFunction")},
    "NamedFunction": {"key": (1, "string"), "value": (2, "ConcreteFunction")},
    "ConcreteFunction": {"bound_inputs": (2, "*int32")},
    "SavedObject": {
        "children": (1, "*ObjectReference"),
        "user_object": (4, "UserObject"),
        "asset": (5, "SavedAsset"),
        "function": (6, "SavedFunction"),
        "variable": (7, "SavedVariable"),
        "constant": (9, "SavedConstant"),
    },
    "UserObject": {"identifier": (1, "string"), "metadata": (3, "string")},
    "SavedAsset": {"asset_file_index": (1, "int32")},
    "SavedFunction": {"names": (1, "*string")},
    "SavedConstant": {"operation": (1, "string")},
    "SavedVariable": {"dtype": (1, "int32"), "shape": (2, "Shape"), "trainable": (3, "bool"), "name": (6, "string")},
    # saved_metadata.proto of Keras
    "KerasMetadata": {"nodes": (1, "*KerasObject")},
    "KerasObject": {
        "node_id": (2, "int32"),
        "node_path": (3, "string"),
        "identifier": (4, "string"),
        "metadata": (5, "string"),
    },
}


def parse(name: str, data: bytes, where: str | Path) -> Any:
    """Read one message.

    Raises:
        UnreadableFileError: The bytes are no such message.
    """
    from google.protobuf.message import DecodeError  # noqa: PLC0415 - most files need no protocol buffers

    try:
        return classes()[name].FromString(data)
    except DecodeError as problem:
        raise UnreadableFileError(
            where, f"cannot be read as {name} of TensorFlow", advice="The file is damaged or cut off."
        ) from problem


@cache
def classes() -> Mapping[str, Any]:
    """The classes of all messages, by name."""
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory  # noqa: PLC0415 - see parse

    file = descriptor_pb2.FileDescriptorProto(name="rekeras/tensorflow.proto", package=PACKAGE, syntax="proto3")
    for name, fields in MESSAGES.items():
        described = file.message_type.add(name=name)
        for field_name, (number, kind) in fields.items():
            _add_field(described, field_name, number, kind, descriptor_pb2.FieldDescriptorProto)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{PACKAGE}.{name}")) for name in MESSAGES}


def _add_field(described: Any, name: str, number: int, kind: str, kinds: Any) -> None:
    plain = kind.strip("*?")
    field = described.field.add(name=name, number=number)
    field.label = kinds.LABEL_REPEATED if kind.startswith("*") else kinds.LABEL_OPTIONAL
    if plain in MESSAGES:
        field.type, field.type_name = kinds.TYPE_MESSAGE, f".{PACKAGE}.{plain}"
    else:
        field.type = kinds.Type.Value(f"TYPE_{plain.upper()}")
    if kind.endswith("?"):  # whether it is there at all means something
        field.proto3_optional, field.oneof_index = True, len(described.oneof_decl)
        described.oneof_decl.add(name=f"_{name}")
