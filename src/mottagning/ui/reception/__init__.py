"""Planned reception in the window: assignments, the quota, flats, onward moves."""
