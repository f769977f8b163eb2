"""What can be worked out about goals: how they stand, what work serves them, what is loose."""
