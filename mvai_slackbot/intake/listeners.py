"""What staff press about mail: show it, let it in, drop it."""

from mvai_slackbot.intake import holding, service, views
from mvai_slackbot.intake.forms import LetInForm
from mvai_slackbot.people.access import May
from mvai_slackbot.requests import service as requests
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, say
from mvai_slackbot.work import Work

listeners = Listeners()


@listeners.button(views.ShowMail, needs=May.STAFF, repeatable=True)
def show(work: Work, by: Invocation, said: views.ShowMail) -> Answer:
    """Show a mail."""
    return Say(views.show(holding.get_mail(work, said.mail)))


@listeners.button(views.LetIn, needs=May.STAFF, repeatable=True)
def ask(work: Work, by: Invocation, said: views.LetIn) -> Answer:
    """Open the form with the words of the mail; an answer to a request needs none."""
    mail = holding.get_mail(work, said.mail)
    holding.check_held(mail)
    if mail.request_id is not None:
        return _let_in(work, mail.id, "")
    intro = [
        section(views.why(mail)),
        section("It becomes a request that staff can take. No e-mail goes out for that."),
    ]
    return Open(LetInForm.view(start={"mail": mail.id, "text": service.text_of(mail)}, intro=intro))


# Its words were shown for looking at a moment ago: the guard does not ask once more.
@listeners.form(LetInForm, needs=May.STAFF, guarded=False)
def let_in(work: Work, by: Invocation, said: LetInForm) -> Answer:
    """Let it in with the words of the form."""
    return _let_in(work, said.mail, said.text)


def _let_in(work: Work, mail_id: int, text: str) -> Answer:
    mail = holding.get_mail(work, mail_id)
    belongs = mail.request_id is not None
    request = holding.let_in(work, mail, requests.checked_text(text) if not belongs else "")
    where = f"It belongs to {request.name} now." if belongs else f"It is {request.name} now, and nobody has it yet."
    return say(
        f"{where} Please call a number that you found yourself before anything is confirmed to whoever wrote it."
    )


@listeners.button(views.Drop, needs=May.STAFF)
def drop(work: Work, by: Invocation, said: views.Drop) -> Answer:
    """Drop it."""
    holding.drop(work, holding.get_mail(work, said.mail))
    return say("Dropped. The e-mail itself stays in the mailbox, in the folder of what was read.")
