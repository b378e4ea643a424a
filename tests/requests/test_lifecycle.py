"""The life of a request: each move by those who may, from where it may start, with what it needs, and on record."""

from contextlib import suppress
from itertools import product

import pytest
from sqlalchemy import select

from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people
from mvai_slackbot.requests import lifecycle, service
from mvai_slackbot.requests.contacts import Contact
from mvai_slackbot.requests.deciding import service as decisions
from mvai_slackbot.requests.ending import closing
from mvai_slackbot.requests.lifecycle import TABLE, By, Move
from mvai_slackbot.requests.models import (
    AssistanceRequest,
    Body,
    RequestMove,
    RequestOutcome,
    RequestStatus,
    Source,
    Verdict,
)
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.work import Actor, Work
from tests.conftest import Town
from tests.requests.world import CHANNEL, TEXT, logged, opened


def received(town: Town) -> int:
    """Let a request come in from outside, as the mailbox or the command line do; return its number."""
    with town.bot.bot.works.begin() as work:
        chief = Contact(details={"name": "Jo Park", "phone": "+1 555 0100", "agency": "Milton Police"})
        number = service.receive_request(work, TEXT, requester=chief, source=Source.EMAIL, state="OH").number
    town.bot.settle()
    return number


def actor(work: Work, who: Person) -> Actor:
    """Return somebody as an actor."""
    return Actor(people.meet(work, who.id).id)


def moves(town: Town) -> list[tuple[str, str]]:
    """Return every move on record, with who made it."""
    with town.bot.bot.works.read() as work:
        rows = list(work.session.scalars(select(RequestMove).order_by(RequestMove.id)))
        who = {one.actor_id for one in rows if one.actor_id is not None}
        names = {one: people.get_person(work.session, one).name.reveal() for one in who}
        return [(one.move, names.get(one.actor_id or 0, "")) for one in rows]


def test_a_request_from_outside_is_a_draft_without_a_channel_until_staff_accept_it(town: Town) -> None:
    """Received, with its incident opened by one press: taken and under assessment, by whom and when on record."""
    number = received(town)
    with town.bot.bot.works.read() as work:
        request = service.get_request(work, number)
        assert request.status is RequestStatus.RECEIVED and request.outside and request.draft
        assert request.incident_id is None and request.owner_id is None
    assert "received" in town.ana.types(f"/mvai-request show {number}").words
    assert CHANNEL not in town.ana.channels()
    town.ana.types(f"/mvai-request show {number}").presses("Open incident")
    town.bot.settle()
    assert "under assessment" in town.ana.sees(TEXT, CHANNEL)
    assert moves(town) == [("take", "Ana Torres"), ("assess", "Ana Torres")]


def test_what_is_needed_inside_an_incident_with_help_starts_approved(town: Town) -> None:
    """The first need is under assessment; once both said yes, the next is approved, and no reviewer is asked."""
    opened(town)
    logged(town)
    assert "under assessment" in town.ana.sees(TEXT, CHANNEL)
    town.ira.types("/mvai-request decide 1 virtual Yes")
    town.bea.types("/mvai-request decide 1 both Yes")
    logged(town, "a public information officer")
    assert "approved" in town.ana.sees("a public information officer", CHANNEL)
    assert "approved with its incident" in town.ana.types("/mvai-request show 2").words
    assert "Request 2" not in town.ira.types("/mvai").words


def test_a_no_is_read_by_nobody_outside_before_a_person_has_told_it(town: Town) -> None:
    """Two reviewers say no: the channel and the timeline read as before; closing needs the call and who can help."""
    opened(town)
    logged(town)
    town.ira.types("/mvai-request decide 1 decline Not our kind of event")
    town.bea.types("/mvai-request decide 1 decline No")
    town.bot.settle()
    card = town.ana.sees(TEXT, CHANNEL).words
    story = town.ana.types("/mvai-incident status", CHANNEL).words
    assert "under assessment" in card and "decline" not in card + story
    form = town.ana.types("/mvai-request close 1 declined").form
    assert form is not None
    assert "who can help" in town.ana.submits().errors["Who can help instead"]
    said = town.ana.submits({"Who can help instead": "The state victim services office"})
    assert "told by a person" in said.errors["The call"]
    town.ana.submits({"The call": ["I called and told them who can help instead"]})
    town.bot.settle()
    card = town.ana.sees(TEXT, CHANNEL).words
    assert "we are not able to send a team" in card and "declined" not in card
    assert [one for one, _ in moves(town)] == ["decline", "tell"]


def test_views_that_differ_decide_nothing(town: Town) -> None:
    """One yes and one no: nothing is averaged, and it stays under assessment; a view that changes decides."""
    opened(town)
    logged(town)
    town.ira.types("/mvai-request decide 1 virtual Yes")
    town.bea.types("/mvai-request decide 1 refer To the state")
    assert "under assessment" in town.ana.types("/mvai-request show 1").words
    town.bea.types("/mvai-request decide 1 virtual After all")
    assert "approved" in town.ana.types("/mvai-request show 1").words
    town.bea.types("/mvai-request decide 1 refer No")
    assert "under assessment" in town.ana.types("/mvai-request show 1").words
    assert [one for one, _ in moves(town)] == ["approve", "reconsider"]


def test_every_move_is_refused_from_where_it_does_not_start_and_to_who_may_not(town: Town) -> None:
    """The table holds: each state it does not name refuses in words, and so does everybody whom it does not name."""
    opened(town)
    number = received(town)
    for move, status, who in product(Move, RequestStatus, (town.ana, town.ira, town.otto)):
        with suppress(_Undo), town.bot.bot.works.begin() as work:
            request = service.get_request(work, number)
            _ready(request, status)
            work.actor = actor(work, who)
            _try(work, request, move, allowed=status in TABLE[move].start and _may(TABLE[move].by, who, town))
            raise _Undo


class _Undo(Exception):
    """Leaves nothing behind."""


def _try(work: Work, request: AssistanceRequest, move: Move, *, allowed: bool) -> None:
    before, outcome = request.status, RequestOutcome.COMPLETED if TABLE[move].to is RequestStatus.CLOSED else None
    if allowed:
        lifecycle.moved(work, request, move, outcome=outcome, reason="Because")
        assert request.status is TABLE[move].to
        return
    with pytest.raises(Refused):
        lifecycle.moved(work, request, move, outcome=outcome)
    assert request.status is before


def _ready(request: AssistanceRequest, status: RequestStatus) -> None:
    # All that any row of the table needs.
    request.status, request.told_at, request.who_can_help = status, request.logged_at, request.text
    request.merged_into_id, request.incident_id = request.id, 1
    if status is RequestStatus.CLOSED:
        request.outcome = RequestOutcome.WITHDRAWN


def _may(by: By, who: Person, town: Town) -> bool:
    return by is By.ANSWER or who is town.ana or (by is By.DECIDERS and who is town.ira)


def test_a_no_cannot_be_closed_without_the_call_by_any_way(town: Town) -> None:
    """Neither the service nor the move itself closes with a no that nobody told."""
    number = received(town)
    for outcome in lifecycle.NOES:
        with pytest.raises(Refused, match="call"), town.bot.bot.works.begin() as work:
            closing.close_request(work, service.get_request(work, number), outcome)
        with pytest.raises(Refused, match="call"), town.bot.bot.works.begin() as work:
            lifecycle.moved(work, service.get_request(work, number), Move.CLOSE, outcome=outcome)
    with town.bot.bot.works.begin() as work:
        request = service.get_request(work, number)
        assert request.status is RequestStatus.RECEIVED
        decisions.decide(work, request, Body.IACP, Verdict.REFER, reason=None, decided_by=None, how="phone")
        closing.tell_no(work, request, RequestOutcome.REFERRED, "The state office")
        assert request.outcome is RequestOutcome.REFERRED
