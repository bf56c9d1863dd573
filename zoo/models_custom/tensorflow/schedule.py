"""A learning-rate schedule, a loss class and a metric class of the user's own; layers are Keras's."""
import tensorflow as tf


class WarmUp(tf.keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup_steps):
        super().__init__()
        self.peak = peak
        self.warmup_steps = warmup_steps

    def __call__(self, step):
        step = tf.cast(step, tf.float32) + 1.0
        return self.peak * tf.minimum(step / self.warmup_steps, tf.math.rsqrt(step / self.warmup_steps))

    def get_config(self):
        return {"peak": self.peak, "warmup_steps": self.warmup_steps}


class WeightedError(tf.keras.losses.Loss):
    def __init__(self, weight=2.0, name="weighted_error", **kwargs):
        super().__init__(name=name, **kwargs)
        self.weight = weight

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        return tf.reduce_mean(tf.where(error > 0, self.weight * error, -error), axis=-1)

    def get_config(self):
        return {**super().get_config(), "weight": self.weight}


class Within(tf.keras.metrics.Metric):
    def __init__(self, tolerance=0.5, name="within", **kwargs):
        super().__init__(name=name, **kwargs)
        self.tolerance = tolerance
        self.hits = self.add_weight(name="hits", initializer="zeros")
        self.seen = self.add_weight(name="seen", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        close = tf.cast(tf.abs(y_true - y_pred) < self.tolerance, tf.float32)
        self.hits.assign_add(tf.reduce_sum(close))
        self.seen.assign_add(tf.cast(tf.size(close), tf.float32))

    def result(self):
        return self.hits / self.seen

    def get_config(self):
        return {**super().get_config(), "tolerance": self.tolerance}


def build_model():
    inputs = tf.keras.Input((4,), name="inputs")
    x = tf.keras.layers.Dense(3, activation="tanh", name="hidden")(inputs)
    model = tf.keras.Model(inputs, tf.keras.layers.Dense(2, name="out")(x), name="schedule")
    model.compile(tf.keras.optimizers.Adam(WarmUp(0.01, 4.0)), loss=WeightedError(1.5), metrics=[Within(0.25)])
    return model
