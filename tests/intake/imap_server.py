"""A real IMAP server (pymap, a Maildir on disk) as a process of its own: `python -m tests.intake.imap_server DIR PORT PEM`.

Who may enter stands in `login.json` of the folder, by password or by token (XOAUTH2), and can be changed while it runs.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pymap.backend.maildir import Config, Identity, Login
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


if __name__ == "__main__":
    folder, port, pem = sys.argv[1:]
    Config.tls_auth = property(_both)  # type: ignore[assignment]  # pymap has no setting for XOAUTH2
    Login.authenticate = _authenticate  # type: ignore[assignment, method-assign]  # nor for accounts in a file of ours
    sys.argv = ["pymap", "--host", "127.0.0.1", "--port", port, "--cert", pem, "maildir", folder]
    main()
