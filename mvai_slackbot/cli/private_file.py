"""A file that its writer alone can read."""

from pathlib import Path


def write_private(path: Path, content: bytes) -> None:
    """Write a file that nobody else on this machine can read, also where one of that name was there already."""
    path.touch(mode=0o600)
    # A file that was there keeps the mode it had; a pipe or a device stays what it is to others.
    if path.is_file():
        path.chmod(0o600)
    path.write_bytes(content)
