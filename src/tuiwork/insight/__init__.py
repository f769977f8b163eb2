"""What the numbers say: pure functions from a workspace and a day to values, with the ids behind them."""
