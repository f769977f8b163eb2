"""Running git and reading and writing its objects, refs and index; knows nothing of tasks."""
