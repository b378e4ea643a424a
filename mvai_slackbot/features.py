"""The list of features: what each hears, reads and announces."""

from functools import partial

from mvai_slackbot import content_check
from mvai_slackbot.calls import (
    announce as calls_announce,
    announce_ringing as calls_ringing,
    listeners as calls_listeners,
    listeners_on_call as calls_on_call,
    listeners_typed as calls_typed,
    listeners_wishing as calls_wishing,
)
from mvai_slackbot.calls.views import ask_button as call_button, find_ask_button as find_call_button
from mvai_slackbot.calls.waiting import hindrance as calls_hindrance, waiting as calls_waiting
from mvai_slackbot.checkins import (
    announce as checkins_announce,
    content as checkins_content,
    ending as checkins_ending,
    ends as checkins_ends,
    listeners as checkins_listeners,
    repairing as checkins_repairing,
)
from mvai_slackbot.checkins.answers import listeners as checkins_answering, listeners_history as checkins_history
from mvai_slackbot.checkins.links import (
    announce as checkins_linking,
    by_letter as checkins_by_letter,
    listeners as checkins_asking_by_link,
    service as checkins_links,
)
from mvai_slackbot.checkins.plans import (
    announce as checkins_announce_plan,
    listeners as checkins_plan,
    listeners_pace as checkins_pace,
)
from mvai_slackbot.checkins.plans.stopping import stops
from mvai_slackbot.checkins.plans.waiting import waiting as plan_waiting
from mvai_slackbot.checkins.prompts import (
    announce as checkins_reaching,
    listeners as checkins_outreach,
    outreach as checkins_silence,
)
from mvai_slackbot.checkins.waiting import waiting as checkins_waiting
from mvai_slackbot.home import listeners as home_listeners
from mvai_slackbot.home.readers import Parts
from mvai_slackbot.incidents import (
    announce as incidents_announce,
    announce_calendar as incidents_announce_calendar,
    announce_end as incidents_end,
    listeners as incidents_listeners,
    listeners_calendar as incidents_calendar,
    listeners_channel as incidents_channel,
    listeners_closing as incidents_closing,
    listeners_leading as incidents_leading,
    listeners_repair as incidents_repair,
)
from mvai_slackbot.incidents.timeline import write_line
from mvai_slackbot.intake import announce as intake_announce, listeners as intake_listeners
from mvai_slackbot.intake.threads import heard_from
from mvai_slackbot.intake.waiting import standing as intake_standing, waiting as intake_waiting
from mvai_slackbot.letters import announce as letters_announce, listeners as letters_listeners
from mvai_slackbot.letters.waiting import waiting as letters_waiting
from mvai_slackbot.library.views import lines as library_lines
from mvai_slackbot.people import announce as people_announce, listeners as people_listeners
from mvai_slackbot.reports import (
    alerts as reports_alerts,
    announce as reports_announce,
    listeners as reports_listeners,
)
from mvai_slackbot.reports.waiting import waiting as reports_waiting
from mvai_slackbot.requests import announce as requests_announce, listeners as requests_listeners
from mvai_slackbot.requests.deciding import (
    assessment as requests_assessment,
    listeners as requests_deciding,
    listeners_standing_in as requests_standing_in,
)
from mvai_slackbot.requests.drafts import (
    announce as requests_drafts_announce,
    listeners as requests_drafts,
    writing as requests_writing,
)
from mvai_slackbot.requests.ending import ends as requests_ends, listeners as requests_ending
from mvai_slackbot.requests.following import listeners as requests_following, listeners_list as requests_list
from mvai_slackbot.requests.waiting import waiting as requests_waiting
from mvai_slackbot.settings import Settings
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.smes import repairing as smes_repairing, writing as smes_writing
from mvai_slackbot.smes.assignments import (
    announce as smes_working,
    announce_ends as smes_ending,
    ends as smes_ends,
    listeners as smes_work,
    listeners_handing as smes_handing,
    protection as smes_protection,
)
from mvai_slackbot.smes.offers import (
    announce as smes_announce,
    announce_by_mail as smes_announce_by_mail,
    announce_turns as smes_turns,
    announce_waiting as smes_waiting_offers,
    by_mail as smes_by_mail,
    listeners as smes_listeners,
    listeners_by_mail as smes_recording,
    listeners_done as smes_done,
    listeners_own as smes_own,
    listeners_waiting as smes_offers,
    offering as smes_offering,
)
from mvai_slackbot.smes.ranking import listeners as smes_finding
from mvai_slackbot.smes.roster import listeners as smes_roster
from mvai_slackbot.smes.service import helpers_of, reach_of
from mvai_slackbot.smes.telling import Handed
from mvai_slackbot.smes.waiting import own_record, waiting as smes_waiting
from mvai_slackbot.smes.waiting_staff import waiting as smes_waiting_staff
from mvai_slackbot.work import Announcers, Reader

# SMEs hear of the end of an incident before they would hear of each request's.
READERS = (
    write_line,
    reports_alerts.follow,
    smes_ends.follow,
    smes_offering.follow,
    smes_protection.follow,
    checkins_ends.follow,
    requests_ends.follow,
    requests_assessment.follow,
    requests_writing.build(heard_from),
    smes_writing.build(heard_from),
    smes_by_mail.follow,
    checkins_by_letter.follow,
    checkins_silence.follow,
)
# What waits for somebody, on the page that `/mvai` shows.
WAITING = (
    calls_waiting, intake_waiting, reports_waiting, letters_waiting, requests_waiting, smes_waiting, smes_waiting_staff,
    checkins_waiting, plan_waiting,
)  # fmt: skip
# What belongs to somebody at all times, or stands as it is, on the same page.
STANDING = (own_record, intake_standing, requests_standing_in.standing)
HOME = Parts(WAITING, STANDING)
# What stands in the way of closing, what ends with it, what is asked first, which check-ins may go on.
ENDS = incidents_closing.Ends(
    hindrances=(calls_hindrance,),
    endings=(smes_ends.endings, requests_ends.endings),
    first=requests_ending.ask_first,
    goes_on=checkins_ends.goes_on,
    asked=checkins_ends.asked,
    ended=(requests_ends.ended_with, smes_ending.ended_with),
)
AT_THE_END = incidents_end.Handed(asked=checkins_ends.asked, checkins=checkins_ends.after, call=call_button)


def way(settings: Settings) -> checkins_links.Way:
    """Return how a link to a form reaches somebody."""
    return checkins_links.Way(settings.public_url, mails=bool(settings.smtp_url.get_secret_value()))


def readers(settings: Settings) -> tuple[Reader, ...]:
    """Return everything that reads facts before they are announced."""
    return (*READERS, checkins_links.follow(way(settings)))


def _of_smes(settings: Settings) -> list[Listeners]:
    return [
        smes_roster.build(settings.sme_kinds),
        # A rule of ranking at fault stops the start here.
        smes_finding.build(settings.sme_kinds),
        smes_listeners.listeners,
        smes_own.listeners,
        smes_done.listeners,
        smes_offers.listeners,
        smes_recording.listeners,
        smes_work.listeners,
        smes_handing.listeners,
    ]


def _of_incidents() -> list[Listeners]:
    return [
        incidents_listeners.listeners,
        incidents_leading.listeners,
        incidents_channel.build(calls_hindrance),
        incidents_repair.build((smes_repairing.list_told, checkins_repairing.list_told)),
        incidents_calendar.listeners,
        incidents_closing.build(ENDS),
        requests_ending.build(ENDS.check),
    ]


def listeners(settings: Settings) -> list[Listeners]:
    """Return everything that is heard."""
    # Nothing is heard while a data file is at fault, the contacts for somebody in need first of all.
    content_check.load(settings.content)
    heard = [
        people_listeners.listeners,
        letters_listeners.build(partial(checkins_by_letter.new_link, way(settings))),
        *_of_incidents(),
        requests_listeners.listeners,
        requests_list.build(reach_of),
        requests_following.build(helpers_of, reach_of),
        requests_deciding.listeners,
        requests_standing_in.listeners,
        *_of_smes(settings),
        requests_drafts.build(checkins_ending.end_plans),
        calls_on_call.listeners,
        calls_listeners.listeners,
        calls_typed.build(stops),
        calls_wishing.listeners,
        checkins_listeners.listeners,
        checkins_outreach.listeners,
        checkins_history.listeners,
        checkins_asking_by_link.build(way(settings)),
        checkins_plan.listeners,
        checkins_pace.listeners,
        reports_listeners.listeners,
        intake_listeners.listeners,
        # A data file at fault stops the start here, with a line that names it.
        checkins_answering.build(checkins_content.load()),
    ]
    return [
        *heard,
        home_listeners.build(settings.command_prefix, HOME, listeners=heard),
    ]


def announcers(settings: Settings) -> list[Announcers]:
    """Return everything that is announced."""
    handed = Handed(call=call_button, briefing=library_lines)
    return [
        people_announce.announcers,
        letters_announce.announcers,
        incidents_announce.build(settings.library_url, AT_THE_END, find_call_button),
        requests_announce.build(helpers_of),
        requests_drafts_announce.build(checkins_ends.goes_on),
        smes_announce.build(handed),
        smes_ending.build(handed),
        smes_waiting_offers.announcers,
        smes_turns.announcers,
        smes_announce_by_mail.announcers,
        smes_working.build(handed),
        calls_announce.announcers,
        calls_ringing.build(hook=bool(settings.paging_url), mail=bool(settings.smtp_url.get_secret_value())),
        checkins_announce.announcers,
        checkins_reaching.announcers,
        checkins_linking.build(way(settings)),
        checkins_announce_plan.announcers,
        incidents_announce_calendar.announcers,
        reports_announce.announcers,
        intake_announce.announcers,
    ]
