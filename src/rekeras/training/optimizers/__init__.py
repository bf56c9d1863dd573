"""One family of optimizers a file: what it is in Keras 3, and what each era stored of its state."""
