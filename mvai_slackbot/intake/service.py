"""Take a mail in exactly once, and decide what becomes of it."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mvai_slackbot import guard
from mvai_slackbot.db import Private
from mvai_slackbot.intake import facts
from mvai_slackbot.intake.models import MailState, ReceivedMail, Why
from mvai_slackbot.letters import service as letters
from mvai_slackbot.letters.models import LetterKind
from mvai_slackbot.letters.words import acknowledgement
from mvai_slackbot.mail.arrived import Arrived
from mvai_slackbot.mail.parsing import Broken, Parsed, parse
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.contacts import Contact
from mvai_slackbot.requests.ending.closing import close_request
from mvai_slackbot.requests.models import AssistanceRequest, RequestOutcome, Source
from mvai_slackbot.smes.offers import by_mail
from mvai_slackbot.work import Work

# One acknowledgement an hour to one address, whatever it sends: no loop lasts, and nobody is answered to death.
ONE_ACKNOWLEDGEMENT = timedelta(hours=1)
MANY, MANY_WITHIN = 10, timedelta(hours=1)
# The first line of an answer that says it by itself; anything longer is read by a person.
WITHDRAWALS = frozenset(
    f"{please}{who}withdraw{what}"
    for please in ("", "please ")
    for who in ("", "we ", "i ")
    for what in ("", " it", " our request", " my request", " the request")
)
NO_WORDS = "The e-mail has no words of its own."
CUT = "\n\n[The e-mail is longer. The rest is with the e-mail.]"


@dataclass(frozen=True)
class Rules:
    """What the settings say: whose word on a sender counts, and which address is our own."""

    authserv_id: str
    own_address: str


def hashed(words: str) -> str:
    """Return what tells equal words, and nothing else."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def find_mail(session: Session, mailbox: str, uid_validity: int, uid: int) -> ReceivedMail | None:
    """Return the mail of a place in the mailbox, when it was taken in."""
    return session.scalar(
        select(ReceivedMail).where(
            ReceivedMail.mailbox == hashed(mailbox),
            ReceivedMail.uid_validity == uid_validity,
            ReceivedMail.uid == uid,
        )
    )


def take_in(work: Work, arrived: Arrived, rules: Rules) -> ReceivedMail | None:
    """Take a mail in; None when it was taken in before. Two that do so at once collide, and the second finds it done."""
    if find_mail(work.session, arrived.mailbox, arrived.uid_validity, arrived.uid) is not None:
        return None
    try:
        parsed = parse(arrived.raw, rules.authserv_id)
    except Broken:
        mail = _written(work, arrived, None)
        _hold(work, mail, Why.TOO_BIG if not arrived.whole else Why.BROKEN)
        return mail
    mail = _written(work, arrived, parsed)
    _route(work, mail, parsed, arrived, rules)
    return mail


def _written(work: Work, arrived: Arrived, parsed: Parsed | None) -> ReceivedMail:
    says = f"{parsed.sender}\n{parsed.title}\n{parsed.text}" if parsed else arrived.raw.decode("latin-1")
    name = parsed.message_id if parsed and parsed.message_id else arrived.raw.decode("latin-1")
    mail = ReceivedMail(
        team_id=work.team_id,
        mailbox=hashed(arrived.mailbox),
        uid_validity=arrived.uid_validity,
        uid=arrived.uid,
        name=hashed(name),
        says=hashed(says),
        writer=hashed(parsed.sender) if parsed else "",
        size=arrived.size,
        arrived_at=work.now,
        state=MailState.HELD,
    )
    if parsed is not None:
        mail.sender, mail.sender_name = Private.of(parsed.sender), Private.of(parsed.sender_name)
        mail.title, mail.text = Private.of(parsed.title), Private.of(parsed.text)
        mail.attachments = Private.of("\n".join(parsed.attachments))
        mail.message_id = Private.of(parsed.message_id)
    return mail


def _route(work: Work, mail: ReceivedMail, parsed: Parsed, arrived: Arrived, rules: Rules) -> None:
    earlier = _earlier(work.session, mail)
    letter = letters.find_by_token(work.session, parsed.bounced) if parsed.bounced else None
    mail.request_id = _answered(work.session, parsed)
    if earlier is not None and earlier.says == mail.says:
        _keep(work, mail, MailState.AGAIN, words=False)
    elif letter is not None:
        _keep(work, mail, MailState.BOUNCE, words=False)
        letters.bounced(work, letters.get_letter(work, letter.id))
    elif not arrived.whole:
        _hold(work, mail, Why.TOO_BIG)
    elif parsed.automatic or parsed.sender == rules.own_address.lower():
        _hold(work, mail, Why.MACHINE)
    elif parsed.doubt:
        _hold(work, mail, Why.UNVERIFIED)
    elif earlier is not None:
        _hold(work, mail, Why.TWIN)
    elif mail.request_id is not None:
        _answer(work, mail, parsed)
    else:
        _ask(work, mail, parsed)


def _earlier(session: Session, mail: ReceivedMail) -> ReceivedMail | None:
    rows = select(ReceivedMail).where(ReceivedMail.team_id == mail.team_id, ReceivedMail.name == mail.name)
    return session.scalar(rows.order_by(ReceivedMail.id).limit(1))


def _answered(session: Session, parsed: Parsed) -> int | None:
    """Return the request that a mail answers: by our letter's token, or by an earlier mail of theirs."""
    letter = letters.find_by_token(session, parsed.token) if parsed.token else None
    if letter is not None and letter.request_id is not None:
        return letter.request_id
    if letter is not None and letter.incident_id is not None:
        # A check-in asks about an incident: its latest request is where whoever has it reads the answer.
        return next((one.id for one in reversed(requests.list_of_incident(session, letter.incident_id))), None)
    names = [hashed(one) for one in parsed.answers]
    if not names:
        return None
    rows = select(ReceivedMail.request_id).where(ReceivedMail.name.in_(names), ReceivedMail.request_id.is_not(None))
    return session.scalar(rows.order_by(ReceivedMail.id.desc()).limit(1))


def _keep(work: Work, mail: ReceivedMail, state: MailState, *, words: bool = True) -> None:
    mail.state = state
    if not words:
        mail.text = mail.attachments = None
    work.session.add(mail)
    work.session.flush()


def _hold(work: Work, mail: ReceivedMail, why: Why) -> None:
    mail.why = why
    _keep(work, mail, MailState.HELD)
    if why is Why.MACHINE:
        return
    held = select(func.count(ReceivedMail.id)).where(
        ReceivedMail.team_id == mail.team_id,
        ReceivedMail.why.is_not(None),
        ReceivedMail.why != Why.MACHINE,
        ReceivedMail.arrived_at > work.now - MANY_WITHIN,
    )
    count = work.session.scalar(held) or 0
    if count <= MANY:
        work.record(facts.MailHeld(mail))
    elif count == MANY + 1:
        work.record(facts.ManyHeld(mail))


def _answer(work: Work, mail: ReceivedMail, parsed: Parsed) -> None:
    _keep(work, mail, MailState.ANSWER)
    letter = letters.find_by_token(work.session, parsed.token) if parsed.token else None
    request = requests.get_by_id(work.session, mail.request_id or 0)
    other = letter is not None and letter.to.reveal().lower() != parsed.sender
    # To whoever was asked to help, a word like that means their own help, and never what a community asked for.
    offer = by_mail.find_assignment(work.session, letter) if letter is not None else None
    about_it = letter is not None and letter.request_id is not None and not other
    withdraws = about_it and offer is None and request.open and _withdraws(parsed.text)
    if withdraws:
        close_request(work, request, RequestOutcome.WITHDRAWN)
    work.record(facts.MailAnswered(mail, request, other, withdraws, offer))


def _withdraws(text: str) -> bool:
    first = text.strip().split("\n")[0]
    return " ".join(first.casefold().strip(" .!").split()) in WITHDRAWALS


def _ask(work: Work, mail: ReceivedMail, parsed: Parsed) -> None:
    """Let a mail become a request; words that may name or describe a person are looked at by somebody first."""
    if guard.find_trouble(f"{parsed.title}\n{parsed.text}"):
        _hold(work, mail, Why.WORDS)
    else:
        _keep(work, mail, MailState.REQUEST)
        become_request(work, mail, text_of(mail))
    _acknowledge(work, mail, parsed)


def text_of(mail: ReceivedMail) -> str:
    """Return what the request would say: the subject line, the words, and the names of what is attached."""
    parts = [words.reveal() for words in (mail.title, mail.text) if words is not None]
    if mail.text is None:
        parts.append(NO_WORDS)
    if mail.attachments is not None:
        parts.append("Attached to the e-mail: " + ", ".join(mail.attachments.reveal().split("\n")))
    whole = "\n\n".join(parts)
    if len(whole) <= requests.MOST_TEXT:
        return whole
    return whole[: requests.MOST_TEXT - len(CUT)].rstrip() + CUT


def become_request(work: Work, mail: ReceivedMail, text: str) -> AssistanceRequest:
    """Let a mail become a draft that nobody has yet; who wrote it is its requester."""
    request = requests.receive_request(work, text, requester=_contact(mail), source=Source.EMAIL, contact_way="email")
    mail.request_id = request.id
    if mail.letter_id is not None:
        # An answer to what we wrote before it was let in finds the request, too.
        letters.get_letter(work, mail.letter_id).request_id = request.id
    more = mail.attachments is not None or text.endswith(CUT)
    work.record(facts.MailBecameRequest(mail, request, more))
    return request


def _contact(mail: ReceivedMail) -> Contact | None:
    if mail.sender is None:
        return None
    address = mail.sender.reveal()
    name = mail.sender_name.reveal() if mail.sender_name is not None else address.partition("@")[0]
    return Contact(details={"name": name, "email": address})


def _acknowledge(work: Work, mail: ReceivedMail, parsed: Parsed) -> None:
    """Answer whoever asked, once an hour at most; only the address that our own server vouched for."""
    lately = select(ReceivedMail.id).where(
        ReceivedMail.writer == mail.writer, ReceivedMail.acknowledged_at > work.now - ONE_ACKNOWLEDGEMENT
    )
    if work.session.scalar(lately.limit(1)) is not None:
        return
    mail.acknowledged_at = work.now
    answers = (parsed.message_id,) if parsed.message_id else ()
    letter = letters.write(
        work, parsed.sender, LetterKind.ACKNOWLEDGEMENT, acknowledgement(), request_id=mail.request_id, answers=answers
    )
    mail.letter_id = letter.id
