"""From a figure to the rows behind it."""
