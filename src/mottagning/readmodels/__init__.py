"""Frozen values that queries give and that window, command line and workbooks show."""
