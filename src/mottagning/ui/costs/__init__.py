"""The page Kostnader: estimate against outcome, the months ahead, and what is exchanged."""
