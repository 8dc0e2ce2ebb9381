"""Taking in an office's own list: what its columns mean, and what its cells say, read as people write."""
