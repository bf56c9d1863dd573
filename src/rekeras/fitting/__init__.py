"""Weights of one file for the layers of another: which belongs to which, and why something does not fit."""
