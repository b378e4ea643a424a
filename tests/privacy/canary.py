"""One secret word for each thing a person can type, and the story in which each is typed."""

from mvai_slackbot.checkins.links import by_link, service as links
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.intake import service as intake
from mvai_slackbot.mail.arrived import Arrived
from mvai_slackbot.people.linking import write_down
from mvai_slackbot.people.models import Part
from mvai_slackbot.people.service import find_person, give_part
from mvai_slackbot.work import Actor
from tests.calls.ways import on_call
from tests.conftest import Town
from tests.smes.story import asked, on_roster

STEM = "saxifrage"
CHANNEL = "mvai-2026-001"
# A kind on the roster that only staff read.
LOSS = "Lived experience as a family member"


def secret(what: str) -> str:
    """Return the secret word of a field: found by its stem, told apart by its end."""
    return f"{STEM}{what}"


def tell(town: Town) -> None:
    """Let everybody type a secret into everything."""
    on_call(town, town.dana)
    _incident(town)
    _request(town)
    _smes(town)
    _checkin(town)
    _by_link(town)
    _call(town)
    _mail(town)
    _contact(town)


def _contact(town: Town) -> None:
    # Last of all: it stands on the timeline only, of which people read the latest lines.
    town.ana.presses("Set leader", CHANNEL)
    town.ana.submits({"Part": "Contact", "Name": secret("contact")})
    town.ana.cancels(all_forms=True)
    town.bot.settle()


def _incident(town: Town) -> None:
    ana = town.ana
    ana.types(f"/mvai-incident open Event at a fair, {secret('description')}")
    town.bot.settle()
    ana.presses("Add details", CHANNEL)
    ana.submits({
        "Requesting agency": secret("agency"),
        "Publicly released counts": secret("counts"),
        "Lead investigative agency": secret("lead"),
        "Language, cultural, tribal or hate-crime considerations": secret("considerations"),
    })  # fmt: skip
    ana.cancels(all_forms=True)
    ana.presses("Set leader", CHANNEL)
    ana.fills({
        "Slack account": "chief", "Rank or title": secret("rank"), "Agency": secret("department"),
        "Official e-mail": f"{secret('mail')}@example.org", "Official phone": secret("telephone"),
    })  # fmt: skip
    form = ana.submits().form
    assert form is not None
    form.presses("Send")
    ana.cancels(all_forms=True)
    town.bot.settle()
    ana.types(f"/mvai-incident handover @dana {secret('handover')}", CHANNEL)
    town.bot.settle()


def _request(town: Town) -> None:
    town.ana.types("/mvai-request log", CHANNEL)
    town.ana.submits({
        "What is asked for": secret("request"),
        "Requester's name": secret("requester"), "Requester's phone": secret("phone"),
        "Requester's official e-mail": f"{secret('email')}@example.org",
        "Preferred hours": secret("hours"),
        "Second contact's name": secret("second"), "Second contact's phone": secret("mobile"),
    })  # fmt: skip
    town.ana.cancels(all_forms=True)
    town.ira.types(f"/mvai-request decide 1 virtual {secret('reason')}")
    town.bot.settle()
    town.ana.types(f"/mvai-request log a second thing, {secret('shortly')}", CHANNEL)
    town.bot.settle()
    town.bea.types(f"/mvai-request decide 2 refer {secret('elsewhere')}")
    town.ira.types(f"/mvai-request decide 2 decline {secret('internal')}")
    town.bot.settle()
    town.ana.types("/mvai-request close 2 referred")
    told = "I called and told them who can help instead"
    town.ana.submits({"Who can help instead": secret("instead"), "The call": [told]})
    town.ana.cancels(all_forms=True)
    town.ana.types("/mvai-request log")
    town.ana.submits({"What is asked for": secret("outside"), "Where it happened": secret("town"), "State": "OH"})
    town.ana.cancels(all_forms=True)
    town.bot.settle()


def _smes(town: Town) -> None:
    on_roster(
        town, town.sam, **{"How and when they like to talk": secret("talks"), "Assignments at the same time": "2"}
    )
    on_roster(
        town, town.sol,
        **{"Kind": LOSS, "Support person": secret("support"), "How to reach the support person": secret("reach")},
    )  # fmt: skip
    _records(town)
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()
    asked(town, town.sol)
    town.sol.presses("Ask a question")
    town.sol.submits({"Your question": secret("question")})
    town.sol.cancels(all_forms=True)
    town.bot.settle()
    town.ana.presses("Answer")
    town.ana.submits({"Your answer": secret("answer")})
    town.ana.cancels(all_forms=True)
    town.bot.settle()
    town.sol.presses("Decline")
    town.bot.settle()
    town.sol.presses("Own words")
    town.sol.submits({"In your own words": secret("decline")})
    town.sol.cancels(all_forms=True)
    town.sam.types(f"/mvai-sme note {secret('note')}")
    town.sam.types(f"/mvai-sme log 1 contact 1-2 {secret('milestone')}")
    town.sam.types(f"/mvai-sme done 1 {secret('done')}")
    town.bot.settle()


def _records(town: Town) -> None:
    """An SME tells the roster what is theirs alone."""
    record = town.sam.types("/mvai-sme record").message
    town.sam.presses("Limits and care", message=record)
    town.sam.submits({
        "Ties to agencies": secret("ties"), "Other conflicts of interest": secret("conflict"),
        "Dates that are hard": "April 20",
    })  # fmt: skip
    town.sam.cancels(all_forms=True)


def _checkin(town: Town) -> None:
    town.ana.types("/mvai-checkin offer @chief", CHANNEL).presses("Send")
    town.bot.settle()
    town.chief.presses("Yes")
    town.bot.settle()
    town.ana.types("/mvai-checkin now", CHANNEL).presses("Send")
    town.bot.settle()
    town.chief.presses("Answer")
    town.chief.submits({"Note": secret("checkin")})
    town.chief.cancels(all_forms=True)
    town.bot.settle()


def _by_link(town: Town) -> None:
    """Let a deputy without a Slack account answer on the web page."""
    works = town.bot.bot.works
    with works.read() as work:
        ana = find_person(work.session, work.team_id, town.ana.id)
    assert ana is not None
    with works.begin(Actor(ana.id)) as work:
        incident = get_incident(work.session, 1)
        person = write_down(work, name=secret("linked"), email=f"{secret('linkmail')}@example.org")
        give_part(work, incident.id, person, Part.DEPUTY, invited=False)
        prompt, _ = links.begin(work, incident, person, agreed=True)
        _, word = links.make(work, prompt, sent_to=f"{secret('linkmail')}@example.org")
    page = by_link.build(works, links.Way(mails=True)).send(word, {"note": [secret("byweb")]})
    assert page.heading == "Thank you"
    town.bot.settle()


def _call(town: Town) -> None:
    town.otto.writes(f"I cannot sleep, {secret('typed')}")
    town.bot.settle()
    town.otto.presses("Ask for a call")
    town.bot.settle()
    town.otto.presses("Give a number")
    town.otto.submits({"Phone number": f"{secret('callback')} 555 0142"})
    town.otto.cancels(all_forms=True)
    town.otto.types("/mvai-checkin numbers")
    town.otto.submits({
        "If you do not answer, whom to try": secret("near"), "Their phone number": f"{secret('nearby')} 555 01 43",
        "Your dispatch, ten digits": f"{secret('dispatch')} 614 555 0100",
    })  # fmt: skip
    town.otto.cancels(all_forms=True)
    town.bot.settle()
    town.dana.presses("I will call")
    town.bot.settle()


def _mail(town: Town) -> None:
    """Let a request, an answer to it, and a mail that is held arrive, without a mail server in between."""
    vouched = "Authentication-Results: mx; dmarc=pass\r\n"
    sender = f"From: {secret('mailname')} <{secret('mailfrom')}@example.org>\r\n"
    file = f'--b\r\nContent-Type: application/pdf; name="{secret("attached")}.pdf"\r\n\r\nx\r\n--b--\r\n'
    _arrives(
        town, f"{vouched}{sender}Subject: {secret('mailtitle')}\r\nMessage-ID: <1@example.org>\r\n"
        f"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n{secret('mailwords')}\r\n{file}",
    )  # fmt: skip
    _arrives(town, f"{vouched}{sender}In-Reply-To: <1@example.org>\r\n\r\n{secret('answered')}")
    held = f"From: {secret('heldname')} <{secret('heldfrom')}@example.org>\r\nSubject: {secret('heldtitle')}\r\n"
    _arrives(town, f"{held}\r\n{secret('heldwords')}")


def _arrives(town: Town, raw: str) -> None:
    with town.bot.bot.works.begin() as work:
        arrived = Arrived("box", 1, len(raw), len(raw), raw.encode(), whole=True)
        intake.take_in(work, arrived, intake.Rules("mx", "mvai@example.org"))
    town.bot.settle()


STAFF = frozenset({"ana", "dana", "root"})
CHANNEL_PEOPLE = STAFF | {"chief", "sam"}
REQUEST_READERS = CHANNEL_PEOPLE | {"ira", "bea"}
SMES = STAFF | {"sam"}
# Who may read what; what is not here may be read by nobody but who typed it.
READERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("description", "agency", "counts", "lead", "considerations"), CHANNEL_PEOPLE),
    **dict.fromkeys(("contact", "rank", "department"), CHANNEL_PEOPLE),
    **dict.fromkeys(("telephone", "mail"), SMES | {"chief"}),
    **dict.fromkeys(("request", "shortly"), REQUEST_READERS),
    **dict.fromkeys(("requester", "second"), REQUEST_READERS),
    **dict.fromkeys(("phone", "email", "mobile", "hours"), SMES),
    "reason": STAFF | {"ira", "bea"},
    **dict.fromkeys(("elsewhere", "internal"), STAFF | {"ira", "bea"}),
    "instead": REQUEST_READERS,
    **dict.fromkeys(("outside", "town"), STAFF | {"ira", "bea"}),
    "handover": STAFF,
    "talks": STAFF | {"chief", "sam"},
    **dict.fromkeys(("support", "reach"), STAFF | {"sol"}),
    **dict.fromkeys(("ties", "conflict"), STAFF | {"sam"}),
    "decline": STAFF | {"sol"},
    "question": STAFF | {"sol"},
    "answer": STAFF | {"sol"},
    "milestone": SMES,
    "note": SMES,
    "done": SMES,
    "checkin": SMES | {"chief"},
    # Answered on the web page: the chief hears of it neither.
    "byweb": SMES,
    "linked": CHANNEL_PEOPLE | {"bea"},
    "typed": frozenset({"otto"}),
    **dict.fromkeys(("callback", "near", "nearby", "dispatch"), frozenset({"otto", "dana"})),
    **dict.fromkeys(("mailtitle", "mailwords", "mailname", "attached"), STAFF | {"ira", "bea"}),
    **dict.fromkeys(("mailfrom", "answered", "heldname", "heldfrom", "heldtitle", "heldwords"), STAFF),
}
