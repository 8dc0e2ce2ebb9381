"""The week of a household: weekly hours entered, seen together, and printed."""
