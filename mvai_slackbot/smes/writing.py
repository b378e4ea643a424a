"""Who helps, for a requester without a Slack account: a name and how, nothing private of the helper."""

from mvai_slackbot.letters.models import LetterKind
from mvai_slackbot.letters.words import helper
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.writing import Heard, write_to_askers
from mvai_slackbot.smes.facts import OfferAccepted
from mvai_slackbot.smes.words import MODES
from mvai_slackbot.work import Fact, Reader, Work


def build(heard: Heard) -> Reader:
    """Return the reader of a yes; `heard` names the mails that a letter answers."""

    def follow(work: Work, fact: Fact) -> None:
        if isinstance(fact, OfferAccepted):
            request = requests.get_by_id(work.session, fact.assignment.request_id)
            said = helper(fact.person.name.reveal(), MODES[fact.assignment.mode])
            write_to_askers(work, request, LetterKind.OFFER, said, heard)

    return follow
