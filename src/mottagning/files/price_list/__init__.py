"""Price lists as municipalities publish them."""
