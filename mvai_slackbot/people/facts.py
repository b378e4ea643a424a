"""What becomes true of people."""

from dataclasses import dataclass

from mvai_slackbot.people.models import OnCall, Person, Role
from mvai_slackbot.work import Fact


@dataclass(frozen=True)
class RoleGiven(Fact):
    """Somebody got a role in the program."""

    person: Person
    role: Role


@dataclass(frozen=True)
class RoleEnded(Fact):
    """Somebody's role ended."""

    person: Person
    role: Role


@dataclass(frozen=True)
class OnCallTaken(Fact):
    """Somebody is on call from now on."""

    person: Person
    shift: OnCall


@dataclass(frozen=True)
class ShiftBegan(Fact):
    """A shift that was planned has begun."""

    person: Person
    shift: OnCall


@dataclass(frozen=True)
class PersonMet(Fact):
    """Somebody new was written down; Slack knows their profile."""

    person: Person


@dataclass(frozen=True)
class PersonDeactivated(Fact):
    """Somebody's Slack account was deactivated."""

    person: Person
