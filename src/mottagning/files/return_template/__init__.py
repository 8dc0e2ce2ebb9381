"""A counterpart's own form, filled in with the rows of a return: looked into before it is chosen, grown, filled."""
