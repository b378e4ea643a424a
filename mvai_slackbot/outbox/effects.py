"""Effects: everything Slack, or a mail server, may be asked to do later, as plain data."""

from enum import StrEnum
from hashlib import sha256
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from mvai_slackbot.message import Message


class By(StrEnum):
    """Who carries an effect out of the house; each carrier has lanes and pace of its own, and waits for no other."""

    SLACK = "slack"
    MAIL = "mail"


class _Effect(BaseModel):
    model_config = ConfigDict(frozen=True)

    by: ClassVar[By] = By.SLACK
    # What it belongs to ("incident:12"), and its name there in a person's words ("staff invited"); both shown as set-up.
    subject: str = ""
    step: str = ""

    @property
    def lane(self) -> str:
        """Return the lane: effects of one lane happen one after another, in the order they were written."""
        raise NotImplementedError

    @property
    def key(self) -> str:
        """Return the key under which a later effect replaces this one, or an empty string."""
        return ""


class CreateChannel(_Effect):
    """Create a private channel named `name`; Slack's id comes back to the subject's own story."""

    kind: Literal["create_channel"] = "create_channel"
    name: str

    @property
    def lane(self) -> str:
        return f"create:{self.subject}"


class Post(_Effect):
    """Post to a channel or to a person (user id); with a key, update what stands under that key instead."""

    kind: Literal["post"] = "post"
    to: str
    message: Message
    name: str = ""
    # A lane of its own: what must not wait behind a message to the same person that Slack does not take.
    apart: str = ""

    @property
    def lane(self) -> str:
        return f"post:{self.to}:{self.apart}" if self.apart else f"post:{self.to}"

    @property
    def key(self) -> str:
        return self.name


class Invite(_Effect):
    """Invite people to a channel; who cannot be invited is skipped and reported."""

    kind: Literal["invite"] = "invite"
    channel: str
    people: tuple[str, ...]

    @property
    def lane(self) -> str:
        return f"invite:{self.channel}"


class Remove(_Effect):
    """Take one person out of a channel."""

    kind: Literal["remove"] = "remove"
    channel: str
    person: str

    @property
    def lane(self) -> str:
        return f"invite:{self.channel}"


class SetTopic(_Effect):
    """Set a channel's topic."""

    kind: Literal["set_topic"] = "set_topic"
    channel: str
    topic: str

    @property
    def lane(self) -> str:
        return f"topic:{self.channel}"

    @property
    def key(self) -> str:
        return f"topic:{self.channel}"


class AddBookmark(_Effect):
    """Bookmark a link in a channel."""

    kind: Literal["add_bookmark"] = "add_bookmark"
    channel: str
    title: str
    link: str

    @property
    def lane(self) -> str:
        return f"bookmark:{self.channel}"


class PinPost(_Effect):
    """Pin the message that stands under `name`."""

    kind: Literal["pin_post"] = "pin_post"
    name: str

    @property
    def lane(self) -> str:
        return f"pin:{self.name}"


class Archive(_Effect):
    """Archive a channel. A bot cannot unarchive one."""

    kind: Literal["archive"] = "archive"
    channel: str

    @property
    def lane(self) -> str:
        return f"post:{self.channel}"


class Reply(_Effect):
    """Replace the private answer of a slash command through its response_url (valid 30 minutes, 5 uses)."""

    kind: Literal["reply"] = "reply"
    response_url: str
    message: Message

    @property
    def lane(self) -> str:
        # One answer has one lane, whoever speaks: "not made yet" must never come after "ready".
        return f"reply:{sha256(self.response_url.encode()).hexdigest()[:32]}"

    @property
    def key(self) -> str:
        return self.lane


class LookUpPerson(_Effect):
    """Read one person's profile; the answer returns to `people`."""

    kind: Literal["look_up_person"] = "look_up_person"
    person: str

    @property
    def lane(self) -> str:
        return f"person:{self.person}"

    @property
    def key(self) -> str:
        return f"person:{self.person}"


class LookAtChannel(_Effect):
    """Read a channel's state, and with `members` who is in it; the answer returns to the incident."""

    kind: Literal["look_at_channel"] = "look_at_channel"
    channel: str
    members: bool = False

    @property
    def lane(self) -> str:
        return f"look:{self.channel}"

    @property
    def key(self) -> str:
        return f"look:{self.channel}"


class LookAtRest(_Effect):
    """Read somebody's scheduled Do Not Disturb (a manual pause cannot be seen); the answer returns to the call."""

    kind: Literal["look_at_rest"] = "look_at_rest"
    person: str

    @property
    def lane(self) -> str:
        return f"rest:{self.person}:{self.subject}"


class SendMail(_Effect):
    """Send one plain-text mail. `title` is its Subject line, seen on lock screens: it names no incident and nobody.

    The mail's own name (its Message-ID) is the same at every try, so that a second one is recognised as the first.
    """

    kind: Literal["send_mail"] = "send_mail"
    by: ClassVar[By] = By.MAIL
    to: str
    title: str
    text: str
    # Names the mail, where a feature wants to recognise an answer to it; otherwise its entry does.
    token: str = ""
    # The Message-IDs of what it answers, earliest first.
    answers: tuple[str, ...] = ()
    # A lane of its own: what must not wait behind a mail to the same address that is not taken.
    apart: str = ""

    @property
    def lane(self) -> str:
        # A lane stands unencrypted in the database: an address does not.
        return f"mail:{sha256(self.to.lower().encode()).hexdigest()[:32]}:{self.apart}"


Effect = (
    CreateChannel
    | Post
    | Invite
    | Remove
    | SetTopic
    | AddBookmark
    | PinPost
    | Archive
    | Reply
    | LookUpPerson
    | LookAtChannel
    | LookAtRest
    | SendMail
)
EFFECT: TypeAdapter[Effect] = TypeAdapter(Annotated[Effect, Field(discriminator="kind")])
# Every kind that mail carries; all others are Slack's, those of another version included.
BY_MAIL = ("send_mail",)
