"""What Slack does wrong on the way, what is sent twice, and what is forged: nothing is lost and nothing is there twice."""
