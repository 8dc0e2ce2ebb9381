"""What does a booking cost, and why? From facts to explained claims; one small module for each rule."""
