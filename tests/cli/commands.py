"""Commands as people run them: real processes in a folder of their own, and the page by its JSON."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import urlencode
from urllib.request import Request, urlopen

T = TypeVar("T")
PATIENCE = 60.0
ROOT = Path(__file__).parents[2]
# What a person at this machine may have set must not reach a test.
OURS = re.compile(r"^(SLACK_|MVAI_|DATABASE_URL$|HOST$|PORT$)")


def environment(**more: str) -> dict[str, str]:
    """Return the machine's environment without our settings, then the given ones."""
    kept = {name: value for name, value in os.environ.items() if not OURS.match(name)}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def mvai(folder: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    command = [sys.executable, "-m", "mvai_slackbot", *words]
    return subprocess.run(
        command, cwd=folder, env=environment(**env), capture_output=True, text=True, timeout=PATIENCE, check=False
    )


class Running:
    """A command that goes on until it is stopped."""

    def __init__(self, folder: Path, *words: str, **env: str) -> None:
        command = [sys.executable, "-m", "mvai_slackbot", *words]
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment(**env), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.said.extend(iter_lines(self.process.stdout))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Wait until a line says this."""
        return wait(lambda: self._find(pattern), self.picture)

    def _find(self, pattern: str) -> re.Match[str] | None:
        ended = self.process.poll() is not None
        if ended:
            self._reader.join(PATIENCE)
        found = next((match for line in list(self.said) if (match := re.search(pattern, line))), None)
        assert found or not ended, self.picture()
        return found

    def picture(self) -> str:
        """Return all it said."""
        return f"exit {self.process.poll()}\n" + "".join(self.said)

    def stop(self) -> int:
        """Send SIGTERM as a platform does; return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code


def iter_lines(stream: Any) -> Any:
    """Yield lines as they come."""
    yield from iter(stream.readline, "")


def wait(find: Callable[[], T | None], picture: Callable[[], str]) -> T:
    """Wait until something is found."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if (found := find()) is not None:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE} s\n{picture()}")


class Page:
    """The simulator's page by its JSON, as one person."""

    def __init__(self, url: str, handle: str) -> None:
        self.url = url
        self.handle = handle

    def get(self, what: str, **query: str) -> Any:
        """Read."""
        with urlopen(f"{self.url}/page/{what}?{urlencode({'as': self.handle, **query})}") as answer:
            return json.load(answer)

    def post(self, what: str, **body: Any) -> Any:
        """Do."""
        data = json.dumps({"as": self.handle, **body}).encode()
        with urlopen(Request(f"{self.url}/page/{what}", data, {"Content-Type": "application/json"})) as answer:
            return json.load(answer)

    def types(self, text: str) -> str:
        """Type in the direct message with the app; return the answer, its blocks as JSON."""
        place = self.get("state")["dms"][0]["id"]
        answer = self.post("say", channel=place, text=text)
        if answer["error"] == "operation_timeout":
            # Slack's three seconds on a crowded machine: typed again, as people do, it is answered as the first was.
            answer = self.post("say", channel=place, text=text)
        assert answer["ok"], answer
        return json.dumps(answer["reply"], ensure_ascii=False)

    def channels(self) -> list[str]:
        """Return the names of the channels this person sees."""
        return [channel["name"] for channel in self.get("state")["channels"]]

    def direct(self) -> str:
        """Return everything in the direct message with the app."""
        place = self.get("state")["dms"][0]["id"]
        return json.dumps(self.get("messages", channel=place), ensure_ascii=False)
