"""The expectation, from the privacy rules and not from the code: who may do what in their own incident, another, a locked one.

Deny by default. Staff may everything that is not addressed to one person. What is addressed to somebody is theirs,
locked or not: they can always say no, pause, stop, step back, answer and take back. What would show a locked incident,
write into it for others, or bring a new person in, is for staff alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .cast import (
    ADMINISTRATOR,
    AUDITOR,
    BJA,
    COORDINATOR,
    DELEGATE,
    DEPUTY,
    EVERYBODY,
    IACP,
    LEADER,
    MENTAL_HEALTH,
    ON_CALL,
    SME,
    SME_LEAD,
    SME_OUTSIDE,
)
from .town import LOCKED, OTHER, THEIRS

People = frozenset[str]


@dataclass(frozen=True)
class Rule:
    """Who may, by relation. `asks`: who is answered, too, but with nothing of that incident."""

    theirs: People
    another: People
    locked: People
    asks: People = field(default=frozenset())

    def may(self, relation: str) -> People:
        """Return who may in this relation."""
        return {THEIRS: self.theirs, OTHER: self.another, LOCKED: self.locked}[relation]


def _some(*people: str) -> People:
    return frozenset(people)


def _same(people: Iterable[str]) -> Rule:
    found = frozenset(people)
    return Rule(found, found, found)


def _own(*people: str) -> Rule:
    """Theirs alone, locked or not; nothing of another incident was addressed to them."""
    return Rule(_some(*people), _some(), _some(*people))


def _open_only(*people: str) -> Rule:
    """Theirs alone, and not while it is locked."""
    return Rule(_some(*people), _some(), _some())


ALL = frozenset(EVERYBODY)
STAFF = _some(ADMINISTRATOR, COORDINATOR)
SMES = _some(SME, SME_LEAD, MENTAL_HEALTH)
LEADING = _some(LEADER, DEPUTY)
REVIEWERS = _some(IACP, BJA)

EVERYONE = _same(ALL)
STAFF_ONLY = _same(STAFF)
ADMINISTRATORS = _same([ADMINISTRATOR])
# Everybody may ask what waits for them; of an incident only its own people and staff hear, and reviewers what waits
# for their decision.
HOME = Rule(STAFF | SMES | LEADING | REVIEWERS, STAFF | REVIEWERS, STAFF, asks=ALL)
HELP = Rule(_some(), _some(), _some(), asks=ALL)
INCIDENT = Rule(STAFF | SMES | LEADING, STAFF, STAFF)
HELPERS = Rule(STAFF | SMES, STAFF, STAFF)
# Requests and decisions: leader and SMEs of the incident, reviewers and auditors of every one that is not locked.
READ = REVIEWERS | {AUDITOR}
REQUEST = Rule(STAFF | SMES | LEADING | READ, STAFF | READ, STAFF)
REQUESTS = Rule(STAFF | SMES | LEADING | READ, STAFF | READ, STAFF, asks=ALL)
WITHDRAW = Rule(STAFF | LEADING, STAFF, STAFF)
DECISION = Rule(STAFF | REVIEWERS, STAFF | REVIEWERS, STAFF)
# Items of an answer, own capacity and notes: no reviewer and no auditor reads them.
ANSWER = Rule(STAFF | {SME_LEAD, MENTAL_HEALTH, LEADER}, STAFF, STAFF)
# An SME of one area reads in words how it last moved, of their incident; an answer itself is not shown to them.
TRENDS = Rule(ANSWER.theirs | {SME}, ANSWER.another, ANSWER.locked)
# One's own, and nothing of a locked incident.
OWN_ANSWERS = Rule(_some(LEADER), _some(), _some(), asks=ALL)
# Who gave the answer, and staff; a locked incident hears no new request.
ASK_HELP = Rule(STAFF | {LEADER}, STAFF, _some())
ROSTER = _same(STAFF | SMES | {SME_OUTSIDE})
RECORD = _same(STAFF | {SME_OUTSIDE})
OWN_ASSIGNMENT = Rule(STAFF | SMES, STAFF, STAFF | SMES)
STOP = Rule(STAFF | {LEADER}, STAFF, STAFF | {LEADER})
# A plan is changed by its own person, locked or not, and by staff; bringing somebody in waits while it is locked.
PLAN = STOP
SECOND = Rule(STAFF | {LEADER}, STAFF, _some())
# Who asked for the call: the leader in theirs, the deputy in the locked one.
CALLER = Rule(_some(LEADER), _some(), _some(DEPUTY))
# Whoever waits for a call already hears how their own call stands.
OWN_CALL = Rule(LEADING, LEADING, LEADING)

RAISES = Rule(STAFF | SMES | {DELEGATE}, STAFF, STAFF | SMES | {DELEGATE})

TABLE: dict[tuple[str, str], Rule] = {
    ("command", ""): HOME,
    ("command", "help"): HELP,
    # Shows what the person who presses may see, on their own Home tab.
    ("button", "home.look"): EVERYONE,
    ("button", "home.turn"): EVERYONE,
    ("command", "on-call"): STAFF_ONLY,
    ("command", "away"): STAFF_ONLY,
    ("command", "back"): STAFF_ONLY,
    ("command", "role"): ADMINISTRATORS,
    ("command", "incident open"): STAFF_ONLY,
    ("form", "incident.open"): STAFF_ONLY,
    ("form", "incident.look_again"): STAFF_ONLY,
    # SMEs read what was asked for and where it stands; staff write it.
    ("button", "incident.add_details"): STAFF_ONLY,
    ("form", "incident.details"): STAFF_ONLY,
    ("command", "incident status"): INCIDENT,
    ("command", "incident list"): STAFF_ONLY,
    ("command", "incident repair"): STAFF_ONLY,
    ("button", "incident.repair"): STAFF_ONLY,
    ("command", "incident handover"): STAFF_ONLY,
    ("form", "incident.handover"): STAFF_ONLY,
    ("command", "incident leader"): STAFF_ONLY,
    ("button", "incident.set_leader"): STAFF_ONLY,
    ("form", "incident.leader"): STAFF_ONLY,
    ("button", "incident.send_leader"): STAFF_ONLY,
    ("button", "incident.take_back_leader"): STAFF_ONLY,
    ("command", "incident lock"): STAFF_ONLY,
    ("command", "incident unlock"): STAFF_ONLY,
    ("command", "incident close"): STAFF_ONLY,
    ("button", "incident.close"): STAFF_ONLY,
    ("button", "incident.how_closed"): STAFF_ONLY,
    ("form", "incident.how_closed"): STAFF_ONLY,
    ("command", "incident reopen"): STAFF_ONLY,
    ("button", "mail.show"): STAFF_ONLY,
    ("button", "mail.let_in"): STAFF_ONLY,
    ("form", "mail.let_in"): STAFF_ONLY,
    ("button", "mail.drop"): STAFF_ONLY,
    ("button", "letter.show"): STAFF_ONLY,
    ("button", "letter.sent"): STAFF_ONLY,
    ("button", "letter.let_go"): STAFF_ONLY,
    ("command", "request log"): STAFF_ONLY,
    ("button", "request.log_here"): STAFF_ONLY,
    ("shortcut", "request.from_message"): STAFF_ONLY,
    ("form", "request.log"): STAFF_ONLY,
    ("form", "request.log_looked_at"): STAFF_ONLY,
    ("command", "request show"): REQUEST,
    ("button", "request.show"): REQUEST,
    ("command", "request list"): REQUESTS,
    ("button", "request.page"): REQUESTS,
    ("command", "request close"): STAFF_ONLY,
    ("button", "request.close"): STAFF_ONLY,
    ("form", "request.close"): STAFF_ONLY,
    ("button", "request.correct"): STAFF_ONLY,
    ("form", "request.correct"): STAFF_ONLY,
    ("button", "request.open_incident"): STAFF_ONLY,
    ("button", "request.attach"): STAFF_ONLY,
    ("form", "request.attach"): STAFF_ONLY,
    ("command", "request decide"): DECISION,
    ("button", "request.decide"): DECISION,
    ("form", "request.decide"): DECISION,
    ("button", "request.view"): DECISION,
    # Staff write down what reviewers said in a form of their own.
    ("form", "request.own_view"): Rule(REVIEWERS, REVIEWERS, _some()),
    ("command", "request stand-in"): _same(STAFF | REVIEWERS),
    ("button", "request.take"): STAFF_ONLY,
    ("button", "request.verified"): STAFF_ONLY,
    ("button", "request.call_held"): STAFF_ONLY,
    ("button", "request.merge"): STAFF_ONLY,
    ("form", "request.merge"): STAFF_ONLY,
    ("button", "request.merge_here"): STAFF_ONLY,
    ("button", "request.attach_here"): STAFF_ONLY,
    ("button", "request.refer"): STAFF_ONLY,
    ("button", "request.checkins"): STAFF_ONLY,
    ("button", "request.take_back"): STAFF_ONLY,
    ("form", "request.end_with_incident"): STAFF_ONLY,
    # Who leads may end the help for their own community, while it is not locked.
    ("command", "request withdraw"): WITHDRAW,
    ("button", "request.withdraw"): WITHDRAW,
    ("command", "sme add"): STAFF_ONLY,
    ("form", "sme.roster"): STAFF_ONLY,
    ("form", "sme.away"): STAFF_ONLY,
    ("command", "sme list"): ROSTER,
    ("command", "sme record"): ROSTER,
    ("button", "sme.roster_page"): ROSTER,
    # Records are asked for of one SME, who is in no incident.
    ("button", "sme.record"): RECORD,
    ("button", "sme.correct"): RECORD,
    ("form", "sme.own"): RECORD,
    ("form", "sme.times"): RECORD,
    ("form", "sme.care"): RECORD,
    ("command", "sme find"): STAFF_ONLY,
    ("button", "sme.find"): STAFF_ONLY,
    ("button", "sme.find_adjust"): STAFF_ONLY,
    ("button", "sme.find_left_out"): STAFF_ONLY,
    ("form", "sme.find"): STAFF_ONLY,
    ("command", "sme assign"): STAFF_ONLY,
    ("button", "sme.ask_assign"): STAFF_ONLY,
    ("button", "sme.send_offer"): STAFF_ONLY,
    ("button", "sme.take_back"): STAFF_ONLY,
    ("button", "sme.find_here"): STAFF_ONLY,
    ("button", "sme.assign_here"): STAFF_ONLY,
    ("form", "sme.assign"): STAFF_ONLY,
    ("button", "offer.accept"): _open_only(SME),
    ("form", "offer.opt_in"): _open_only(SME),
    ("button", "offer.decline"): _own(SME),
    ("button", "offer.reason"): _own(SME),
    ("button", "offer.own_reason"): _own(SME),
    ("form", "offer.reason"): _own(SME),
    # The kind of place stays hidden while the incident is.
    ("button", "offer.place"): _open_only(SME),
    ("button", "offer.question"): _own(SME),
    ("form", "offer.question"): _own(SME),
    # What an SME without a Slack account says by mail or by phone is written down by staff alone.
    ("button", "offer.record"): STAFF_ONLY,
    ("button", "assignment.talked"): STAFF_ONLY,
    ("button", "assignment.done_for"): STAFF_ONLY,
    ("button", "assignment.steps_back"): STAFF_ONLY,
    ("button", "offer.answer"): STAFF_ONLY,
    ("form", "offer.answer"): STAFF_ONLY,
    ("command", "sme team"): STAFF_ONLY,
    ("button", "sme.ask_team"): STAFF_ONLY,
    ("form", "sme.team"): STAFF_ONLY,
    ("button", "sme.send_team"): STAFF_ONLY,
    ("button", "sme.ask_next"): STAFF_ONLY,
    ("button", "sme.end_list"): STAFF_ONLY,
    ("button", "assignment.contact"): _own(SME),
    ("button", "assignment.record"): _own(SME),
    ("form", "assignment.record"): _open_only(SME),
    # Of the SMEs who helps with the request, and the SME lead.
    ("command", "sme log"): HELPERS,
    # What was done: its leaders, whom they named, reviewers and auditors too, without the words beside it.
    ("command", "sme milestones"): Rule(STAFF | SMES | LEADING | READ | {DELEGATE}, STAFF | READ, STAFF),
    ("button", "assignment.share"): _own(SME),
    ("form", "assignment.share"): _own(SME),
    ("button", "assignment.somebody_else"): _own(LEADER, DEPUTY),
    ("button", "assignment.stand_down"): STAFF_ONLY,
    ("command", "sme stand-down"): STAFF_ONLY,
    ("command", "sme role"): STAFF_ONLY,
    ("command", "sme hand-over"): _open_only(*SMES),
    ("button", "assignment.hand_over"): _open_only(SME),
    ("button", "care.all_right"): _own(SME),
    ("button", "care.rest_longer"): _own(SME),
    ("button", "assignment.done"): _own(SME),
    ("form", "assignment.done"): _own(SME),
    ("command", "sme done"): OWN_ASSIGNMENT,
    ("form", "assignment.done_for_them"): STAFF_ONLY,
    ("button", "assignment.note"): _open_only(SME),
    ("form", "assignment.note"): _open_only(SME),
    ("form", "assignment.which_note"): _open_only(SME),
    ("command", "sme note"): HELPERS,
    ("command", "sme notes"): HELPERS,
    ("button", "assignment.step_back"): _own(SME),
    # Nobody who asks for a call is refused.
    ("button", "call.ask"): EVERYONE,
    ("button", "call.not_the_drill"): OWN_CALL,
    ("button", "call.withdraw"): CALLER,
    ("button", "call.give_number"): CALLER,
    ("form", "call.number"): CALLER,
    # Who is asked, and staff, who may offer it themselves.
    ("button", "call.take"): _same(STAFF | {ON_CALL}),
    ("button", "call.outcome"): _same([ON_CALL]),
    ("button", "call.still_on_it"): _same([ON_CALL]),
    # For oneself, whoever one is; for somebody else, those who work with them, locked or not: it tells nothing.
    ("command", "checkin call-me"): EVERYONE,
    ("command", "checkin call-for"): RAISES,
    ("button", "call.ask_for"): RAISES,
    ("command", "checkin numbers"): EVERYONE,
    ("form", "call.numbers"): EVERYONE,
    ("button", "call.got_this"): _same([ON_CALL]),
    ("button", "call.got_test"): _same([ON_CALL]),
    ("button", "call.set_pager"): EVERYONE,
    ("form", "call.pager"): EVERYONE,
    ("command", "checkin offer"): STAFF_ONLY,
    ("button", "checkin.offer_here"): STAFF_ONLY,
    ("form", "checkin.offer"): STAFF_ONLY,
    ("button", "checkin.offer_send"): STAFF_ONLY,
    ("button", "checkin.offer_take_back"): STAFF_ONLY,
    ("command", "checkin now"): STAFF_ONLY,
    ("button", "checkin.now_send"): STAFF_ONLY,
    ("button", "checkin.now_take_back"): STAFF_ONLY,
    ("command", "checkin status"): STAFF_ONLY,
    ("command", "checkin stop"): STOP,
    ("command", "checkin plan"): STOP,
    ("button", "plan.show"): PLAN,
    ("button", "plan.skip"): PLAN,
    ("button", "plan.pace"): PLAN,
    ("button", "plan.pause"): PLAN,
    ("button", "plan.stop"): PLAN,
    ("button", "plan.unfree"): PLAN,
    ("button", "plan.mark"): PLAN,
    ("button", "plan.less"): _own(LEADER),
    ("button", "plan.pause_until"): PLAN,
    ("form", "plan.pause_until"): PLAN,
    ("button", "plan.times"): PLAN,
    ("form", "plan.times"): PLAN,
    ("button", "plan.second"): SECOND,
    ("form", "plan.second"): SECOND,
    ("button", "plan.second_end"): PLAN,
    ("button", "plan.away"): _own(DELEGATE),
    ("form", "plan.away"): _own(DELEGATE),
    ("button", "plan.called"): HELPERS,
    ("button", "plan.offer_to"): STAFF_ONLY,
    ("command", "incident event"): STAFF_ONLY,
    ("button", "incident.add_event"): STAFF_ONLY,
    ("form", "incident.event"): STAFF_ONLY,
    ("button", "incident.remove_event"): STAFF_ONLY,
    ("command", "incident phase"): STAFF_ONLY,
    ("button", "incident.phase"): STAFF_ONLY,
    ("command", "incident year-mark"): STAFF_ONLY,
    ("form", "incident.year_mark"): STAFF_ONLY,
    ("button", "checkin.yes"): _own(DEPUTY),
    ("button", "checkin.later"): _own(DEPUTY),
    ("button", "checkin.no"): _own(DEPUTY),
    ("button", "checkin.pause"): _own(LEADER),
    ("button", "checkin.go_on"): _own(LEADER),
    ("button", "checkin.stop"): _own(LEADER),
    ("button", "checkin.start_again"): _own(LEADER),
    ("button", "checkin.snooze"): _own(DELEGATE),
    ("button", "checkin.someone_else"): SECOND,
    ("form", "checkin.delegate"): SECOND,
    ("button", "checkin.delegate_yes"): _open_only(DELEGATE),
    ("button", "checkin.delegate_no"): _own(DELEGATE),
    ("button", "checkin.delegate_end"): _own(LEADER, DELEGATE),
    ("button", "checkin.answer"): _own(LEADER),
    ("form", "checkin.answer.officer_micro"): _own(LEADER),
    ("form", "checkin.answer.officer_full"): _own(LEADER),
    ("form", "checkin.answer.community_full"): _own(DELEGATE),
    ("form", "checkin.note"): _own(LEADER),
    ("button", "checkin.show_answer"): ANSWER,
    ("command", "checkin trends"): TRENDS,
    ("command", "checkin rollup"): _same(STAFF | {BJA, AUDITOR}),
    ("button", "report.outcome"): Rule(STAFF | {SME_LEAD, MENTAL_HEALTH}, STAFF, STAFF),
    # Everybody may look back, and finds nothing but what they answered themselves.
    ("command", "checkin mine"): OWN_ANSWERS,
    ("button", "checkin.my_answers"): OWN_ANSWERS,
    ("button", "checkin.ask_help"): ASK_HELP,
    ("command", "checkin link"): STAFF_ONLY,
    ("form", "checkin.link"): STAFF_ONLY,
    ("button", "checkin.get_link"): STAFF_ONLY,
    ("button", "checkin.reached"): Rule(STAFF | {SME_LEAD}, STAFF, STAFF),
}

# What is about no incident at all is asked in one place only.
NOWHERE = {
    ("command", name) for name in ("help", "on-call", "away", "back", "role", "incident open", "incident list")
} | {
    ("button", "home.look"), ("button", "home.turn"),
    ("command", "sme add"), ("command", "sme list"), ("command", "sme record"), ("button", "sme.roster_page"),
    ("button", "sme.record"), ("button", "sme.correct"), ("form", "incident.open"), ("form", "sme.roster"),
    ("form", "sme.own"), ("form", "sme.times"), ("form", "sme.care"),
    ("command", "checkin call-me"), ("command", "checkin numbers"), ("form", "call.numbers"), ("button", "call.got_this"),
    ("button", "call.got_test"), ("button", "call.set_pager"), ("form", "call.pager"),
    ("command", "checkin rollup"),
}  # fmt: skip
