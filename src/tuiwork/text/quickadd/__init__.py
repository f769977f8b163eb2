"""Quick add: one line of words to a task, with what was understood."""
