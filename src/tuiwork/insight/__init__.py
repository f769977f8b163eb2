"""What the numbers say: pure functions from a workspace to values, with the ids behind them."""
