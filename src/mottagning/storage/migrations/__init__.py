"""Every step from an empty file to today's tables. A script is self-contained: it imports no table and no rule."""
