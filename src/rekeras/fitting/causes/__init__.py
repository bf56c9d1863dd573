"""Likely causes why weights do not fit an architecture; one a file."""
