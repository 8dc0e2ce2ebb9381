"""The page Utbud."""
