"""Alarms always reach somebody."""

from datetime import timedelta

from sqlalchemy import text

from tests.conftest import Town


def test_an_alarm_reaches_the_coordinators_when_the_owner_is_gone_and_nobody_is_on_call(town: Town) -> None:
    """The owner's account is deactivated: a channel made public is still heard of."""
    town.ana.types("/mvai-incident open Event at a fair")
    town.bot.settle()
    with town.bot.bot.works.database.engine.begin() as connection:
        connection.execute(text("UPDATE person SET deactivated = true WHERE user_id = :user"), {"user": town.ana.id})
    town.ana.makes_public("mvai-2026-001")
    town.sim.clock.advance(timedelta(minutes=1))
    town.bot.tick()
    assert town.dana.sees("no longer private")
