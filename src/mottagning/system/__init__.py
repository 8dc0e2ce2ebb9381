"""This machine, without Qt: where things lie, the clock, the keys, the log file."""
