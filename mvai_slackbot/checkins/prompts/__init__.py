"""Prompts: ask, remind, let go, and ask a person to phone; each day once, never a burst."""
