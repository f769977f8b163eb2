"""What people do: each verb is a pure function from a workspace and arguments to one Change."""
