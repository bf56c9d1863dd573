"""What ``keras.backend`` has besides functions of tensors."""

from __future__ import annotations

from rekeras.lexicon._family import Family

family = Family()


family.refuse(
    "it is a loss",
    *(f"keras.backend.{name}" for name in ("categorical_crossentropy", "binary_crossentropy", "ctc_batch_cost")),
    *(f"keras.backend.{name}" for name in ("sparse_categorical_crossentropy", "ctc_label_dense_to_sparse")),
    *(f"keras.backend.{name}" for name in ("binary_focal_crossentropy", "categorical_focal_crossentropy")),
)
family.refuse(
    "it draws at random",
    *(f"keras.backend.{name}" for name in ("random_normal", "random_uniform", "random_binomial", "truncated_normal")),
    *(f"keras.backend.{name}" for name in ("dropout", "random_bernoulli")),
)
family.refuse(
    "it runs a function of its own",
    *(f"keras.backend.{name}" for name in ("map_fn", "foldl", "foldr", "rnn", "function", "gradients")),
)
family.refuse(
    "it belongs to the training session, not to a model",
    *(
        f"keras.backend.{name}"
        for name in ("learning_phase", "get_value", "set_value", "eval", "variable", "placeholder")
    ),
    *(f"keras.backend.{name}" for name in ("update", "update_add", "moving_average_update", "get_session")),
    *(f"keras.backend.{name}" for name in ("update_sub", "set_learning_phase", "set_session", "batch_get_value")),
    *(
        f"keras.backend.{name}"
        for name in ("batch_set_value", "clear_session", "reset_uids", "get_uid", "count_params")
    ),
    *(f"keras.backend.{name}" for name in ("learning_phase_scope", "name_scope", "manual_variable_initialization")),
    *(f"keras.backend.{name}" for name in ("set_epsilon", "set_floatx", "set_image_data_format", "backend")),
    *(f"keras.backend.{name}" for name in ("image_data_format", "print_tensor", "random_normal_variable")),
    *(f"keras.backend.{name}" for name in ("random_uniform_variable", "is_keras_tensor", "is_tensor", "in_top_k")),
    *(f"keras.backend.{name}" for name in ("is_sparse", "to_dense", "is_placeholder", "get_variable_shape", "has_arg")),
)
family.refuse(
    "Keras 3 has it as a layer with weights, which this call has not",
    *(f"keras.backend.{name}" for name in ("conv1d", "conv2d", "conv3d", "depthwise_conv2d", "separable_conv2d")),
    *(
        f"keras.backend.{name}"
        for name in (
            "conv2d_transpose",
            "pool2d",
            "pool3d",
            "batch_normalization",
            "separable_conv1d",
            "conv3d_transpose",
        )
    ),
    *(
        f"keras.backend.{name}"
        for name in ("local_conv1d", "local_conv2d", "normalize_batch_in_training", "ctc_decode")
    ),
)
