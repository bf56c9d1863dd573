"""What is no function: dtypes, ``tf.newaxis``."""

from __future__ import annotations

from rekeras.source.functions._family import Family

family = Family()

for _name in ("float16", "bfloat16", "float32", "float64", "int8", "int16", "int32", "int64"):
    family.constant(f"tf.{_name} tf.dtypes.{_name}", f'"{_name}"')

for _name in ("uint8", "uint16", "uint32", "uint64", "bool"):
    family.constant(f"tf.{_name} tf.dtypes.{_name}", f'"{_name}"')

family.constant("tf.double", '"float64"')
family.constant("tf.half", '"float16"')
family.constant("tf.newaxis", "None")
family.constant("tf.float32.max tf.dtypes.float32.max", "3.4028235e38")
family.constant("tf.float32.min tf.dtypes.float32.min", "-3.4028235e38")
family.constant("tf.float16.max", "65504.0")
family.constant("tf.float16.min", "-65504.0")
family.constant("tf.int32.max", "2147483647")
