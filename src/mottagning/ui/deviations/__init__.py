"""The area Avvikelser: what was not as agreed."""
