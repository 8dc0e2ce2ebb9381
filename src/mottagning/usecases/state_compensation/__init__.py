"""State compensation: what is expected, what is applied for, decided and received, and what is lost."""
