"""The screens of Plan and Team: a module a part, and beside it what draws its rows and texts."""
