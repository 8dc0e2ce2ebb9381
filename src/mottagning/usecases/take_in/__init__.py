"""An office's own list into the register: read, looked at, taken in, and taken back as a whole."""
