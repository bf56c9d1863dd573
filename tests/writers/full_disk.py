"""Write a file where files may only be small; run by test_keras_v3 in a process of its own."""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path

import numpy as np

from rekeras.archive import ArrayTensor
from rekeras.containers.hdf5_stream import StoredGroup
from rekeras.errors import OutputError
from rekeras.limits import DEFAULT_LIMITS
from rekeras.writers.keras_v3 import KerasFile, write_keras_v3

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # so that writing fails with an error, as on a full disk
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
tensor = ArrayTensor(np.zeros(100_000, "float32"))
contents = KerasFile("3.0", {}, (StoredGroup("vars", {}, {"0": tensor}),))
try:
    write_keras_v3(contents, Path(sys.argv[1]), overwrite=False, limits=DEFAULT_LIMITS)
except OutputError as problem:
    sys.exit(str(problem))
