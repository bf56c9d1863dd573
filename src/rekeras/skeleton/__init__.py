"""Skeletons of classes whose code is lost: all that a saved model tells of them, as Keras 3 code to fill in."""
