"""Load HDF5 files of Keras 2, call the models, and write what they give; run in an old framework.

python zoo/load_keras2.py FOLDER RESULT.json NAME...: FOLDER/NAME.h5 with the inputs of FOLDER/NAME.npz; the outputs go
beside RESULT.json, which gets what failed.
"""

import json
import os
import sys
import traceback

import numpy as np

try:
    import keras

    if int(keras.__version__.split(".")[1]) > 3:
        raise ImportError("that of TensorFlow")
except ImportError:
    from tensorflow import keras

folder, result = sys.argv[1:3]
problems = {}
for name in sys.argv[3:]:
    path = os.path.join(folder, name)
    try:
        if hasattr(keras.backend, "clear_session"):  # not with Theano
            keras.backend.clear_session()
        model = keras.models.load_model(path + ".h5", compile=False)
        given = np.load(path + ".npz")
        inputs = [given["x%d" % index] for index in range(len([key for key in given.files if key[0] == "x"]))]
        batch = max(1, len(inputs[0]))
        outputs = model.predict(inputs if len(inputs) > 1 else inputs[0], batch_size=batch)
        outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
        np.savez(os.path.join(os.path.dirname(result), name + ".npz"), **{"y%d" % index: each for index, each in enumerate(outputs)})
    except Exception as problem:
        problems[name] = "%s: %s" % (type(problem).__name__, str(problem)[:600])
        if os.environ.get("TRACE"):
            traceback.print_exc()
with open(result, "w") as file:
    json.dump(problems, file)
