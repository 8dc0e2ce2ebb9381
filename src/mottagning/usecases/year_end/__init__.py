"""What an office does at the turn of the year: accruals, prices carried on, the year settled."""
