"""Runs a converted model in real Keras, in a process of its own.

Nothing here is imported by converting. The child (`serve.py`) knows only Keras and numpy, so that any Python with any
Keras 3 can run it; what comes back is data.
"""
