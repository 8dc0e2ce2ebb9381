"""The area Väntar på: on the cards of a person and of a plan, and a list of all by actor."""
