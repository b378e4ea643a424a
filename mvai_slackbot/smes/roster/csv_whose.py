"""Whose a row of the table is: a Slack user id says it, or, for somebody without an account, an e-mail address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import select

from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.smes.models import Sme
from mvai_slackbot.smes.roster import away
from mvai_slackbot.smes.roster.csv_columns import EMAIL, ID, NAME, NO, PHONE
from mvai_slackbot.work import Work

SLACK_ID = re.compile(r"^[UW][A-Z0-9]{2,}$")
ADDRESS = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")


@dataclass(frozen=True)
class Owner:
    """Whose row it is: an account, or how somebody is reached without one; `person_id` is 0 for nobody on record yet."""

    user_id: str = ""
    person_id: int = 0
    contact: Mapping[str, str] = field(default_factory=dict, repr=False)
    sme: Sme | None = field(default=None, repr=False)
    # Which ways to reach them change; what they change to is never printed.
    corrected: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """Return what may be printed: an address may not."""
        return self.user_id or "no Slack account"

    def person(self, work: Work) -> Person:
        """Return the person, written down or corrected."""
        if self.user_id:
            return people.meet(work, self.user_id)
        return away.keep(work, self.person_id, self.contact[NAME], self.contact[EMAIL], self.contact[PHONE] or None)


class Owners:
    """Tells whose each row is, and that nobody has two."""

    def __init__(self, work: Work) -> None:
        found = select(Person, Sme).join(Sme, Sme.person_id == Person.id, isouter=True)
        self._everybody = list(work.session.execute(found.where(Person.team_id == work.team_id)))
        self._accounts = {str(person.user_id): (person, sme) for person, sme in self._everybody if person.user_id}
        self._seen: dict[str, int] = {}

    @cached_property
    def _addresses(self) -> dict[str, tuple[Person, Sme | None]]:
        # Addresses are encrypted, so each is opened: once, and only for a table that names one. An account goes first.
        known = [(person, sme) for person, sme in self._everybody if person.email and not person.deactivated]
        known.sort(key=lambda one: one[0].user_id is not None)
        return {person.email.reveal().strip().casefold(): (person, sme) for person, sme in known if person.email}

    def owner_of(self, number: int, cells: Mapping[str, str]) -> Owner:
        """Return whose row this is; raise ValueError with words for whoever made the table."""
        if "" in cells:
            raise ValueError(f"it has {cells['']}. Is a comma not in quotes?")
        user_id = cells.get(ID, "").removeprefix("<@").removesuffix(">").upper()
        by_mail = not user_id and bool(cells.get(EMAIL))
        owner = self._by_mail(cells) if by_mail else self._by_account(user_id, cells)
        key, column = (cells[EMAIL].casefold(), EMAIL) if by_mail else (user_id, ID)
        if key in self._seen:
            who = "this address" if by_mail else user_id
            raise ValueError(f"{column}: {who} is in row {self._seen[key]} already. One row for each person.")
        self._seen[key] = number
        return owner

    def _by_account(self, user_id: str, cells: Mapping[str, str]) -> Owner:
        if not SLACK_ID.match(user_id):
            typed = cells.get(ID, "")[:40]
            raise ValueError(
                f"{ID}: “{typed}” is no Slack user id. It looks like U0123ABCD and is in their profile: Copy member ID. "
                f"Somebody without an account has {NAME} and {EMAIL} instead."
            )
        person, sme = self._accounts.get(user_id, (None, None))
        if person is not None and person.deactivated and cells.get("active", "yes").lower() not in NO:
            raise ValueError(f"{ID}: the account {user_id} is deactivated. Set active to no, or take the row out.")
        return Owner(user_id, person.id if person else 0, sme=sme)

    def _by_mail(self, cells: Mapping[str, str]) -> Owner:
        email = cells[EMAIL]
        if not ADDRESS.match(email):
            raise ValueError(f"{EMAIL}: this is no e-mail address, such as name@example.org.")
        person, sme = self._addresses.get(email.casefold(), (None, None))
        if person is not None and person.user_id:
            raise ValueError(f"{EMAIL}: {person.user_id} has this address. Put that into {ID}, and their row is found.")
        before = (
            {name: words.reveal() if words else "" for name, words in away.contact_of(person).items()} if person else {}
        )
        contact = {EMAIL: email} | before | {name: cells[name] for name in (NAME, PHONE) if cells.get(name)}
        if not contact.get(NAME):
            raise ValueError(f"{NAME}: somebody without a Slack account needs a name, and it is not filled in.")
        corrected = tuple(name for name in (NAME, EMAIL, PHONE) if contact.get(name, "") != before.get(name, ""))
        return Owner("", person.id if person else 0, {PHONE: "", **contact}, sme, corrected)
