"""Migrates Python source from Keras 1, Keras 2, tf.keras and tf_keras to Keras 3, keeping its format and comments."""
