"""The ways the Work view lays out the same tasks: as board, agenda or timeline. Pure values."""
