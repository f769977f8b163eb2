"""Measures tuiwork against what it has to be as fast as: `make bench`. Not part of the package."""
