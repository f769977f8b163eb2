"""tuiwork: planning and execution in one plain-text workspace, shared through git."""

__version__ = "0.1.0"
