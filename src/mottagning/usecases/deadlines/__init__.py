"""Deadlines: what is due for whom, extending, rules from a file, and a calendar without names."""
