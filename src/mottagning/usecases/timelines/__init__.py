"""The line of time of a person or a household: looked at, printed; an activity moved on it."""
