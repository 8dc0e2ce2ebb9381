"""Gallring: proposed, approved by somebody else, carried out after a backup, and protocolled."""
