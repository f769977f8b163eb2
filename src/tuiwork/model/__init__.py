"""The nouns and their rules: documents, tasks, goals, people, workflows. No input or output."""
