"""The people of a test: they type, press, fill in and read."""
