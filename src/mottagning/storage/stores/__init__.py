"""One module for each area: how its records are put into the register and read back."""
