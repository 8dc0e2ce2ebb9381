"""Registerutdrag: what the register holds about one person, gathered, reviewed and handed to her (GDPR art. 15)."""
