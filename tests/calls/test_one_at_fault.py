"""A row that cannot be read holds up no other: everybody else who waits for a call is still asked for."""

from sqlalchemy import text

from tests.calls.ways import PLEASE, ask, on_call, told, turn
from tests.conftest import Town


def test_a_call_that_cannot_be_read_holds_up_no_other(town: Town) -> None:
    """The chief's record opens with no key; the deputy's call is asked for again after ten minutes all the same."""
    on_call(town, town.ana)
    ask(town, town.chief)
    ask(town, town.deputy)
    assert len(told(town.ana, PLEASE)) == 2
    with town.bot.bot.works.database.engine.begin() as connection:
        junk = {"phone": b"not sealed by any key of ours", "user": town.chief.id}
        connection.execute(text("UPDATE person SET phone = :phone WHERE user_id = :user"), junk)
    turn(town)
    assert len(told(town.ana, PLEASE)) == 3
