"""The area Planer."""
