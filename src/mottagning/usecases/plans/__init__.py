"""Introduction plans: listed, opened, begun, changed, followed up, ticked off, printed, closed."""
