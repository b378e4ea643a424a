"""Assignments: what a yes becomes, from the introduction to the last day, and how helpers are protected."""
