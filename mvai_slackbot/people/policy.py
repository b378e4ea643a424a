"""The policy handed to the edge: who made a gesture, and whether they may."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from sqlalchemy.orm import Session

from mvai_slackbot.errors import NotAllowed, Refused
from mvai_slackbot.people import service
from mvai_slackbot.people.access import PARTS, PAUSED, WHO, May, is_hidden, is_paused_for, may
from mvai_slackbot.people.models import Role
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.work import Actor, Work


class Access:
    """The policy of the bot; `incident_of` tells whose a channel is, `is_exposed` whether others may read an incident's."""

    def __init__(
        self,
        admins: Sequence[str],
        incident_of: Callable[[Session, str], int | None],
        is_exposed: Callable[[Session, int], bool],
        prefix: str,
    ) -> None:
        self._admins = frozenset(admins)
        self._incident_of = incident_of
        self._is_exposed = is_exposed
        self._prefix = prefix

    def identify(self, work: Work, invocation: Invocation) -> Actor:
        """Return who made the gesture; the administrators of the settings get their role when they first come."""
        if not invocation.user_id:
            return Actor()
        if invocation.about:
            # Nobody is written down, and nobody refused, because Slack speaks of them: an account may be active again.
            known = service.find_person(work.session, work.team_id, invocation.user_id)
            return Actor(known.id if known is not None else None)
        person = service.meet(work, invocation.user_id)
        if person.deactivated:
            raise Refused("This account is deactivated.")
        if invocation.user_id in self._admins:
            service.give_role(work, person, Role.ADMINISTRATOR)
        # Held for the time of the work: sessions forget what nobody holds, and would read it again.
        work.session.info["actor"] = person
        return Actor(person.id)

    def allow(self, work: Work, needs: str, invocation: Invocation, said: BaseModel) -> None:
        """Raise `Refused` unless the actor may do this."""
        meant = getattr(said, "incident", None)
        incident_id = meant if isinstance(meant, int) else None
        # Which incident is meant matters only to permissions that a part in one gives, and to the words of a refusal.
        if incident_id is None and May(needs) in PARTS and invocation.channel_id:
            incident_id = self._incident_of(work.session, invocation.channel_id)
        if not may(work.session, work.actor.person_id, May(needs), incident_id):
            if incident_id is None and invocation.channel_id:
                incident_id = self._incident_of(work.session, invocation.channel_id)
            raise self._refusal(work, May(needs), incident_id)

    def _refusal(self, work: Work, needs: May, incident_id: int | None) -> Refused:
        if is_paused_for(work.session, work.actor.person_id, incident_id):
            return Refused(PAUSED)
        words = f"{WHO[needs]} Type `/{self._prefix}` to see what you can do here."
        if incident_id is not None and (
            is_hidden(work.session, incident_id) or self._is_exposed(work.session, incident_id)
        ):
            # What a listener says in the place of a `NotAllowed` asks people to write in a channel that others may read.
            return Refused(words)
        return NotAllowed(words)

    def unknown(self, work: Work, user_ids: Sequence[str]) -> list[str]:
        """Return those whose profile was not read for a day."""
        return service.list_unknown(work.session, work.team_id, user_ids)

    def learn(self, work: Work, profile: Mapping[str, Any]) -> None:
        """Take over a profile as Slack describes it."""
        service.learn(work, profile)
