"""A link that a letter carries: given when the letter is out, ended when it came back, new each time its words are shown."""

from secrets import token_urlsafe

from sqlalchemy import select

from mvai_slackbot.checkins.facts import PlanChanged, PromptChanged, PromptShown
from mvai_slackbot.checkins.links import service as links
from mvai_slackbot.checkins.links.service import Way
from mvai_slackbot.checkins.models import Prompt, PromptState
from mvai_slackbot.checkins.models_following import FormLink
from mvai_slackbot.errors import Refused
from mvai_slackbot.letters import service as letters
from mvai_slackbot.letters.facts import LetterSent, LetterSettled, LetterToHand
from mvai_slackbot.letters.models import Letter, LetterState
from mvai_slackbot.work import Fact, Work


def follow(work: Work, fact: Fact) -> None:
    """Read what became of a letter, and that nothing waits behind a link any more."""
    if isinstance(fact, LetterSent | LetterSettled | LetterToHand):
        _became(work, fact)
    elif isinstance(fact, PromptShown | PromptChanged):
        if fact.prompt.state is PromptState.WITHDRAWN:
            _open_nothing(work, fact.prompt)
        _let_go(work, fact.prompt.person_id)
    elif isinstance(fact, PlanChanged):
        _let_go(work, fact.person.id)


def _became(work: Work, fact: LetterSent | LetterSettled | LetterToHand) -> None:
    link = _find(work, fact.letter)
    if link is None:
        return
    if isinstance(fact, LetterToHand):
        # It lies with a mail server, or with somebody it was not meant for: it opens nothing. Nobody missed it.
        link.secret_hash, link.delivered_at = links.hash_of(token_urlsafe(32)), None
    elif isinstance(fact, LetterSent) or fact.letter.state is LetterState.SENT_BY_HAND:
        link.delivered_at = work.now


def _open_nothing(work: Work, prompt: Prompt) -> None:
    """Let no link to what was taken back open anything: it may lie with somebody it was not meant for."""
    for link in work.session.scalars(select(FormLink).where(FormLink.prompt_id == prompt.id).with_for_update()):
        link.secret_hash = links.hash_of(token_urlsafe(32))


def _find(work: Work, letter: Letter) -> FormLink | None:
    return work.session.scalar(select(FormLink).where(FormLink.letter_id == letter.id).with_for_update())


def new_link(way: Way, work: Work, letter: Letter) -> str:
    """Return a new link for a letter that a person sends, in the place of the one before; `Refused` when none is needed."""
    link = _find(work, letter)
    if link is None:
        raise Refused("What this e-mail was about is not on record anymore. Nothing more is needed from you.")
    links.get_for_staff(work, link.prompt_id)
    secret = token_urlsafe(32)
    link.secret_hash, link.made_at, link.expires_at = links.hash_of(secret), work.now, work.now + links.LASTS
    return way.url(secret)


def _let_go(work: Work, person_id: int) -> None:
    """Take letters off the list whose questions are answered, stopped, or asked anew."""
    waits = select(FormLink, Letter).join(Letter, Letter.id == FormLink.letter_id)
    rows = waits.where(FormLink.person_id == person_id, Letter.state == LetterState.BY_HAND)
    for link, letter in work.session.execute(rows).all():
        prompt = work.session.get_one(Prompt, link.prompt_id)
        changes = link.reopens and links.list_changeable(work, prompt)
        if not (links.is_wanted(work, prompt) or changes):
            letters.not_needed(work, letter)
