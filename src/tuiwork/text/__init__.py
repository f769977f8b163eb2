"""Text to values and back: documents, logs, dates, quick add, queries, merging, safe display."""
