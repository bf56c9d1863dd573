"""What must hold of a result. One check a file; each judges a ``Case``, which says what happened as plain data."""
