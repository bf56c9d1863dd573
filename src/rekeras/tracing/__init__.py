"""Follows a function's source with tensors that are only names, and writes down the operations it would do.

The function is never run. What it calls is looked up in the lexicon; numbers, lists and loops over them are computed
here.
"""
