"""A workspace as one JSON document, so that it is there again after a restart."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import field
from datetime import datetime

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from .records import JSON, Channel, User
from .uploads import Upload
from .workspace import Workspace

# The latest files are kept, so many and so many bytes of them together.
KEPT_FILES, KEPT_BYTES = 30, 200_000_000
# The document is written again after each change: what is larger than this lies beside it, written once.
INLINE_BYTES = 1_000_000


@dataclass
class KeptFile:
    """One uploaded file; its content in base64, or empty when it lies beside the document."""

    id: str
    name: str
    content: str
    length: int = 0


@dataclass(config=ConfigDict(arbitrary_types_allowed=False))
class Kept:
    """What outlives a restart. Open forms, triggers and response URLs do not: Slack's are short too."""

    team_name: str
    at: datetime
    users: list[User]
    channels: list[Channel]
    usergroups: list[JSON]
    files: list[KeptFile] = field(default_factory=list)
    """The latest."""


_KEPT = TypeAdapter(Kept)


def keep(workspace: Workspace) -> bytes:
    """The workspace as it is now; call it on the loop's thread."""
    users = [user for user in workspace.users.all() if not user.is_bot]
    hub = workspace.hub
    files = [
        KeptFile(one.id, one.name, "" if _is_large(content) else b64encode(content).decode(), len(content))
        for one, content in _latest(workspace)
    ]
    kept = Kept(
        hub.team_name,
        workspace.clock.now(),
        users,
        list(workspace.channels),
        workspace.usergroups,
        files,
    )
    return _KEPT.dump_json(kept)


def large(workspace: Workspace) -> dict[str, bytes]:
    """The content of the kept files that lie beside the document, by id; call it on the loop's thread."""
    return {one.id: content for one, content in _latest(workspace) if _is_large(content)}


def _latest(workspace: Workspace) -> list[tuple[Upload, bytes]]:
    found: list[tuple[Upload, bytes]] = []
    room = KEPT_BYTES
    for one in reversed(workspace.uploads.done()):
        if one.content is None:
            continue
        room -= len(one.content)
        if room < 0 or len(found) == KEPT_FILES:
            break
        found.append((one, one.content))
    return found[::-1]


def _is_large(content: bytes) -> bool:
    return len(content) > INLINE_BYTES


def read(document: bytes) -> Kept:
    """What ``keep`` wrote; ValueError when it is something else."""
    try:
        return _KEPT.validate_json(document)
    except ValidationError as error:
        raise ValueError(f"no workspace of this version ({error.error_count()} faults)") from None


def restore(workspace: Workspace, kept: Kept, beside: Callable[[str], bytes | None] = lambda _: None) -> None:
    """Takes over people, conversations, messages and files; before the start, into a workspace of the same name.

    ``beside`` answers what ``large`` had under an id; without it such a file is gone. ValueError for a workspace of
    another name: its ids would not fit. The clock is the caller's: it must not stand before ``kept.at``.
    """
    if kept.team_name != workspace.hub.team_name:
        raise ValueError(f"this is the workspace {kept.team_name}, not {workspace.hub.team_name}")
    workspace.users.restore(kept.users)
    workspace.channels.restore(kept.channels)
    workspace.usergroups[:] = kept.usergroups
    for one in kept.files:
        content = b64decode(one.content) if one.content or not one.length else beside(one.id)
        if content is None:
            continue
        workspace.uploads.restore(Upload(one.id, one.name, len(content), content, done=True))
