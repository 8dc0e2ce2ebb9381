"""The page Matcha."""
