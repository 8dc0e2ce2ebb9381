"""The page Årsskifte: what is accrued, prices carried on to the new year, the year settled."""
