"""Training goes on: optimizers, their state, and how a model was compiled, from every Keras to Keras 3."""
