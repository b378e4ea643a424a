"""What people see of offers and plans; every message is made for one of them."""

from collections.abc import Sequence
from datetime import datetime

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot.calls.views import crisis_block, crisis_lines
from mvai_slackbot.checkins.models import About, Offer, OfferState, Plan, PlanState
from mvai_slackbot.checkins.plans.values import ShowPlan
from mvai_slackbot.checkins.values import (
    GoOn,
    Pause,
    SayLater,
    SayNo,
    SayYes,
    SomeoneElse,
    StartAgain,
    Stop,
)
from mvai_slackbot.clock import day_words
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, message, quiet_message, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import clip, escape, moment, person

ABOUT = {About.OFFICER: "officers", About.COMMUNITY: "the community", None: "officers and the community"}
RECORDS = "Answers may be subject to public-records law. This is not a monitored crisis line."
# All that somebody may know of a locked incident's check-ins, which are theirs.
LOCKED = "Paused by the coordinator for now. Your answers are kept."
YOU_TOO = " You paused them yourself as well."
ENDED = "*The check-ins have ended.* Nothing more is asked of you. Thank you for what you shared."


def reach_words(incident: Incident) -> str:
    """Return what the staff member is about to send as an offer."""
    return (
        f"One direct message about *{title(incident)}*: it asks whether they want short check-ins, says that it is "
        "voluntary and who reads the answers. Nothing else is asked before a yes."
    )


def offer(made: Offer, incident: Incident, by: Person, read_by: str) -> Message:
    """Return the question to the person themselves."""
    text = (
        "• *What it is:* a form of a minute or two about your agency and your community as a whole, here, by direct "
        "message: daily in the first week, then less and less often.\n"
        "• *Voluntary:* a no changes nothing in the help you get. You can skip any question, pause, stop, or let "
        "somebody else answer, with one press, at any time.\n"
        f"• *Who reads it:* {escape(read_by)}; other coordinators when they stand in. Nothing of it appears in the "
        "incident's channel.\n"
        f"• *Good to know:* {RECORDS}"
    )
    who = f"{escape(by.name.reveal())} asks for MVAI"
    return quiet_message(
        section(f"{incident.mark}*{who}: would you like short check-ins* while MVAI helps with {incident.number}?"),
        section(text),
        crisis_block(),
        yes_later_no(made),
        drill=incident.drill,
    )


def yes_later_no(made: Offer) -> SlackBlock:
    """Return the three answers to an offer; each is as good as the others."""
    return actions(
        button("Yes", SayYes(offer=made.id), style="primary"),
        button("Later", SayLater(offer=made.id)),
        button("No, thank you", SayNo(offer=made.id)),
    )


def offer_answered(made: Offer, incident: Incident) -> Message:
    """Return what stands in the place of the question once it needs no answer, or can wait."""
    words = {
        OfferState.LATER: "All right. Nothing is sent. You can press “Yes” here whenever it suits you.",
        OfferState.NO: (
            "Thank you for saying so. Nothing will be asked, and nothing changes in the help you get. If you want "
            "check-ins one day, tell the coordinator."
        ),
        OfferState.TAKEN_BACK: "An earlier message here was not meant for you. Nothing is asked of you.",
    }.get(made.state, "An earlier question here is not needed anymore. Nothing is asked of you.")
    blocks: list[SlackBlock] = [section(f"{incident.mark}{words}")]
    if made.state is OfferState.LATER:
        blocks.append(
            actions(
                button("Yes", SayYes(offer=made.id), style="primary"), button("No, thank you", SayNo(offer=made.id))
            )
        )
    return quiet_message(*blocks, drill=incident.drill)


def offer_outcome(made: Offer, incident: Incident, to: Person) -> Message:
    """Return the word to the staff member who offered."""
    said = {OfferState.YES: "yes", OfferState.LATER: "later", OfferState.NO: "no, thank you"}.get(made.state, "")
    text = f"*{title(incident)}*: {person(to.user_id, to.name.reveal())} said “{said}” to check-ins."
    return message(f"{incident.mark}MVAI: an answer to your offer", section(text))


def controls(plan: Plan, prompt: int = 0) -> list[SlackBlock]:
    """Return the leader's buttons: pause or go on, and stop; after their own stop, the way back."""
    if plan.state is PlanState.STOPPED:
        return way_back(plan, prompt=prompt, apart=False)
    others = [] if plan.second_of is not None else [button("Someone else answers", SomeoneElse(plan=plan.id))]
    return [actions(*others, *_pace(plan, prompt=prompt), button("My plan", ShowPlan(plan=plan.id)))]


def way_back(plan: Plan, *, prompt: int = 0, apart: bool = True) -> list[SlackBlock]:
    """Return the press that takes one's own stop back; nothing where somebody else ended it."""
    value = StartAgain(plan=plan.id, prompt=prompt, apart=apart)
    return [actions(button("Start again", value))] if plan.set_by == plan.person_id else []


def _pace(plan: Plan, *, prompt: int = 0, apart: bool = False) -> list[SlackButton]:
    go = (
        button("Go on", GoOn(plan=plan.id, prompt=prompt, apart=apart), style="primary")
        if plan.state is PlanState.PAUSED
        else button("Pause", Pause(plan=plan.id, prompt=prompt, apart=apart))
    )
    return [go, button("Stop", Stop(plan=plan.id, prompt=prompt, apart=apart))]


def stop_here(plans: Sequence[tuple[Plan, str]]) -> list[SlackBlock]:
    """Return a stop for each of somebody's plans, named where there are several; nothing where there is none."""
    if not plans:
        return []
    presses = [button(label, Stop(plan=one.id, apart=True), nth=nth) for nth, (one, label) in enumerate(plans)]
    return [section("To end the check-ins, press:"), actions(*presses)]


def pressed(plan: Plan, incident: Incident, next_at: datetime | None, *, changed: bool, locked: bool) -> Message:
    """Return what came of a press, to who pressed where nothing else shows it; `changed`: it was not so before."""
    already = "" if changed else " already"
    if plan.state is PlanState.STOPPED:
        whom = "" if plan.set_by == plan.person_id else " If you want them again, please tell the coordinator."
        words, presses = f"*Stopped{already}.* Nothing more is asked of you.{whom}", way_back(plan)
    elif locked:
        words, presses = _locked_words(plan), [actions(*locked_presses(plan, apart=True))]
    elif plan.state is PlanState.PAUSED:
        words, presses = f"*Paused{already}.* {_paused_until(plan)}", [actions(*_pace(plan, apart=True))]
    else:
        when = f"The next one comes {moment(next_at)}." if next_at else "No further one is planned."
        words, presses = f"*They go on{already}.* {when}", [actions(*_pace(plan, apart=True))]
    return message(f"{incident.mark}Your check-ins", section(f"{incident.mark}{words}"), *presses)


def _paused_until(plan: Plan) -> str:
    if plan.paused_until is None:
        return "Nothing is sent until you press “Go on”."
    return f"They go on by themselves on {day_words(plan.paused_until, this_year=plan.paused_until.year)}."


def plan_locked(plan: Plan, incident: Incident) -> Message:
    """Return what the leader sees of their plan while its incident is locked: nothing comes, and nothing is lost."""
    words = section(f"{incident.mark}{_locked_words(plan)}")
    return quiet_message(words, crisis_lines(), actions(*locked_presses(plan)), drill=incident.drill)


def _locked_words(plan: Plan) -> str:
    return f"*{LOCKED}*{YOU_TOO if plan.state is PlanState.PAUSED else ''}"


def locked_presses(plan: Plan, *, apart: bool = False) -> list[SlackButton]:
    """Return what can still be pressed: to stop, and to take back one's own pause; to pause what is paused says nothing."""
    go, stop = _pace(plan, apart=apart)
    return [go, stop] if plan.state is PlanState.PAUSED else [stop]


def plan(plan: Plan, incident: Incident, next_at: datetime | None, call: SlackButton | None = None) -> Message:
    """Return what the leader sees of their plan; `call` asks for a call."""
    when = f"The next one comes {moment(next_at)}." if next_at else "No further one is planned."
    until = day_words(plan.paused_until, this_year=plan.paused_until.year) if plan.paused_until else ""
    words = {
        PlanState.ACTIVE: f"*Thank you. You get short check-ins here.* {when}",
        PlanState.PAUSED: f"*Paused until {until}.* {when} You can go on before that."
        if until
        else "*Paused.* Nothing is sent until you press “Go on”.",
        PlanState.STOPPED: ENDED,
    }[plan.state]
    return quiet_message(section(f"{incident.mark}{words}"), crisis_lines(call), *controls(plan), drill=incident.drill)


def plan_stopped(plan: Plan, incident: Incident, who: Person) -> Message:
    """Return the word to the coordinator when the leader stopped."""
    text = f"*{title(incident)}*: {person(who.user_id, who.name.reveal())} stopped the check-ins. No reason is needed."
    return message(f"{incident.mark}MVAI: check-ins stopped", section(text))


def plan_started_again(incident: Incident, who: Person) -> Message:
    """Return the word to the coordinator when the leader took their stop back."""
    text = f"*{title(incident)}*: {person(who.user_id, who.name.reveal())} wants the check-ins again."
    return message(f"{incident.mark}MVAI: check-ins begin again", section(text))


def plan_held(incident: Incident, who: Person) -> Message:
    """Return the word to the coordinator when the leader's account is deactivated."""
    text = (
        f"*{title(incident)}*: the Slack account of {escape(who.name.reveal())} is deactivated, so their check-ins are "
        "paused. Please reach them by phone."
    )
    return message(f"{incident.mark}MVAI: check-ins paused", section(text))


def not_delivered(incident: Incident, who: Person, reason: str) -> Message:
    """Return the word to staff when a direct message could not be delivered."""
    text = (
        f"*{title(incident)}*: a check-in message to {person(who.user_id, who.name.reveal())} could not be delivered "
        f"({escape(reason)}). Please reach them by phone."
    )
    return message(f"{incident.mark}MVAI: a message was not delivered", section(text))


def quiet_day(incident: Incident, name: str) -> Message:
    """Return the quiet word on the year mark: no question, nothing to press."""
    return quiet_message(
        section(
            f"{incident.mark}Nothing is asked of you today, the {name}. The people of MVAI are thinking of you and your "
            "community."
        ),
        crisis_block(),
        drill=incident.drill,
    )


def status(incident: Incident, lines: Sequence[str]) -> Message:
    """Return the private answer to `status`: plans and times, never contents."""
    text = "\n".join(lines) or "Nobody was offered check-ins yet. Type `/mvai-checkin offer @name`."
    return message(
        f"{title(incident)}: check-ins",
        section(clip(f"*{title(incident)}*: check-ins\n{text}", 2900)),
        context("What was answered is shown only to those named to the leader, by a button in their direct messages."),
    )
