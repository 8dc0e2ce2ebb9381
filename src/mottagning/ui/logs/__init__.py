"""The logs and their review."""
