"""The days that tests live on, so that nothing hangs on the hour, day or year of their run."""

from datetime import UTC, datetime, timedelta

# A Wednesday morning in all of the country, with no holiday near.
DAY = datetime(2026, 11, 18, 16, tzinfo=UTC)


def coming_monday() -> datetime:
    """Return next Monday, ten in the morning in Chicago in winter: no rest, no check-in due, on any day of the test.

    For tests that lose an answer of Slack's: a channel counts as ours only when it was made after our first try, and that
    is written down by the machine's clock, which the workspace's must not lag behind.
    """
    today = datetime.now(UTC).replace(hour=16, minute=0, second=0, microsecond=0)
    return today + timedelta(days=7 - today.weekday())


# Of the numbers of incidents opened on that Monday.
YEAR = coming_monday().year
