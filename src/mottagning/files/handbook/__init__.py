"""The handbook: read from its pages, written as HTML."""
