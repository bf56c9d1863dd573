"""Branches, loops, gradients: what runs functions."""

from __future__ import annotations

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import Given, Untranslatable

family = Family()

family.on("K.map_fn", "fn, elems, name=None, dtype: ignored = None", "ops.map(fn, elems)")
family.on(
    "tf.vectorized_map",
    "fn, elems, fallback_to_while_loop: ignored = True, warn: ignored = True",
    "ops.vectorized_map(fn, elems)",
)
family.on("tf.custom_gradient", "f", "ops.custom_gradient(f)")
family.on("K.name_scope", "name", "keras.name_scope(name)")


@family.by("tf.name_scope", "name=None, default_name=None, values=None")
def name_scope(given: Given) -> str:
    """A prefix for names."""
    return "keras.name_scope(name)" if given.has("name") else "keras.name_scope(default_name)"


@family.by("tf.cond", "pred, true_fn=None, false_fn=None, name=None, strict=False, fn1=None, fn2=None")
def cond(given: Given) -> str:
    """One of two functions."""
    return "ops.cond(pred, fn1, fn2)" if given.has("fn1") else "ops.cond(pred, true_fn, false_fn)"


@family.by(
    "tf.while_loop",
    "cond, body, loop_vars, shape_invariants=None, parallel_iterations=10, back_prop=True, swap_memory=False, "
    "maximum_iterations=None",
)
def while_loop(given: Given) -> str:
    """As long as a condition holds."""
    if given.has("shape_invariants"):
        raise Untranslatable("its tensors change their shapes", "give them one shape from the beginning")
    return "ops.while_loop(cond, body, loop_vars, maximum_iterations=maximum_iterations)"


@family.by(
    "tf.map_fn",
    "fn, elems, dtype: ignored = None, parallel_iterations=None, back_prop=True, swap_memory=False, infer_shape=True, "
    "name=None, fn_output_signature: ignored = None",
)
def map_fn(_given: Given) -> str:
    """A function of each place of the first axis."""
    return "ops.map(fn, elems)"


family.refuse(
    "tf.scan",
    "it hands on the result of each step, and ops.scan the pair of what is handed on and what is kept",
    "write ops.scan(step, initial_state, xs)[1] where step(state, x) returns (new, new), new being fn(state, x)",
)
family.refuse(
    "K.foldl K.foldr tf.foldl tf.foldr", "Keras 3 has no such function", "write ops.scan, or a loop over a known length"
)
family.refuse(
    "K.rnn tf.nn.raw_rnn",
    "Keras 3 has no such public function",
    "make the step a cell (a layer with state_size and call(inputs, states)) and use keras.layers.RNN(cell)",
)
family.refuse(
    "K.gradients tf.gradients tf.hessians tf.GradientTape tf.GradientTape.*",
    "gradients belong to each backend",
    "write the step of training for the backend: jax.value_and_grad, loss.backward() in PyTorch, or tf.GradientTape "
    "with TensorFlow as the only backend",
)
family.refuse(
    "K.function",
    "there are no graphs of tensors to run",
    "use keras.Model(inputs, outputs) and call it, or predict_on_batch",
)
family.refuse(
    "tf.control_dependencies tf.group tf.no_op tf.tuple",
    "nothing waits in Keras 3: statements run in their order",
    "take the block out of it",
)
family.refuse(
    "tf.case tf.switch_case",
    "Keras 3 has no such function",
    "write ops.cond in ops.cond, or ops.switch(index, branches)",
)
family.refuse(
    "tf.py_function tf.numpy_function tf.py_func tf.recompute_grad tf.autograph.* tf.TensorArray tf.TensorArray.*",
    "it holds for TensorFlow only",
    "write it with the functions of keras.ops, or keep TensorFlow as the only backend",
)
family.refuse(
    "tf.print tf.Print K.print_tensor tf.Assert tf.debugging.* tf.assert_equal tf.assert_greater tf.assert_less "
    "tf.assert_rank tf.assert_positive tf.check_numerics tf.debugging.enable_check_numerics tf.assert_non_negative "
    "tf.assert_greater_equal tf.assert_less_equal tf.assert_none_equal tf.assert_type tf.assert_integer",
    "it prints or checks while a compiled model runs, which not every backend can do",
    "leave it out, or check shapes in build() and numbers outside the model",
)
