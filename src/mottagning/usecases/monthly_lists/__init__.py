"""The month's list to a provider: what is asked, and what an answer would change."""
