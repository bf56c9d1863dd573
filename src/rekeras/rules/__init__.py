"""What changed in Keras's history: one change a file, config and weights together."""
