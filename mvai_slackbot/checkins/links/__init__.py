"""Links to the form, for somebody without a Slack account."""
