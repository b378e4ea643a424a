"""What a scenario consists of."""

from dataclasses import dataclass

from mvai_slackbot.people.models import Rank, Role


@dataclass(frozen=True)
class Someone:
    """A fictional person of the workspace."""

    handle: str
    real_name: str
    title: str
    tz: str
    roles: tuple[Role, ...] = ()
    on_call: Rank | None = None


@dataclass(frozen=True)
class Scenario:
    """A workspace at a moment: its name, one line about it, and its people."""

    name: str
    says: str
    people: tuple[Someone, ...]

    @property
    def administrators(self) -> list[str]:
        """Return the handles of the first administrators."""
        return [one.handle for one in self.people if Role.ADMINISTRATOR in one.roles]
