"""Every setting, read once from the environment and handed down."""

import re
from email.utils import parseaddr
from typing import Annotated, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from mvai_slackbot.errors import Refused

SLACK_API_URL = "https://slack.com/api/"
KIND = re.compile(r"^[a-z][a-z-]{1,39}$")


class Settings(BaseSettings):
    """The settings by the names people know; each description is its row in the documented table."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", populate_by_name=True)

    slack_bot_token: SecretStr = Field(SecretStr(""), description="Bot token, `xoxb-…`, from *OAuth & Permissions*")
    slack_app_token: SecretStr = Field(SecretStr(""), description="App token, `xapp-…`, for Socket Mode (`run`)")
    slack_signing_secret: SecretStr = Field(
        SecretStr(""), description="Signing secret, from *Basic Information* (`web`)"
    )
    slack_api_url: str = Field(SLACK_API_URL, description="Web API base; GovSlack's, or the simulator's, otherwise")
    database_url: str = Field("sqlite:///mvai.db", description="SQLite file or `postgresql://…`")
    host: str = Field("127.0.0.1", description="Address the HTTP front listens on; the Procfile sets `0.0.0.0`")
    port: int = Field(3000, description="Port of the HTTP front", ge=0, le=65535)
    public_url: str = Field("", alias="MVAI_PUBLIC_URL", description="Public https address, written into the manifest")
    metrics_token: SecretStr = Field(
        SecretStr(""), alias="MVAI_METRICS_TOKEN", description="Bearer token of `/metrics`; without it, loopback only"
    )
    command_prefix: str = Field(
        "mvai", alias="MVAI_COMMAND_PREFIX", pattern=r"^[a-z][a-z0-9]{1,11}$", description="First word of every command"
    )
    admins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), alias="MVAI_ADMINS", description="Slack user ids of the first administrators, comma-separated"
    )
    encryption_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        (),
        alias="MVAI_ENCRYPTION_KEYS",
        description="Keys of 32 bytes in URL-safe base64, newest first, comma-separated",
    )
    library_url: str = Field(
        "https://www.theiacp.org/projects/mass-violence-advisory-initiative",
        alias="MVAI_LIBRARY_URL",
        description="The program's library page, bookmarked in each incident channel; empty for none",
    )
    paging_url: str = Field(
        "",
        alias="MVAI_PAGING_URL",
        description="Address (https) of a paging service that wakes phones when a call is asked for; empty for none",
    )
    paging_secret: SecretStr = Field(
        SecretStr(""),
        alias="MVAI_PAGING_SECRET",
        description="What requests to the paging service are signed with; required with `MVAI_PAGING_URL`",
    )
    smtp_url: SecretStr = Field(
        SecretStr(""),
        description="Outgoing mail: `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`; without it a "
        "coordinator gets the words to send by hand. A relay without TLS: `smtp://localhost:25?tls=off`",
    )
    mail_from: str = Field(
        "",
        alias="MVAI_MAIL_FROM",
        description="Sender of outgoing mail, `MVAI <mvai@example.org>`; needed with `SMTP_URL`",
    )
    sme_kinds: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        alias="MVAI_SME_KINDS",
        description="Kinds of SME beside the ten that are built in, comma-separated: `chaplain, dispatch-supervisor`",
    )
    content: str = Field(
        "", alias="MVAI_CONTENT", description="Folder of your own data files; each one there replaces the shipped one"
    )
    mail_url: SecretStr = Field(
        SecretStr(""),
        alias="MVAI_MAIL_URL",
        description="The program's mailbox: `imaps://user:password@host/INBOX`; `imap://` uses STARTTLS; empty for none",
    )
    mail_authserv_id: str = Field(
        "",
        alias="MVAI_MAIL_AUTHSERV_ID",
        description="Name by which your own mail server signs `Authentication-Results`; needed with `MVAI_MAIL_URL`",
    )
    mail_done_folder: str = Field(
        "MVAI-read", alias="MVAI_MAIL_DONE_FOLDER", description="Folder that mails are moved to once they are taken in"
    )
    mail_seconds: int = Field(
        30, alias="MVAI_MAIL_SECONDS", ge=1, le=300, description="Seconds between two looks into the mailbox"
    )
    mail_most_mb: int = Field(
        30,
        alias="MVAI_MAIL_MOST_MB",
        ge=1,
        le=200,
        description="Megabytes above which an e-mail is held for a person, unread",
    )
    mail_oauth_token_url: str = Field(
        "",
        alias="MVAI_MAIL_OAUTH_TOKEN_URL",
        description="Where a token for the mailbox is asked for (OAuth 2, client credentials), in place of a password",
    )
    mail_oauth_client_id: str = Field("", alias="MVAI_MAIL_OAUTH_CLIENT_ID", description="Client id for that")
    mail_oauth_client_secret: SecretStr = Field(
        SecretStr(""), alias="MVAI_MAIL_OAUTH_CLIENT_SECRET", description="Client secret for that"
    )
    mail_oauth_scope: str = Field(
        "", alias="MVAI_MAIL_OAUTH_SCOPE", description="Scope to ask for, where the token server wants one"
    )
    threads: int = Field(8, alias="MVAI_THREADS", ge=2, le=64, description="Threads that do the work of one process")

    @field_validator("admins", "encryption_keys", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("sme_kinds", mode="before")
    @classmethod
    def _kinds(cls, value: object) -> object:
        kinds = tuple(value.replace(" ,", ",").split(",")) if isinstance(value, str) else value
        found = (
            tuple("-".join(str(kind).lower().split()) for kind in kinds) if isinstance(kinds, tuple | list) else kinds
        )
        if isinstance(found, tuple) and any(not KIND.match(kind) for kind in found if kind):
            raise ValueError("each kind is a word or two of small letters, as in dispatch-supervisor")
        return tuple(kind for kind in found if kind) if isinstance(found, tuple) else found

    @field_validator("database_url")
    @classmethod
    def _driver(cls, value: str) -> str:
        # Hosting platforms still hand out postgres://, which SQLAlchemy does not know.
        if value.startswith("postgres://"):
            value = "postgresql://" + value.removeprefix("postgres://")
        if not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("it begins with sqlite:/// or postgresql://")
        return value.replace("postgresql://", "postgresql+psycopg://", 1)

    @model_validator(mode="after")
    def _paging(self) -> Self:
        if self.paging_url and not self.paging_url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
            raise ValueError("MVAI_PAGING_URL begins with https://")
        if self.paging_url and not self.paging_secret.get_secret_value():
            raise ValueError("MVAI_PAGING_URL needs MVAI_PAGING_SECRET")
        return self

    @field_validator("mail_from")
    @classmethod
    def _mail_from(cls, value: str) -> str:
        if value and "@" not in parseaddr(value)[1]:
            raise ValueError("it looks like mvai@example.org or MVAI <mvai@example.org>")
        return value

    @field_validator("public_url")
    @classmethod
    def _public(cls, value: str) -> str:
        # Links to the form lead there: who reads one on the way could answer in somebody's place.
        if value and not value.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError("it begins with https://")
        return value

    @field_validator("mail_oauth_token_url")
    @classmethod
    def _token_url(cls, value: str) -> str:
        # A client secret goes there: never over the open net.
        if value and not value.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError("it begins with https://")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _slash(cls, value: str) -> str:
        return value if value.endswith("/") else value + "/"


def read_settings() -> Settings:
    """Read the environment and `.env`; raise `Refused` with one line that names the setting at fault."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "settings"
        raise Refused(f"{name}: {first['msg']}") from None


def table() -> str:
    """Return every setting as rows of a Markdown table; docs/operations.md holds a copy that a test compares."""
    rows = ["| Setting | Default | What it is |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        plain = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        shown = f"`{plain}`" if plain not in ("", ()) else ""
        rows.append(f"| `{field.alias or name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows)
