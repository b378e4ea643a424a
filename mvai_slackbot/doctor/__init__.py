"""The doctor: each check looks at one thing a start depends on and returns a finding with the next step."""

from mvai_slackbot.doctor.examine import examine
from mvai_slackbot.doctor.finding import Finding

__all__ = ["Finding", "examine"]
