"""Functions of ``tf.signal``."""

from __future__ import annotations

from rekeras.lexicon._family import Family

family = Family()


family.refuse(
    "complex numbers do not pass through Keras 3 models",
    *(f"signal.{name}" for name in ("fft", "ifft", "fft2d", "ifft2d", "rfft", "irfft", "rfft2d", "irfft2d", "stft")),
    *(f"signal.{name}" for name in ("inverse_stft", "fft3d", "ifft3d", "rfft3d", "irfft3d", "fftnd", "rfftnd")),
)
family.refuse(
    "Keras 3 has no such operation",
    *(f"signal.{name}" for name in ("dct", "idct", "mdct", "inverse_mdct", "mfccs_from_log_mel_spectrograms", "frame")),
    *(
        f"signal.{name}"
        for name in ("linear_to_mel_weight_matrix", "overlap_and_add", "vorbis_window", "kaiser_window")
    ),
)
