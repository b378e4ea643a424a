"""The list of clocks: what the features do when time passes."""

from mvai_slackbot import housekeeping
from mvai_slackbot.calls import clock as calls_clock
from mvai_slackbot.checkins import clock as checkins_clock
from mvai_slackbot.features import HOME
from mvai_slackbot.home import keeping_up as home_keeping_up
from mvai_slackbot.incidents import clock as incidents_clock
from mvai_slackbot.intake import clock as intake_clock
from mvai_slackbot.people import clock as people_clock
from mvai_slackbot.reports import clock as reports_clock
from mvai_slackbot.requests import clock as requests_clock
from mvai_slackbot.scheduler import Each, Finds
from mvai_slackbot.smes.assignments import clock as smes_care
from mvai_slackbot.smes.offers import clock as smes_clock

CLOCKS = (
    housekeeping.tick,
    Each(people_clock.tick, people_clock.list_ids, people_clock.look_at),
    incidents_clock.tick,
    intake_clock.tick,
    Each(requests_clock.tick, requests_clock.list_ids, requests_clock.look_at),
    Each(calls_clock.tick, calls_clock.list_ids, calls_clock.look_at),
    Each(smes_clock.tick, smes_clock.list_ids, smes_clock.look_at),
    Each(smes_care.tick, smes_care.list_ids, smes_care.look_at),
    Each(checkins_clock.tick, checkins_clock.list_ids, checkins_clock.look_at),
    Each(checkins_clock.tick_calls, checkins_clock.list_calls, checkins_clock.look_at_call),
    Each(reports_clock.tick_alerts, reports_clock.list_alerts, reports_clock.look_at_alert),
    Each(reports_clock.tick_reminders, reports_clock.list_reminded, reports_clock.look_at_reminded),
    Each(reports_clock.tick_digests, reports_clock.list_digests, reports_clock.look_at_digest),
    # Last: what the others have done shows on the tabs that are open.
    Finds(home_keeping_up.build(HOME)),
)
