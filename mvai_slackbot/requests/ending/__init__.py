"""Ending: an outcome, a withdrawal that can be taken back, and no no before somebody has called."""
