"""Reusable parts of the screens: they receive plain data and post messages."""
