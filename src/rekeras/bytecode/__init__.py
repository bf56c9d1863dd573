"""Code objects of every CPython, read as data and turned into Python source; nothing here is ever executed."""
