"""The first page: what waits, how far a month has come with each counterpart, and what others have done meanwhile."""
