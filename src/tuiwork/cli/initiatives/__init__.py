"""The commands about initiatives."""
