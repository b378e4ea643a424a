"""Slack's error codes, sorted by what delivery does about them (source: docs.slack.dev, each method's page)."""

from enum import Enum

from slack_sdk.errors import SlackApiError


class Verdict(Enum):
    """What an error means for an effect."""

    ALREADY = "already so"
    LATER = "try later"
    NEVER = "never"


# What we wanted is true already; another try, or a person, did it.
ALREADY_SO = frozenset(
    {
        "already_pinned",
        "already_in_channel",
        "already_archived",
        "not_in_channel_kick",
        "already_reacted",
        "hash_conflict",
    }
)
# Slack could not, for now. Everything else that is not listed here will not become true by trying again.
LATER = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",
        "external_channel_migrating",
    }
)


def judge(code: str, status: int) -> Verdict:
    """Sort an error code and HTTP status."""
    if code in ALREADY_SO:
        return Verdict.ALREADY
    if code in LATER or status >= 500 or status == 429:
        return Verdict.LATER
    return Verdict.NEVER


IN_WORDS = {
    "is_inactive": "the channel is archived. Unarchive it in Slack, add the bot again, then press Repair",
    "is_archived": "the channel is archived. Unarchive it in Slack, add the bot again, then press Repair",
    "not_in_channel": "the bot is not in the channel. Add it in Slack, then press Repair",
    "channel_not_found": "Slack does not find the channel",
    "missing_scope": "the app lacks a scope. Run `mvai-slackbot doctor`",
    "restricted_action": "this workspace does not let the app do that. Ask a workspace administrator",
    "token_revoked": "the bot's token was revoked. Install the app again",
    "invalid_auth": "Slack does not accept the bot's token. Run `mvai-slackbot doctor`",
    "account_inactive": "the bot's account is inactive. Install the app again",
    "user_not_found": "Slack does not find the person",
    "user_disabled": "the person's account is deactivated",
    "cannot_dm_bot": "the account is a bot",
    "held": "posts to the channel are stopped, and go on when it is unlocked",
    "not_private": "Slack made the channel public. The bot does not use it. Ask a workspace administrator",
    "ura_max_channels": "the person is a guest limited to one channel",
}


def in_words(code: str) -> str:
    """Return an error code in words for staff."""
    return IN_WORDS.get(code, f"Slack answered `{code}`")


def code_of(error: SlackApiError) -> str:
    """Return Slack's error code; empty when the answer was no JSON, as a page of Slack's front or of a proxy is."""
    data = getattr(error.response, "data", error.response)
    code = data.get("error") if isinstance(data, dict) else None
    return code if isinstance(code, str) else ""
