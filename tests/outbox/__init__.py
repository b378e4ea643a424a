"""What the outbox promises of order, without Slack."""
