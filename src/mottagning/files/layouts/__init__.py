"""Which sheets and columns do our workbooks have? Data, in the words of the formats."""
