"""What is measured, as ratios to a floor taken in the same process; see `run`."""
