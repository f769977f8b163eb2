"""The query language: its words, its tree and its answer over a workspace."""
