from __future__ import annotations

from tests.source.migrating import after

REGISTERED = """
from keras.utils.generic_utils import get_custom_objects
from keras.layers import Activation, Dense
def mish(x):
    return x
get_custom_objects().update({"mish": mish, "other": Activation(mish)})
"""


def test_functions_of_the_file_take_the_place_of_their_names() -> None:
    code = after(REGISTERED + 'Dense(3, activation="mish")\nActivation("mish")\nDense(3, activation="relu")')
    assert code.endswith('Dense(3, activation=mish)\nActivation(mish)\nDense(3, activation="relu")')


def test_other_objects_stay() -> None:
    assert after(f'{REGISTERED}Activation("other")').endswith('Activation("other")')
