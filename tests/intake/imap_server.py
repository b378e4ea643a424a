"""A real IMAP server (pymap, a Maildir on disk) as a process of its own.

Who may enter stands in `login.json` of the folder, by password or by token (XOAUTH2), and can be changed while it runs.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from pymap.backend.maildir import Config, Identity, Login
from pymap.backend.maildir.mailbox import Maildir
from pymap.exceptions import InvalidAuth
from pymap.main import main
from pysasl import SASLAuth
from pysasl.creds.external import ExternalCredentials


def _both(config: Config) -> SASLAuth:
    return SASLAuth.named([b"PLAIN", b"LOGIN", b"XOAUTH2"])


async def _authenticate(login: Login, credentials: Any) -> Identity:
    said = json.loads((Path(login.config.base_dir) / "login.json").read_text("utf-8"))
    token = isinstance(credentials, ExternalCredentials)
    given = credentials._token if token else credentials._secret
    if credentials.authzid != said["user"] or given != said["token" if token else "password"]:
        raise InvalidAuth
    return Identity(login.config, login.tokens, said["user"], None, set())


# Two changes of a folder so near to each other may carry one time.
UNSURE_NS = 50_000_000


def _refresh(box: Any) -> None:
    """Read a folder again when it has changed: pymap asks for each mail that was put away, and the library reads each time."""
    changed = {name: Path(box._paths[name]).stat().st_mtime_ns for name in box._toc_mtimes}
    if changed == box._toc_mtimes and time.time_ns() - max(changed.values()) > UNSURE_NS:
        return
    box._toc_mtimes = changed
    box._toc = {
        entry.name.split(box.colon)[0]: f"{name}/{entry.name}"
        for name in changed
        for entry in os.scandir(box._paths[name])
        if entry.is_file()
    }


def serve(folder: Path, port: int, pem: Path, log: Path) -> None:
    """Serve until killed."""
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    # pymap writes its list into a temporary file, and renames that into the mailbox: both must be on one disk.
    tempfile.tempdir = str(folder)
    Config.tls_auth = property(_both)  # type: ignore[assignment]  # pymap has no setting for XOAUTH2
    Login.authenticate = _authenticate  # type: ignore[assignment, method-assign]  # nor for accounts in a file of ours
    Maildir._refresh = _refresh  # type: ignore[attr-defined]  # the library overrides one that the standard library keeps private
    sys.argv = ["pymap", "--host", "127.0.0.1", "--port", str(port), "--cert", str(pem), "maildir", str(folder)]
    main()
