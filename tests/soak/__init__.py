"""The long trials: everything that tries to break a workspace, at any size, with its figures.

`make soak` runs them all and prints one table; `make test` runs the same trials at a small size.
A trial is a module with one function `run(size, seed) -> Figures`.
"""
