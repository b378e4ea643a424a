"""The HTTP front: Slack's requests, health, metrics. Features hand it plain functions."""
