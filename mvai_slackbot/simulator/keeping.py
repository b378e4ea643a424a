"""A workspace as one JSON document, so that it is there again after a restart."""

from base64 import b64decode, b64encode
from dataclasses import field
from datetime import datetime

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from .records import JSON, Channel, User
from .uploads import Upload
from .workspace import Workspace

# The document is written again after each change, so that large files would make it slow.
KEPT_FILES, KEPT_BYTES = 30, 1_000_000


@dataclass
class KeptFile:
    """One uploaded file; its content in base64."""

    id: str
    name: str
    content: str


@dataclass(config=ConfigDict(arbitrary_types_allowed=False))
class Kept:
    """What outlives a restart. Open forms, triggers and response URLs do not: Slack's are short too."""

    team_name: str
    at: datetime
    users: list[User]
    channels: list[Channel]
    usergroups: list[JSON]
    files: list[KeptFile] = field(default_factory=list)
    """The latest, as far as they are small."""


_KEPT = TypeAdapter(Kept)


def keep(workspace: Workspace) -> bytes:
    """The workspace as it is now; call it on the loop's thread."""
    users = [user for user in workspace.users.all() if not user.is_bot]
    hub = workspace.hub
    files = [
        KeptFile(one.id, one.name, b64encode(one.content).decode())
        for one in workspace.uploads.done()
        if one.content is not None and one.length <= KEPT_BYTES
    ]
    kept = Kept(
        hub.team_name,
        workspace.clock.now(),
        users,
        list(workspace.channels),
        workspace.usergroups,
        files[-KEPT_FILES:],
    )
    return _KEPT.dump_json(kept)


def read(document: bytes) -> Kept:
    """What ``keep`` wrote; ValueError when it is something else."""
    try:
        return _KEPT.validate_json(document)
    except ValidationError as error:
        raise ValueError(f"no workspace of this version ({error.error_count()} faults)") from None


def restore(workspace: Workspace, kept: Kept) -> None:
    """Takes over people, conversations and messages; before the start, into a workspace of the same name.

    ValueError for one of another name: its ids would not fit. The clock is the caller's: it must not stand before
    ``kept.at``.
    """
    if kept.team_name != workspace.hub.team_name:
        raise ValueError(f"this is the workspace {kept.team_name}, not {workspace.hub.team_name}")
    workspace.users.restore(kept.users)
    workspace.channels.restore(kept.channels)
    workspace.usergroups[:] = kept.usergroups
    for one in kept.files:
        content = b64decode(one.content)
        workspace.uploads.restore(Upload(one.id, one.name, len(content), content, done=True))
