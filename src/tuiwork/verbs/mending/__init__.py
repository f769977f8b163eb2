"""What `check --fix` mends: each repair a function from a workspace to a Change, with no guess."""
