"""Planned reception: assignments, who is expected, the quota, flats, onward moves."""
