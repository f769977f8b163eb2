"""The nouns and their rules: documents, tasks, goals, people, workflows. Values only, no input or output."""
