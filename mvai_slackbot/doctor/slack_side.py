"""What Slack says of our tokens: who we are, what we may do, whether our clocks agree."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parsedate_to_datetime
from uuid import uuid4

from aiohttp import ClientError, ClientSession, ClientTimeout
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from mvai_slackbot.clock import machine_now
from mvai_slackbot.doctor.finding import Finding, act, look, well
from mvai_slackbot.manifest import SCOPES
from mvai_slackbot.settings import Settings
from mvai_slackbot.slack.errors import code_of

# Slack refuses signatures older than five minutes; one minute is far from that and far from a healthy clock.
SKEW = timedelta(minutes=1)
SECONDS = ClientTimeout(total=10)
WHERE_TOKEN = "Copy it from the app's page, OAuth & Permissions, into SLACK_BOT_TOKEN."  # noqa: S105 - words, no secret
WHERE_APP_TOKEN = "Make one on the app's page, Basic Information, App-Level Tokens, with connections:write."  # noqa: S105 - words, no secret


@dataclass
class SlackSide:
    """What was found, and the workspace the bot token belongs to."""

    findings: list[Finding] = field(default_factory=list)
    team_id: str = ""


async def look_at_slack(settings: Settings, *, trial: bool) -> SlackSide:
    """Ask Slack who we are; without an answer nothing more is asked."""
    side = SlackSide()
    async with _client(settings, settings.slack_bot_token) as client:
        who = await _who(settings, client, side)
        if who is not None:
            side.team_id = str(who["team_id"])
            side.findings += [_scopes(who), _skew(who)]
            if trial:
                side.findings.append(await _trial(client))
    side.findings.append(await _hearing(settings))
    return side


@asynccontextmanager
async def _client(settings: Settings, token: SecretStr) -> AsyncIterator[AsyncWebClient]:
    async with ClientSession(timeout=SECONDS) as session:
        yield AsyncWebClient(
            token=token.get_secret_value(), base_url=settings.slack_api_url, session=session, retry_handlers=[]
        )


async def _who(settings: Settings, client: AsyncWebClient, side: SlackSide) -> AsyncSlackResponse | None:
    if not settings.slack_bot_token.get_secret_value():
        side.findings.append(act("Bot token", "SLACK_BOT_TOKEN is not set.", WHERE_TOKEN))
        return None
    try:
        who = await client.auth_test()
    except SlackApiError as error:
        side.findings.append(act("Bot token", f"Slack answers {_code(error)}.", WHERE_TOKEN))
        return None
    except (ClientError, TimeoutError, OSError) as error:
        says = f"{settings.slack_api_url} cannot be reached ({type(error).__name__})."
        side.findings.append(act("Bot token", says, "Check the network, the proxy and SLACK_API_URL."))
        return None
    side.findings.append(well("Bot token", f"{who['user']} in the workspace {who['team']} ({who['team_id']})."))
    return who


def _scopes(who: AsyncSlackResponse) -> Finding:
    said = next((value for name, value in who.headers.items() if name.lower() == "x-oauth-scopes"), None)
    if said is None:
        return look("Scopes", "Slack did not say which scopes were granted.", "Nothing to do; calls will tell.")
    granted = {scope.strip() for scope in said.split(",")}
    missing = sorted(set(SCOPES) - granted)
    if missing:
        needed = "; ".join(f"{scope} ({SCOPES[scope]})" for scope in missing)
        step = "Update the app from manifests/*.json on its page, App Manifest, then reinstall it to the workspace."
        return act("Scopes", f"Not granted: {needed}.", step)
    return well("Scopes", f"All {len(SCOPES)} are granted.")


def _skew(who: AsyncSlackResponse) -> Finding:
    date = next((value for name, value in who.headers.items() if name.lower() == "date"), None)
    if date is None:
        return look("Clock", "Slack did not say what time it is.", "Compare this machine's clock with another one.")
    skew = machine_now() - parsedate_to_datetime(date)
    if abs(skew) > SKEW:
        ahead = "ahead of" if skew > timedelta(0) else "behind"
        says = f"This machine is {round(abs(skew).total_seconds())} seconds {ahead} Slack; requests look forged."
        return act("Clock", says, "Turn on time synchronisation (NTP) on this machine.")
    return well("Clock", "This machine and Slack agree.")


async def _trial(client: AsyncWebClient) -> Finding:
    step = "Look at the scope groups:write, and at the workspace's rules on who may make private channels."
    try:
        made = await client.conversations_create(name=f"mvai-doctor-{uuid4().hex[:8]}", is_private=True)
        channel = made["channel"]
        await client.conversations_archive(channel=channel["id"])
    except SlackApiError as error:
        return act("Private channel", f"Slack answers {_code(error)}.", step)
    except (ClientError, TimeoutError, OSError) as error:
        return act("Private channel", f"Slack did not answer ({type(error).__name__}).", "Try again in a minute.")
    if not channel.get("is_private"):
        return act("Private channel", f"{channel['name']} was made, but not private.", step)
    return well("Private channel", f"{channel['name']} was made, private, and archived again.")


async def _hearing(settings: Settings) -> Finding:
    if not settings.slack_app_token.get_secret_value():
        if settings.slack_signing_secret.get_secret_value():
            return well("Hearing Slack", "Over HTTP, with a signing secret; there is no app token for Socket Mode.")
        says = "Neither SLACK_APP_TOKEN (for run) nor SLACK_SIGNING_SECRET (for web) is set."
        return act("Hearing Slack", says, f"{WHERE_APP_TOKEN} Or copy the signing secret from Basic Information.")
    async with _client(settings, settings.slack_app_token) as client:
        try:
            await client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
        except SlackApiError as error:
            return act("Hearing Slack", f"Slack answers {_code(error)} to SLACK_APP_TOKEN.", WHERE_APP_TOKEN)
        except (ClientError, TimeoutError, OSError) as error:
            says = f"{settings.slack_api_url} cannot be reached ({type(error).__name__})."
            return act("Hearing Slack", says, "Check the network, the proxy and SLACK_API_URL.")
    return well("Hearing Slack", "The app token opens Socket Mode.")


def _code(error: SlackApiError) -> str:
    return code_of(error) or "with a page, not with JSON"
