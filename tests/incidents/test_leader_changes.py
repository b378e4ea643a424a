"""Another leader, another contact: nobody's record is overwritten, and nobody leaves who still belongs."""

from sqlalchemy import select

from mvai_slackbot.checkins.models import Plan
from tests.checkins.ways import agree
from tests.conftest import Town

CHANNEL = "mvai-2026-001"


def _open(town: Town) -> None:
    town.ana.types("/mvai-incident open Event at a fair")
    town.bot.settle()


def test_the_form_of_one_leader_never_overwrites_another_person(town: Town) -> None:
    """A second name is a second person; another account keeps its own name, rank and phone."""
    _open(town)
    town.ana.presses("Set leader", channel=CHANNEL)
    town.ana.submits({"Name": "Pat Stone", "Rank or title": "Chief", "Official phone": "555-0100"})
    town.ana.cancels()
    town.ana.presses("Set leader", channel=CHANNEL)
    town.ana.submits({"Part": "Contact", "Name": "Kim Vale", "Official phone": "555-0199"})
    town.bot.settle()
    assert "Pat Stone" in town.ana.sees("Leader", channel=CHANNEL).words
    town.ana.cancels()
    town.ana.types("/mvai-incident leader @chief", channel=CHANNEL)
    town.ana.presses("Send")
    town.bot.settle()
    town.ana.presses("Set leader", channel=CHANNEL)
    town.ana.submits({"Slack account": "deputy"})
    form = town.ana.form
    assert form is not None
    assert "Lee Brand" in form
    assert "Pat Quinn" not in form


def test_a_deputy_who_led_for_a_while_stays_in_the_channel(town: Town) -> None:
    """One part ends; who has another one in the incident is not taken out."""
    _open(town)
    for typed in ("@chief @deputy", "@deputy", "@chief"):
        town.ana.types(f"/mvai-incident leader {typed}", channel=CHANNEL)
        town.ana.presses("Send")
        town.bot.settle()
    assert CHANNEL in town.deputy.channels()
    assert CHANNEL in town.chief.channels()


def test_after_take_back_everything_is_as_if_nothing_had_been_pressed(town: Town) -> None:
    """Who led leads, is in the channel and gets check-ins; who stands beside the leader reads that they still do."""
    channel = agree(town)

    def sends(words: str) -> None:
        town.ana.types(f"/mvai-incident leader {words}", channel=channel)
        town.ana.presses("Send")
        town.bot.settle()

    def stands() -> tuple[object, ...]:
        with town.bot.bot.works.database.read() as session:
            states = [(one.person_id, one.state, one.paused_until) for one in session.scalars(select(Plan))]
        there = [channel in one.channels() for one in (town.chief, town.deputy, town.otto)]
        card = town.ana.sees("Leader", channel=channel).words
        return states, there, card.split("*Leader*")[1].split("*Requests")[0]

    sends("@chief")
    again = town.ana.types("/mvai-incident leader @chief --outside", channel=channel)
    assert "Chief Pat Quinn is on record as leader. Nothing was sent" in again.text
    sends("@chief @deputy")
    before = stands()
    for slip in ("@chief @otto", "@otto @chief", "@otto", "@deputy"):
        sends(slip)
        assert stands() != before, slip
        town.ana.presses("Take back")
        town.bot.settle()
        assert stands() == before, slip
        assert ("Chief Pat Quinn is leader again" in town.ana.sees("taken back.", channel=channel)) is (
            slip != "@chief @otto"
        ), slip
    assert town.chief.sees("You are named as leader")
    for one in (town.chief, town.deputy):
        assert not any("by mistake and was taken back" in message.words for message in one.reads())
    assert town.deputy.sees("You are deputy leader for mvai-2026-001 as before")
    assert town.otto.sees("came to you by mistake and was taken back")
