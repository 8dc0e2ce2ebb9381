"""The screens of one area: what waits, and how far the months have come."""
