"""Files on their way into the workspace: announced, uploaded, then shared."""

import mimetypes
from dataclasses import dataclass

from .hub import Hub
from .records import JSON

# What an app may upload here; Slack's own limit is 1 GB, far more than a simulator should hold in memory.
UPLOAD_MAX = 50_000_000


@dataclass(slots=True)
class Upload:
    """One announced file; ``content`` arrives by a POST to its address."""

    id: str
    name: str
    length: int
    content: bytes | None = None
    done: bool = False
    """Whether files.completeUploadExternal has taken it."""


class Uploads:
    """All files by id."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._by_id: dict[str, Upload] = {}

    def expect(self, name: str, length: int) -> Upload:
        """Announces a file of ``length`` bytes."""
        upload = Upload(self._hub.ids.new("F"), name, length)
        self._by_id[upload.id] = upload
        return upload

    def done(self) -> list[Upload]:
        """Those that were shared, oldest first."""
        return [upload for upload in self._by_id.values() if upload.done]

    def restore(self, upload: Upload) -> None:
        """Takes over a file of an earlier run."""
        self._by_id[upload.id] = upload

    def find(self, file_id: str) -> Upload | None:
        """The file with this id, or None."""
        return self._by_id.get(file_id)

    def shape(self, upload: Upload, title: str) -> JSON:
        """Slack's file object."""
        link = f"{self._hub.base_url}/files/{upload.id}"
        kind = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        shape: JSON = {"id": upload.id, "name": upload.name, "title": title, "size": upload.length, "mimetype": kind}
        shape |= {"filetype": upload.name.rpartition(".")[2], "user": self._hub.bot_user_id, "url_private": link}
        return shape | {
            "url_private_download": link,
            "permalink": link,
            "created": self._hub.ids.now(),
            "mode": "hosted",
        }
