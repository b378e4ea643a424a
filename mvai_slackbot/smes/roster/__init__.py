"""The roster: who is on it, what they bring and when, in forms and as a table."""
