"""The words of letters, one function for each: neutral subject, plain text, nothing that a preview should not show."""

from collections.abc import Sequence
from dataclasses import dataclass

from mvai_slackbot import crisis

WITHDRAW = "If you do not need it anymore, answer with the word “withdraw”. No reason is needed."
# Stands in the words on record where a link goes; the link itself stands in none.
LINK = "[the link]"
PROGRAMME = "Mass Violence Advisory Initiative (MVAI), IACP and BJA"


@dataclass(frozen=True)
class Words:
    """A subject line and a text; neither prints itself."""

    title: str
    text: str

    def __repr__(self) -> str:
        return "Words(…)"


def marked(said: Words, mark: str) -> Words:
    """Return a letter as it is written about an incident: of a drill (`mark`) it says first that nothing has happened."""
    first = f"{mark}This is a drill. Nothing has happened.\n\n" if mark else ""
    return Words(f"{mark}{said.title}", f"{first}{said.text}")


def acknowledgement() -> Words:
    """Return the first answer to somebody who asked for help by mail. It repeats nothing of what they wrote."""
    return Words(
        "Your message to MVAI",
        letter(
            "Your message has arrived.",
            "A person of the program will contact you. You do not need to do anything until then.",
            "Help is at no cost to your agency.",
            "This mailbox is not for emergencies and is not read around the clock. In an emergency call 911.",
            right_now(),
            "If you write again, please answer this message, and name no victims, witnesses or suspects. "
            "Messages may be subject to public-records law.",
            WITHDRAW,
        ),
    )


def decision(team: str) -> Words:
    """Return the words after a person has called: how help is given (`team`: "virtual" …; empty while that is open)."""
    how = f": {team}." if team else ". How, virtually or in person, we agree with you."
    return Words(
        "About your request to MVAI",
        letter(
            f"Thank you for talking with us on the phone. A team of the program will assist you{how}",
            "A person of the program will be in touch about the next steps. Help is at no cost to your agency.",
            WITHDRAW,
        ),
    )


def helper(name: str, how: str) -> Words:
    """Return the word that somebody agreed to help (`how`: "virtual" or "in person"); how to reach them stays out of it."""
    return Words(
        "About your request to MVAI",
        letter(
            f"{name} has agreed to help you: {how}. They, or a person of the program, will contact you.",
            "Their help is at no cost to your agency, and you decide how much of it you want. If you would like somebody "
            "else, answer this message; no reason is needed.",
            WITHDRAW,
        ),
    )


def helpers_changed(now: Sequence[str]) -> Words:
    """Return who helps from now on (`now`: a name and how, one each), calmly and never why; nobody: somebody is looked for."""
    if now:
        said = f"This is who helps you now: {'; '.join(now)}. They, or a person of the program, will contact you."
    else:
        said = (
            "A coordinator is looking for somebody who will help you, and will contact you. Until then answer this "
            "message whenever you need something; a person will read it."
        )
    return Words(
        "About your request to MVAI",
        letter(
            f"Who helps you has changed. {said}",
            "You do not need to do anything. Help stays at no cost to your agency.",
            WITHDRAW,
        ),
    )


def withdrawn() -> Words:
    """Return the thanks to who withdrew."""
    return Words(
        "About your request to MVAI",
        letter(
            "Your request is withdrawn, and nothing more is asked of you. No reason is needed. Thank you for telling us.",
            "You can ask again at any time: answer this message, and a person will read it.",
            right_now(),
        ),
    )


def referral(who: Sequence[str]) -> Words:
    """Return the words after a person has called, when no team is sent: `who` can help, each with a way to reach them."""
    if not who:
        raise ValueError("a letter that sends no team names who can help")
    return Words(
        "About your request to MVAI",
        letter(
            "As we discussed on the phone, we are not able to send a team.",
            "These can help:\n" + "\n".join(f"- {one}" for one in who),
            "If your situation changes, please answer this message. A person will read it.",
        ),
    )


def goes_on() -> Words:
    """Return the word to who read that their request is withdrawn, which was a mistake."""
    return Words(
        "About your request to MVAI",
        letter(
            "Your request goes on. We wrote to you that it was withdrawn. That was a mistake, and it is corrected. "
            "You do not need to do anything.",
            WITHDRAW,
            right_now(),
        ),
    )


def checkin(*, reminder: bool, again: bool = False) -> Words:
    """Return the word to a leader that a check-in waits behind a link; `LINK` stands where the link goes.

    `again`: they asked for another link, to change something.
    """
    first = "A short reminder of the form you agreed to." if reminder else "The short form you agreed to is ready."
    first = "Here is the new link you asked for." if again else first
    return Words(
        "A short form for you",
        letter(
            f"{first} It takes a minute or two, you can skip any question, and skipping all of it is fine:",
            LINK,
            "The link is for you alone and works once, for three days. Opening it uses nothing up. On the page you can also "
            "pause, pick another hour, or stop these messages.",
            "If you did not expect this, you need not do anything.",
            f"This is not a monitored crisis line. {right_now()}",
        ),
    )


def right_now() -> str:
    """Return whom anybody can call or text at any time."""
    return "If somebody is needed right now:\n" + "\n".join(
        f"- {one.title}: {one.contact} ({one.who_for})" for one in crisis.list_first()
    )


def letter(*paragraphs: str) -> str:
    """Return paragraphs as the text of a letter, with the program's name below."""
    return "\n\n".join([*paragraphs, f"{PROGRAMME}\n"])
