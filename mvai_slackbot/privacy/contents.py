"""Which private words an export may carry, and for whom; what is not named here is never exported."""

from enum import IntEnum

from mvai_slackbot.people.models import Role


class Reader(IntEnum):
    """Who reads an export; each may read what the ones before may."""

    AUDITOR = 1
    ADMINISTRATOR = 2
    # An administrator who asked for everything, with `--full`.
    FULL = 3
    NOBODY = 4


AUDITOR, ADMINISTRATOR, FULL, NOBODY = Reader

# By table and column. Answers to check-ins are for staff; what a leader said of their own capacity needs a decision.
PRIVATE: dict[tuple[str, str], Reader] = {
    ("incident", "description"): AUDITOR,
    ("incident", "agency"): AUDITOR,
    ("incident", "released_counts"): AUDITOR,
    ("incident", "lead_agency"): AUDITOR,
    ("incident", "considerations"): AUDITOR,
    # An address at Slack where an answer can be replaced: a secret for half an hour, and nothing of the incident.
    ("incident", "answer_url"): NOBODY,
    ("incident_earlier_words", "words"): AUDITOR,
    ("timeline_entry", "line"): AUDITOR,
    ("assistance_request", "text"): AUDITOR,
    ("assistance_request", "contact_hours"): ADMINISTRATOR,
    ("assistance_request", "place"): AUDITOR,
    ("assistance_request", "who_can_help"): AUDITOR,
    ("request_move", "reason"): AUDITOR,
    ("request_decision", "reason"): AUDITOR,
    ("request_decision", "refer_to"): AUDITOR,
    ("request_earlier_words", "words"): AUDITOR,
    ("assignment", "reason"): ADMINISTRATOR,
    ("assignment", "note"): AUDITOR,
    ("assignment_note", "words"): AUDITOR,
    ("milestone", "note"): AUDITOR,
    # What somebody asked before a yes or a no counts against nobody, and is nobody's business later.
    ("offer_question", "question"): ADMINISTRATOR,
    ("offer_question", "answer"): ADMINISTRATOR,
    ("checkin_answer", "said"): ADMINISTRATOR,
    ("checkin_answer", "readers"): AUDITOR,
    ("checkin_answer", "own"): FULL,
    ("checkin_answer", "note"): FULL,
    ("checkin_form_link", "sent_to"): ADMINISTRATOR,
    # Who wrote a mail, and to whom one is written, is how to reach them.
    **dict.fromkeys((("received_mail", one) for one in ("sender", "message_id")), ADMINISTRATOR),
    **dict.fromkeys((("received_mail", one) for one in ("sender_name", "title", "text", "attachments")), AUDITOR),
    ("letter", "to"): ADMINISTRATOR,
    ("letter", "title"): AUDITOR,
    ("letter", "text"): AUDITOR,
    ("person", "name"): AUDITOR,
    ("person", "rank"): AUDITOR,
    ("person", "agency"): AUDITOR,
    ("person", "email"): ADMINISTRATOR,
    ("person", "phone"): ADMINISTRATOR,
}


# Plain columns that tell what somebody answered: one rule finds the lowest of a leader's own capacity and nothing else.
TELLING: dict[tuple[str, str], Reader] = {("report_alert", "rules"): FULL}


def reader_of(roles: set[Role], *, full: bool) -> Reader | None:
    """Return as whom somebody with these roles reads an export; None when not at all."""
    if Role.ADMINISTRATOR in roles:
        return Reader.FULL if full else Reader.ADMINISTRATOR
    return Reader.AUDITOR if Role.AUDITOR in roles else None


def may_read(reader: Reader, table: str, column: str) -> bool:
    """Whether a column that not everybody may read is in somebody's export."""
    return (PRIVATE | TELLING).get((table, column), NOBODY) <= reader
