"""The logs: who did what, by time, user and person; and the monthly review of them."""
