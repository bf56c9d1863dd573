from __future__ import annotations

from tests.source.migrating import method


def test_output_shape() -> None:
    code = method(
        "    def get_output_shape_for(self, shape):\n        return super(L, self).get_output_shape_for(shape)"
    )
    assert (
        code == "    def compute_output_shape(self, shape):\n        return super(L, self).compute_output_shape(shape)"
    )


def test_new_name_stays() -> None:
    code = "    def compute_output_shape(self, shape):\n        return shape"
    assert method(code) == code


def test_a_class_with_both_keeps_both() -> None:
    code = (
        "    def compute_output_shape(self, shape):\n        return self.get_output_shape_for(shape)\n"
        "    def get_output_shape_for(self, shape):\n        return shape"
    )
    assert method(code) == code
