"""What each layer is: its variables, what it gives for what it gets. One family of layers a file.

A family describes layers as the *source* wrote them as well as those of Keras 3: the reader asks which variables to
expect, the writer which shapes to declare, ``inspect`` what to show.

Whose variable is it? That of the layer which the config mentions:

- Layers given to another one (``parts``: those of wrappers, the cell of RNN) have a description of their own, in
  ``children``.
- What a layer makes for itself is its own: the kernel of LSTM, which Keras keeps on a cell, is the LSTM's ``kernel``.
- Where it makes several layers for itself, their names tell variables apart: ``query/kernel`` of MultiHeadAttention.
- A variable that Keras keeps twice is described once: SpectralNormalization has ``vector_u``, its layer the kernel.

Where Keras 3 renamed a variable, the name is Keras 2's (``depthwise_kernel`` of DepthwiseConv2D). Random seeds are no
variables: no Keras 3 saves them.

A config key that is absent has the value of the oldest Keras that lacked it: no ``reset_after`` means False.
Floating inputs arrive in the layer's compute dtype. An unknown size is None, an impossible one a ``ShapeError``.
"""
