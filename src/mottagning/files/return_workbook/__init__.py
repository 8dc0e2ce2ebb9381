"""A month's return for one counterpart as a workbook that an economist trusts."""
