"""Statistics for the follow-up: comparable indicators, counted, with small numbers hidden."""
