"""What people see of an incident: the card, the list, the state of the set-up."""

from collections.abc import Mapping, Sequence
from textwrap import shorten

from slackblocks import Block as SlackBlock

from mvai_slackbot import counties
from mvai_slackbot.clock import day_words
from mvai_slackbot.incidents import views_otherwise as said
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.message import Message
from mvai_slackbot.outbox.service import Step
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import NOTHING_HAPPENED, actions, context, facts, header, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.errors import in_words
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.slack.text import clip, escape, moment, person

# As much of a description as fits beside a number on a phone.
MOST_WORDS = 80
STEP_WORDS = {"done": "done", "waiting": "on its way", "retried": "being tried again", "dead": "needs help"}


class AddDetails(Value):
    """Open the form for details."""

    action = "incident.add_details"
    otherwise = said.ADD_DETAILS
    incident: int


class SetLeader(Value):
    """Open the form for the leader, deputy or contact."""

    action = "incident.set_leader"
    otherwise = said.SET_LEADER
    incident: int


class LogRequestHere(Value):
    """Open the form for a request; heard by requests."""

    action = "request.log_here"
    otherwise = said.LOG_REQUEST
    incident: int


class FindHelpHere(Value):
    """Look for an SME; heard by smes."""

    action = "sme.find_here"
    otherwise = said.FIND_HELP
    incident: int


class OfferCheckinsHere(Value):
    """Offer check-ins to the leader; heard by checkins."""

    action = "checkin.offer_here"
    otherwise = said.OFFER_CHECKINS
    incident: int


class RepairNow(Value):
    """Try again what is missing of the set-up."""

    action = "incident.repair"
    otherwise = said.REPAIR
    incident: int


def title(incident: Incident) -> str:
    """Return the incident as it is named everywhere."""
    return f"{incident.mark}{incident.number}"


def form_title(incident: Incident | None, form: type[Form]) -> str:
    """Return a form's title, DRILL first where it belongs to a drill."""
    return f"{incident.mark if incident else ''}{form.title}"


def drill_first(incident: Incident) -> str:
    """Return what stands first where somebody meets a drill for the first time; empty for a real incident."""
    return f"{incident.mark}{NOTHING_HAPPENED} " if incident.drill else ""


def link(incident: Incident) -> str:
    """Return a link to the channel, or the number while there is none."""
    return f"<#{incident.channel_id}>" if incident.channel_id else f"*{title(incident)}*"


def topic(incident: Incident) -> str:
    """Return the channel's topic: neutral, since topics show in many places, and nothing that its readers may not do."""
    return f"{title(incident)} · private · write here what you need · no names of victims, witnesses or suspects"


def card(incident: Incident, owner: Person | None, leader: Person | None, steps: Sequence[Step]) -> Message:
    """Return the channel's first message: headline, details, state of the set-up, next steps."""
    words = incident.description.reveal() if incident.description else "No description yet."
    first = f"*{NOTHING_HAPPENED}*\n" if incident.drill else ""
    place = counties.where(incident.state, incident.county)
    where = " · ".join(filter(None, (incident.place_type.replace("_", " "), place)))
    when = day_words(incident.occurred_on) if incident.occurred_on else ""
    blocks = [
        header(title(incident)),
        section(clip(f"{first}{escape(words)}", 2900)),
        facts(
            [
                ("Status", "open" if incident.status is Status.OPEN else ending(incident)),
                ("Opened", moment(incident.opened_at)),
                ("Owner", person(owner.user_id, owner.name.reveal()) if owner else "nobody yet"),
                ("Leader", person(leader.user_id, leader.name.reveal()) if leader else "not set"),
                ("Where", where),
                ("Day", when),
            ]
        ),
    ]
    trouble = [step for step in steps if step.state in ("dead", "retried")]
    if trouble:
        blocks.append(section("*Set-up*\n" + "\n".join(step_line(step) for step in trouble)))
        blocks.append(actions(button("Repair", RepairNow(incident=incident.id))))
    if incident.status is Status.OPEN:
        blocks.append(next_steps(incident))
    blocks.append(
        context(
            "Everybody in this channel reads this. Please write no names of victims, witnesses, suspects or juveniles."
        )
    )
    return message(f"{title(incident)}: incident channel", *blocks)


def next_steps(incident: Incident) -> SlackBlock:
    """Return the row of next steps."""
    return actions(
        button("Add details", AddDetails(incident=incident.id)),
        button("Set leader", SetLeader(incident=incident.id)),
        button("Log request", LogRequestHere(incident=incident.id), style="primary"),
        button("Find help", FindHelpHere(incident=incident.id)),
        button("Offer check-ins", OfferCheckinsHere(incident=incident.id)),
    )


def ending(incident: Incident, same_as: str = "") -> str:
    """Return how an incident ended, or that it is open."""
    # Which other incident it is the same as is for staff: everybody in the channel reads the card.
    return f"closed: {incident.outcome.in_words(same_as)}" if incident.outcome else incident.status.value


def step_line(step: Step) -> str:
    """Return one step of the set-up in words."""
    reason = f" ({in_words(step.error)})" if step.error and step.state in ("dead", "retried") else ""
    return f"• {step.name}: {STEP_WORDS.get(step.state, step.state)}{reason}"


def first_words(about: str) -> str:
    """Return the beginning of a description, by which staff tell incidents apart."""
    short = shorten(about, MOST_WORDS, placeholder="…")
    # Words without blanks between them are cut anywhere.
    return escape(clip(about, MOST_WORDS) if short == "…" else short)


def opened(
    incident: Incident, recent: Sequence[Incident], about: Mapping[int, str], *, ready: bool, cut: str = ""
) -> Message:
    """Return the private answer to the opener; `cut` is what was too long to keep, given back.

    `about` has descriptions by row id, by which the opener sees whether it is the same as one of the recent ones.
    """
    state = (
        f"{incident.mark}{link(incident)} is ready."
        if ready
        else f"*{title(incident)}* is open. Its private channel is on its way; you are invited as soon as it is set up."
    )
    blocks = [section(state)]
    if recent:
        others = "\n".join(
            f"• {link(other)}" + (f" {first_words(about[other.id])}" if other.id in about else "") for other in recent
        )
        same = f"`/mvai-incident close same-as {recent[0].number}`"
        asked = f"Is it the same incident? Then type in the new channel: {same}"
        blocks.append(section(clip(f"Opened in the last 24 hours as well:\n{others}\n{asked}", 2900)))
    if cut:
        blocks.append(section("Only the beginning of your description was kept. This was left out:"))
        blocks += [section(escape(cut[place : place + 2000])) for place in range(0, min(len(cut), 20_000), 2000)]
    return message(f"{title(incident)} is open.", *blocks)


def opened_without(incident: Incident, trouble: Sequence[str]) -> Message:
    """Return the private answer when it is open, and the form with the words that were held back cannot be shown."""
    text = (
        f"*{title(incident)}* is open. The words you typed are not saved: they may hold {' and '.join(trouble)}. "
        "Press “Add details” on its card to type them again."
    )
    return message(f"{title(incident)} is open.", section(text))


def still_waiting(incident: Incident, steps: Sequence[Step]) -> Message:
    """Return the word to the opener when the channel has not come for five seconds."""
    lines = "\n".join(step_line(step) for step in steps)
    text = f"*{title(incident)}* is on record. Slack has not made its channel yet; the bot keeps trying and tells you here."
    return message(text, section(f"{text}\n{lines}"))


def before_reaching(incident: Incident | None, to: Person, what: str, go: Value, *besides: Person) -> Message:
    """Return the private question before something reaches people outside staff: who exactly, and what."""
    mark = incident.mark if incident else ""
    return message(
        f"{mark}Please look once more before this goes out.",
        section(f"{mark}*This goes to:*\n" + "\n".join(exactly(one) for one in (to, *besides))),
        section(what),
        actions(button("Send", go, style="primary")),
        context("Nothing is sent until you press Send. If you do not want it sent, just leave it."),
    )


def exactly(to: Person) -> str:
    """Return who somebody is, with name, title and agency, so that a wrong person is noticed before it is too late."""
    who = f"{person(to.user_id, to.name.reveal())}\n{escape(to.title)}" if to.user_id else escape(to.title)
    return who if to.agency else f"{who}\nNo agency is on record for this person."


def after_reaching(incident: Incident | None, to: Person, done: str, take_back: Value, *besides: Person) -> Message:
    """Return the private answer after it went out, with the way back for ten minutes."""
    mark = incident.mark if incident else ""
    return message(
        f"{mark}{done}",
        section(f"{mark}{done}"),
        actions(button("Take back", take_back, confirm="Take it back? What this person saw until now is recorded.")),
        context(f"You can take it back for ten minutes. It went to {titles(to, *besides)}."),
    )


def titles(*people: Person) -> str:
    """Return "Chief Pat Quinn and Deputy chief Lee Brand"."""
    return " and ".join(escape(one.title) for one in people)
