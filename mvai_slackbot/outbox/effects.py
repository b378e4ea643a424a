"""Effects: everything Slack, or a mail server, may be asked to do later, as plain data."""

from hashlib import sha256
from typing import Annotated, ClassVar, Literal

from pydantic import Field, TypeAdapter

from mvai_slackbot.message import Message
from mvai_slackbot.outbox.effect_base import By as By, EffectBase, Picture as Picture
from mvai_slackbot.outbox.effect_home import PublishHome as PublishHome


class CreateChannel(EffectBase):
    """Create a private channel named `name`; Slack's id comes back to the subject's own story."""

    kind: Literal["create_channel"] = "create_channel"
    name: str

    @property
    def lane(self) -> str:
        return f"create:{self.subject}"


class Post(EffectBase):
    """Post to a channel or to a person (user id); with a key, update what stands under that key instead."""

    kind: Literal["post"] = "post"
    to: str
    message: Message
    name: str = ""
    # Shown by blocks whose file is "picture:0", "picture:1", …
    pictures: tuple[Picture, ...] = ()
    # A lane of its own: what must not wait behind a message to the same person that Slack does not take.
    apart: str = ""

    @property
    def lane(self) -> str:
        return f"post:{self.to}:{self.apart}" if self.apart else f"post:{self.to}"

    @property
    def key(self) -> str:
        return self.name


class Invite(EffectBase):
    """Invite people to a channel; who cannot be invited is skipped and reported."""

    kind: Literal["invite"] = "invite"
    channel: str
    people: tuple[str, ...]

    @property
    def lane(self) -> str:
        return f"invite:{self.channel}"


class Remove(EffectBase):
    """Take one person out of a channel."""

    kind: Literal["remove"] = "remove"
    channel: str
    person: str

    @property
    def lane(self) -> str:
        return f"invite:{self.channel}"


class SetTopic(EffectBase):
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


class AddBookmark(EffectBase):
    """Bookmark a link in a channel."""

    kind: Literal["add_bookmark"] = "add_bookmark"
    channel: str
    title: str
    link: str

    @property
    def lane(self) -> str:
        return f"bookmark:{self.channel}"


class PinPost(EffectBase):
    """Pin the message that stands under `name`."""

    kind: Literal["pin_post"] = "pin_post"
    name: str

    @property
    def lane(self) -> str:
        return f"pin:{self.name}"


class Archive(EffectBase):
    """Archive a channel. A bot cannot unarchive one."""

    kind: Literal["archive"] = "archive"
    channel: str

    @property
    def lane(self) -> str:
        return f"post:{self.channel}"


class Reply(EffectBase):
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


class LookUpPerson(EffectBase):
    """Read one person's profile; the answer returns to `people`."""

    kind: Literal["look_up_person"] = "look_up_person"
    person: str

    @property
    def lane(self) -> str:
        return f"person:{self.person}"

    @property
    def key(self) -> str:
        return f"person:{self.person}"


class LookAtChannel(EffectBase):
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


class LookAtRest(EffectBase):
    """Read somebody's scheduled Do Not Disturb (a manual pause cannot be seen); the answer returns to the call."""

    kind: Literal["look_at_rest"] = "look_at_rest"
    person: str

    @property
    def lane(self) -> str:
        return f"rest:{self.person}:{self.subject}"


RingEvent = Literal["call.asked", "call.taken", "call.ended", "test"]


class Ring(EffectBase):
    """Let the paging service know of a call or a test, so that phones ring; `about` names it, `nth` counts the rounds."""

    kind: Literal["ring"] = "ring"
    by: ClassVar[By] = By.PAGING
    event: RingEvent
    about: str
    nth: int = 0

    @property
    def lane(self) -> str:
        return f"ring:{self.about}"

    @property
    def key(self) -> str:
        # Of several that wait the latest wins: no phone rings for a call that somebody has.
        return f"ring:{self.about}"


class SendMail(EffectBase):
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
    # The Message-IDs of what it answers, earliest first; one without brackets is the token of a mail of ours.
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
    | PublishHome
    | Ring
    | SendMail
)
EFFECT: TypeAdapter[Effect] = TypeAdapter(Annotated[Effect, Field(discriminator="kind")])
# Every kind that mail and the paging service carry; all others are Slack's, those of another version included.
BY_MAIL = ("send_mail",)
BY_PAGING = ("ring",)
