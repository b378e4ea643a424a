"""The Slack bot of the Mass Violence Advisory Initiative."""

__version__ = "0.1.0"
