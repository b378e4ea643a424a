"""What people do: each gesture becomes Slack's payload, and the app's answer is applied to the workspace."""
