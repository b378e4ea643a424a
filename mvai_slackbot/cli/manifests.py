"""The two manifests in the repository, as the code makes them."""

import json
from typing import Any

from mvai_slackbot import features
from mvai_slackbot.manifest import build_manifest
from mvai_slackbot.settings import Settings

# Written into manifests/production.json; `MVAI_PUBLIC_URL=https://… mvai-slackbot manifest production` prints yours.
PLACEHOLDER = "https://mvai.example.org"
KINDS = ("production", "development")


def text_of(kind: str, settings: Settings) -> str:
    """Return a manifest as JSON text: `production` hears over HTTP, `development` over Socket Mode."""
    return json.dumps(manifest_of(kind, settings), indent=2, ensure_ascii=False) + "\n"


def manifest_of(kind: str, settings: Settings) -> dict[str, Any]:
    """Return a manifest as data."""
    heard = [listener for part in features.listeners(settings) for listener in part.all]
    public_url = (settings.public_url or PLACEHOLDER) if kind == "production" else ""
    return build_manifest(heard, settings.command_prefix, public_url=public_url)


def committed_settings() -> Settings:
    """Return the settings of the committed files: the defaults, whatever the environment says."""
    return Settings(_env_file=None, MVAI_PUBLIC_URL="", MVAI_COMMAND_PREFIX="mvai")
