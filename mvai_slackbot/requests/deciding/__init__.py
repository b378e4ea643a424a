"""Deciding: the views of IACP and BJA, who stands in for a reviewer, and what the two views make together."""
