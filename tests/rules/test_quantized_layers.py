from __future__ import annotations

from typing import Any

import pytest

from rekeras.rules.quantized_layers import rule
from tests.rule_cases import check_noop, check_refused, layer


def policy(class_name: str, **config: Any) -> dict[str, Any]:
    return {"module": "keras.dtype_policies", "class_name": class_name, "config": config, "registered_name": None}


@pytest.mark.parametrize(
    "dtype",
    [
        "int8_from_mixed_bfloat16",
        policy("QuantizedDTypePolicy", mode="int8", source_name="float32"),
        policy("QuantizedFloat8DTypePolicy", mode="float8", source_name="float32", amax_history_length=1024),
        policy("QuantizedDTypePolicy", name="int8_from_float32"),
    ],
)
@pytest.mark.parametrize("class_name", ["Dense", "Embedding", "ReversibleEmbedding"])
def test_refuses_quantized_layers(class_name: str, dtype: Any) -> None:
    refusal = check_refused(layer(class_name, dtype=dtype), rule, "quantized_layer")
    assert "int8" in refusal.found or "float8" in refusal.found


@pytest.mark.parametrize("dtype", ["float32", "mixed_float16", "int64", None, policy("DTypePolicy", name="float32")])
def test_leaves_others_alone(dtype: Any) -> None:
    check_noop(layer("Dense", dtype=dtype), rule)
