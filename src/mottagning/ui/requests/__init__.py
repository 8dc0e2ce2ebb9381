"""The area Förfrågningar: places on their way to being booked."""
