"""Reading check-ins, as those live it who read."""
