"""The help: its window, and which page belongs to what is on the screen."""
