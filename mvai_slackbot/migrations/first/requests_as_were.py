"""The tables of requests as the first version left them: SQLite rebuilds a table from what it is told it was."""

import sqlalchemy as sa

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
MOMENT = sa.DateTime(timezone=True)


def words(name: str, *values: str) -> sa.Enum:
    """Return the type of a word list."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


OLD_STATUS = ("logged", "assigned", "done", "closed")
STATUS = (
    "received", "acknowledged", "under-assessment", "approved", "referred", "declined", "assigned", "done", "closed",
)  # fmt: skip
SOURCE = ("slack", "phone", "email")
VERDICT = ("virtual", "in-person", "both", "refer", "decline")
BODY = ("iacp", "bja")
ASKER = ("agency", "official", "school", "family", "other")


def old_request() -> sa.Table:
    """Return the table as it was: SQLite rebuilds it, and does not say by itself which words it checks."""
    metadata = sa.MetaData(naming_convention=NAMES)
    table = sa.Table(
        "assistance_request", metadata,
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("team_id", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), sa.ForeignKey("incident.id")),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("logged_at", MOMENT, nullable=False),
        sa.Column("logged_by", sa.Integer(), sa.ForeignKey("person.id")),
        sa.Column("source", words("source", *SOURCE), nullable=False),
        sa.Column("status", words("status", *OLD_STATUS), nullable=False),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("urgency", words("urgency", "hours", "day", "week", "later")),
        sa.Column("mode", words("mode", "virtual", "in-person", "both")),
        sa.Column("requester_id", sa.Integer(), sa.ForeignKey("person.id")),
        sa.Column("second_contact_id", sa.Integer(), sa.ForeignKey("person.id")),
        sa.Column("contact_way", sa.String(20), nullable=False),
        sa.Column("contact_hours", sa.LargeBinary()),
        sa.Column("helped_before_decision_at", MOMENT),
        sa.Column(
            "outcome",
            words("outcome", "completed", "withdrawn", "referred", "declined", "duplicate", "logged-by-mistake"),
        ),
        sa.Column("closed_at", MOMENT),
        sa.Column("closed_by", sa.Integer(), sa.ForeignKey("person.id")),
        sa.UniqueConstraint("team_id", "number"),
    )  # fmt: skip
    sa.Index("ix_assistance_request_incident", table.c.incident_id, table.c.status)
    return table


def old_decision() -> sa.Table:
    """Return the table of decisions as it was."""
    table = sa.Table(
        "request_decision", sa.MetaData(naming_convention=NAMES),
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("assistance_request.id"), nullable=False),
        sa.Column("body", words("body", *BODY), nullable=False),
        sa.Column("verdict", words("verdict", *VERDICT), nullable=False),
        sa.Column("reason", sa.LargeBinary()),
        sa.Column("decided_by", sa.Integer(), sa.ForeignKey("person.id")),
        sa.Column("recorded_by", sa.Integer(), sa.ForeignKey("person.id")),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("how", sa.String(20), nullable=False),
        sa.Column("decided_on", sa.Date()),
    )  # fmt: skip
    sa.Index("ix_request_decision_request_id", table.c.request_id)
    return table
