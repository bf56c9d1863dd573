"""Functions of keras.backend, called on Keras tensors without a Lambda."""

from __future__ import absolute_import

from models import model
from models_operators import each


@model()
def op_backend(era):
    K = era.keras.backend
    x, y = era.input((4, 3)), era.input((4, 3))
    h = era.layer("Dense", 3, name="dense")(x)
    return era.model([x, y], each(era, [
        lambda: K.mean(h, axis=1), lambda: K.sum(h, axis=-1, keepdims=True), lambda: K.max(h, axis=[1, 2]),
        lambda: K.min(h, axis=-1), lambda: K.prod(h, axis=1), lambda: K.std(h, axis=-1), lambda: K.var(h, axis=1),
        lambda: K.exp(h), lambda: K.log(K.abs(h) + 0.5), lambda: K.sqrt(h), lambda: K.square(h), lambda: K.pow(K.abs(h), 1.5),
        lambda: K.sign(h), lambda: K.round(h), lambda: K.clip(h, -0.3, 0.4), lambda: K.maximum(h, y), lambda: K.minimum(h, y),
        lambda: K.sin(h), lambda: K.relu(h), lambda: K.relu(h, alpha=0.2, max_value=0.9), lambda: K.elu(h), lambda: K.tanh(h),
        lambda: K.softmax(h), lambda: K.softplus(h), lambda: K.sigmoid(h), lambda: K.hard_sigmoid(h),
        lambda: K.l2_normalize(h, axis=-1), lambda: K.concatenate([h, y]), lambda: K.stack([h, y], axis=1),
        lambda: K.expand_dims(h, 1), lambda: K.squeeze(K.expand_dims(h, 2), 2), lambda: K.permute_dimensions(h, (0, 2, 1)),
        lambda: K.reshape(h, (-1, 12)), lambda: K.flatten(h[:, :2])[:4], lambda: K.batch_flatten(h),
        lambda: K.repeat_elements(h, 2, 1), lambda: K.repeat(h[:, 0], 3), lambda: K.tile(h, [1, 2, 1]),
        lambda: K.batch_dot(h, y, axes=2), lambda: K.batch_dot(h, y, axes=(1, 1)), lambda: K.reverse(h, 1),
        lambda: K.cast(K.greater(h, y), "float32") + h, lambda: K.cast(K.argmax(h, axis=-1), "float32"),
        lambda: K.logsumexp(h, axis=1), lambda: K.cumsum(h, axis=1), lambda: K.switch(K.greater(h, 0.0), h, y),
        lambda: K.temporal_padding(h, (1, 2)), lambda: K.zeros_like(h) + y, lambda: K.in_train_phase(h * 2.0, h),
        lambda: K.one_hot(K.cast(K.abs(h[:, :, 0]) * 2.0, "int32"), 4), lambda: K.dot(h, K.constant([[0.5], [1.0], [-2.0]])),
    ]))
