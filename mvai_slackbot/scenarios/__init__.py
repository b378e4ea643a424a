"""Towns for the simulator: who is there, who has which role, who is on call.

A *scenario* is data about fictional people; `prepare` gives them their roles in the bot's own records, as an
administrator would. A scenario may be *lived through*: its people act in the simulator while the clock is turned, and
the bot does what it does for anybody. `list_due` is the list of what comes next. Nothing here is used against Slack.
"""

from mvai_slackbot.scenarios.due import list_due
from mvai_slackbot.scenarios.people import Scenario, Someone
from mvai_slackbot.scenarios.prepare import prepare
from mvai_slackbot.scenarios.towns import SCENARIOS

__all__ = ["SCENARIOS", "Scenario", "Someone", "list_due", "prepare"]
