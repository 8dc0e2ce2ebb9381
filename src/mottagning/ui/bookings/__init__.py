"""The screens of one area: what has been booked for whom."""
