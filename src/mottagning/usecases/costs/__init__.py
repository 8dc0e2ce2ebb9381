"""What bookings cost: worked out for a year, or for one booking."""
