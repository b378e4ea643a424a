"""The mails somebody wrote about a request, by name, so that what is written to them stands with what they wrote."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from mvai_slackbot.intake.models import MailState, ReceivedMail
from mvai_slackbot.intake.service import hashed
from mvai_slackbot.work import Work

# Taken in as words of a person; what was held and dropped answers nothing.
HEARD = (MailState.REQUEST, MailState.ANSWER, MailState.LET_IN)


def heard_from(work: Work, request_ids: Sequence[int], address: str) -> list[tuple[datetime, str]]:
    """Return when each mail from an address about these requests came, and its Message-ID, earliest first."""
    rows = select(ReceivedMail).where(
        ReceivedMail.request_id.in_(request_ids),
        ReceivedMail.writer == hashed(address.lower()),
        ReceivedMail.state.in_(HEARD),
    )
    found = work.session.scalars(rows.order_by(ReceivedMail.id))
    return [(one.arrived_at, one.message_id.reveal()) for one in found if one.message_id is not None]
