"""The line of time on the cards of persons and plans, and of a household."""
