"""The screens of one area: persons, and where they belong."""
