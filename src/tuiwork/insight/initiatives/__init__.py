"""What can be worked out about initiatives: stages, adoption, signals, rates, the portfolio."""
