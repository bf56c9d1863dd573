"""What each layer is: its variables, what it gives for what it gets. One family of layers a file.

A family describes layers as the *source* wrote them as well as those of Keras 3: the reader asks which variables to
expect, the writer which shapes to declare, ``inspect`` what to show.
"""
