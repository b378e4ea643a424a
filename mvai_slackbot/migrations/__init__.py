"""The steps from one schema to the next; loaded by `migrate` alone, and where `run` and `simulate` migrate by themselves."""
