"""Layers of somebody's own classes: their code builds them in Keras 3, in a process of its own.

Nothing here runs unless a person named the code (``convert --custom``). What the process says is data: which variables
a layer makes, where Keras 3 saves them, what it gives; the parent pairs that with the tensors of the file.
"""
