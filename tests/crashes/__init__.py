"""A real bot process is killed at every Slack call and at every commit; a fresh one finishes what it began."""
