"""The words of letters to an SME without a Slack account: as reserved as the direct message, and how to answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from mvai_slackbot.letters.words import Words, letter, right_now

TITLE = "A question from MVAI"
NO_REASON = "Yes and no are both fine, and a no needs no reason."


@dataclass(frozen=True)
class Asked:
    """What an offer says: `lines` name how, area and the like; `answer_by` is on the SME's own clock; who asks."""

    lines: Sequence[str]
    answer_by: str
    who: str
    phone: str = ""


def offer(at: Asked) -> Words:
    """Return the offer: no place, no agency, no words of the request."""
    until = f"Please answer by {at.answer_by}." if at.answer_by else ""
    return Words(
        TITLE,
        letter(
            "This message is about an act of mass violence in a community. It holds no details. Read it when it suits you.",
            "Could you help?\n" + "\n".join(f"- {line}" for line in at.lines),
            f"{_how(at.who, at.phone)} {until}".strip(),
            f"{NO_REASON} If the time passes, somebody else is asked. That is fine, too, and nothing is held against you.",
            "Only if you say yes, more is told to you, and by phone: no place and no name belongs in an e-mail. Please write "
            "none yourself.",
        ),
    )


def reminder(answer_by: str, who: str, phone: str) -> Words:
    """Return the one reminder; it names nothing."""
    until = f" until {answer_by}" if answer_by else ""
    return Words(
        TITLE,
        letter(
            f"You were asked whether you could help. The question is open to you{until}.",
            f"{_how(who, phone)} {NO_REASON}",
            "This is the only reminder. No answer is fine as well.",
        ),
    )


def accepted(who: str, phone: str) -> Words:
    """Return the thanks for a yes, and what follows: a person phones; who and where stays out of the mail."""
    reach = f" at {phone}" if phone else ""
    return Words(
        "From MVAI",
        letter(
            f"Thank you for saying yes. {who} will phone you, tell you what is known, and introduce you to the leader there. "
            "No names and no places are written in e-mail.",
            f"You can step back at any time, and no reason is needed: answer this message, or phone {who}{reach}.",
            f"This work can weigh on you too. {right_now()}",
        ),
    )


def word(*paragraphs: str, care: bool = False) -> Words:
    """Return a short word that asks for nothing; with `care`, whom to call or text stands below."""
    return Words("From MVAI", letter(*paragraphs, *([right_now()] if care else ())))


def after_help(rest_until: str) -> Words:
    """Return the one calm message after somebody's help ended."""
    return word(
        "Your help in a community came to an end some days ago. Thank you for what you gave.",
        "What you carried there can stay with you for a while, and that is normal. You are down as resting until "
        f"{rest_until}, and staff see that before they ask.",
        "If you would like a call, or want to rest longer, answer this message. This comes once, and no answer is fine.",
        care=True,
    )


def _how(who: str, phone: str) -> str:
    by_phone = f", or phone {who} at {phone}" if phone else ""
    return f"To answer, reply to this message with “yes” or “no”{by_phone}. You may ask something first."
