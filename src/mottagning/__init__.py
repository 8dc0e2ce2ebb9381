"""Mottagning: people, plans and services booked in other municipalities, settled to the öre."""

__version__ = "0.1.0"
