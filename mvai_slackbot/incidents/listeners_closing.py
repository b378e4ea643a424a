"""What staff say at the end of an incident, and when it goes on after all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import closing, service, views, views_end
from mvai_slackbot.incidents.forms import HowClosedForm
from mvai_slackbot.incidents.listeners import Which, incident_meant
from mvai_slackbot.incidents.models import Incident, Outcome
from mvai_slackbot.incidents.views_list import AskHow
from mvai_slackbot.message import Message
from mvai_slackbot.people.access import May
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.arguments import Arguments, Rest
from mvai_slackbot.slack.blocks import actions, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Reject, Say, Wrong, say
from mvai_slackbot.work import Work

REST_OF_KIND = "of incident"
# What stands in the way of closing (words, and what to press), and what ends with it (lines): told by the features that own it.
Hindrance = Callable[[Work, Incident], Message | None]
Ending = Callable[[Work, Incident], list[str]]


class Closing(Arguments):
    """`close completed`, `close same as mvai-2026-013`, or only the number of the incident, for a form."""

    outcome: Outcome | None = None
    same: Annotated[str | None, Rest()] = None

    @property
    def number(self) -> str | None:
        """Return the incident that is named, if any: "not this kind of incident" is said whole as well."""
        words = (self.same or "").strip()
        return words.removeprefix(REST_OF_KIND).strip() or None if self.outcome is Outcome.NOT_THIS_KIND else self.same


class CloseNow(Value):
    """Close it, in this way."""

    action = "incident.close"
    incident: int
    outcome: Outcome
    same_as: str = ""
    checkins_go_on: bool


# What is asked before it is closed in this way; None where nothing is.
First = Callable[[Work, Incident, CloseNow], Answer]


@dataclass(frozen=True)
class Ends:
    """What stands in the way of closing, what ends with it, which check-ins may outlive it, what is asked first, what ended.

    `asked`: who gets check-ins, or got them until it closed.
    """

    hindrances: Sequence[Hindrance]
    endings: Sequence[Ending]
    goes_on: Ending
    asked: Callable[[Work, Incident], list[Person]]
    first: First
    ended: Sequence[Ending]

    def check(self, work: Work, incident: Incident) -> None:
        """Raise `Refused` when it cannot be closed now."""
        if (words := self._hindered(work, incident)) is not None:
            raise Refused(words.text)

    def _hindered(self, work: Work, incident: Incident) -> Message | None:
        closing.check_open(incident)
        found = (hindrance(work, incident) for hindrance in self.hindrances)
        return next((words for words in found if words is not None), None)

    def ask(self, work: Work, by: Invocation, said: Closing) -> Answer:
        """Show what ends with it, and ask; without an outcome a form asks for that first."""
        if said.outcome is None:
            if said.same and service.find_by_typed(work.session, work.team_id, said.same) is None:
                raise Refused(views_end.no_outcome(said.same))
            return self._how(work, incident_meant(work, by, said.same))
        same_as = said.outcome is Outcome.SAME_AS
        incident = incident_meant(work, by, None if same_as else said.number)
        other = _the_same(work, incident, said.same or "") if same_as else None
        if (words := self._hindered(work, incident)) is not None:
            return Wrong(words)
        return Say(self._question(work, incident, said.outcome, other.number if other else ""))

    def ask_how(self, work: Work, by: Invocation, said: AskHow) -> Answer:
        """Open the form."""
        return self._how(work, service.get_incident(work.session, said.incident))

    def _how(self, work: Work, incident: Incident) -> Answer:
        if (words := self._hindered(work, incident)) is not None:
            return Wrong(words)
        heading = views.form_title(incident, HowClosedForm)
        intro = [section(f"*{views.title(incident)}*. Nothing is closed yet: you see first what ends with it.")]
        return Open(HowClosedForm.view(start={"incident": incident.id}, intro=intro, title=heading))

    def said_how(self, work: Work, by: Invocation, said: HowClosedForm) -> Answer:
        """Show what ends with it, and ask."""
        incident = service.get_incident(work.session, said.incident)
        self.check(work, incident)
        if said.outcome is not Outcome.SAME_AS:
            return Say(self._question(work, incident, said.outcome, ""))
        try:
            other = _the_same(work, incident, said.same or "")
        except Refused as no:
            return Reject({"same": no.text})
        return Say(self._question(work, incident, said.outcome, other.number))

    def _question(self, work: Work, incident: Incident, outcome: Outcome, same_as: str) -> Message:
        ends = [line for ending in self.endings for line in ending(work, incident)]
        plans = self.goes_on(work, incident)
        if closing.tells(work, incident, outcome):
            ends += views_end.told_line(closing.list_told(work, incident, self.asked(work, incident)))
        lines = "\n".join(f"• {line}" for line in [*ends, *plans, "The channel is archived after seven days."])
        value = CloseNow(incident=incident.id, outcome=outcome, same_as=same_as, checkins_go_on=False)
        buttons = [button("Close it", value, style="primary")]
        if plans:
            keep = value.model_copy(update={"checkins_go_on": True})
            buttons = [button("Close, check-ins go on", keep), button("Close, check-ins end", value, nth=1)]
        title = f"{incident.mark}Close {incident.number} as {outcome.in_words(same_as)}?"
        return message(title, section(f"*{title}*\nThis ends with it:\n{lines}"), actions(*buttons))

    def close(self, work: Work, by: Invocation, said: CloseNow) -> Answer:
        """Close it."""
        incident = service.get_incident(work.session, said.incident)
        self.check(work, incident)
        if (asked := self.first(work, incident, said)) is not None:
            return asked
        closing.close_incident(work, incident, said.outcome, checkins_go_on=said.checkins_go_on, same_as=said.same_as)
        return closed(incident)

    def reopen(self, work: Work, by: Invocation, said: Which) -> Answer:
        """Open it again, and list what ended with it."""
        incident = incident_meant(work, by, said.number)
        ended = [line for one in self.ended for line in one(work, incident)]
        if incident.outcome is not None and closing.tells(work, incident, incident.outcome):
            ended += views_end.told_before(closing.list_told(work, incident, self.asked(work, incident)))
        closing.reopen_incident(work, incident)
        archived = (
            ["Its channel is archived: please unarchive it in Slack and add the bot."] if incident.archived else []
        )
        stays = "Requests, offers and assignments that ended with it stay ended."
        return say("\n".join([f"{views.title(incident)} is open again. {stays}", *ended, *archived]))


def _the_same(work: Work, incident: Incident, typed: str) -> Incident:
    """Return the other incident that this one turned out to be; a drill and a real one are never the same."""
    other = service.find_by_typed(work.session, work.team_id, typed)
    if other is None:
        raise Refused("Same as which? Type `/mvai-incident close same-as mvai-2026-013` with a number on record.")
    if other.id == incident.id:
        raise Refused(f"That is {views.title(incident)} itself. Type the number of the other one after `same-as`.")
    if other.drill != incident.drill:
        raise Refused(
            f"{views.title(other)} and {views.title(incident)}: a drill and a real incident are never the same."
        )
    return other


def closed(incident: Incident) -> Say:
    """Return the answer once it is closed."""
    how = f" as {incident.outcome.in_words(incident.same_as)}" if incident.outcome else ""
    words = f"{views.title(incident)} is closed{how}. `/mvai-incident reopen {incident.number}` opens it again."
    return say(words, replace=True)


def build(ends: Ends) -> Listeners:
    """Return what is heard at the end; what `ends` asks comes from the features that own it."""
    listeners = Listeners()
    outcomes = "completed|withdrawn|referred|not-this-kind|opened-by-mistake|same-as <number>"
    # It only asks: typed again once nothing stands in the way, it must not answer as it did before.
    listeners.command(
        "incident", "close", Closing, needs=May.STAFF, usage=f"close {outcomes}", reads=True,
        help="close it; shows first what ends; without words, a form",
    )(ends.ask)  # fmt: skip
    listeners.button(AskHow, needs=May.STAFF, repeatable=True)(ends.ask_how)
    listeners.form(HowClosedForm, needs=May.STAFF)(ends.said_how)
    listeners.button(CloseNow, needs=May.STAFF)(ends.close)
    listeners.command("incident", "reopen", Which, needs=May.STAFF, usage="reopen [number]", help="open it again")(
        ends.reopen
    )
    return listeners
