"""The week of a household: on the household's page and on a plan's card."""
