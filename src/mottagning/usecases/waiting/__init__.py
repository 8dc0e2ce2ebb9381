"""What waits for whom: found for one and for all, entered, ended."""
