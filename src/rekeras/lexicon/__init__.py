"""What TensorFlow and the old ``keras.backend`` call things, and how Keras 3 says the same.

One family of functions a file. An entry is a function: it takes a ``Build`` and the arguments under the names that
TensorFlow gives them, tensors as ``TensorRef``, everything else as plain values, and gives what the call gives, made of
operations of ``keras.ops``. Its signature is the documentation of what it understands; any other argument is refused.
"""
