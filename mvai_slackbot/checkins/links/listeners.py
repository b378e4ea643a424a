"""What staff say to give somebody without a Slack account a link to the form."""

from collections.abc import Sequence

from mvai_slackbot.checkins.answers.forms import LinkForm
from mvai_slackbot.checkins.links import service as links, views as views_link
from mvai_slackbot.checkins.links.service import Way
from mvai_slackbot.checkins.listeners import Number
from mvai_slackbot.checkins.models import Prompt
from mvai_slackbot.checkins.values import GetLink, TakeBackPrompt
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.listeners import incident_meant, went_out
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import after_reaching, title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, say
from mvai_slackbot.slack.text import clip
from mvai_slackbot.work import Work

NOBODY = (
    "has no leader or deputy without a Slack account. *Set leader* on the incident's card writes one down; somebody with "
    "an account is asked by `/mvai-checkin offer`."
)


def build(way: Way) -> Listeners:
    """Return what is heard; `way` says how links reach people."""
    listeners = Listeners()

    @listeners.command("checkin", "link", Number, needs=May.STAFF, usage="link [number]", reads=True,
                       help="a link to the form, for a leader without a Slack account")  # fmt: skip
    def ask_whom(work: Work, by: Invocation, said: Number) -> Answer:
        """Ask for whom, and whether they said yes."""
        if not way.public_url:
            raise Refused(links.NO_ADDRESS)
        incident = incident_meant(work, by, said.number)
        found = links.list_without_account(work, incident)
        if not found:
            raise Refused(f"{title(incident)} {NOBODY}")
        return Open(_form(incident, found))

    @listeners.form(LinkForm, needs=May.STAFF)
    def begin(work: Work, by: Invocation, said: LinkForm) -> Answer:
        """Ask what is due, and show the link, or send it."""
        incident = incidents.get_incident(work.session, said.incident)
        known = {one.id: one for one in links.list_without_account(work, incident)}
        if int(said.person) not in known:
            raise Refused("That person is not leader or deputy of this incident anymore, or has an account now.")
        prompt, fresh = links.begin(work, incident, known[int(said.person)], agreed=said.agreed)
        return _hand_over(work, by, way, incident, prompt, fresh=fresh)

    @listeners.button(GetLink, needs=May.STAFF, repeatable=True)
    def show(work: Work, by: Invocation, said: GetLink) -> Answer:
        """Show a new link, once."""
        prompt, incident = links.get_for_staff(work, said.prompt)
        if incident.id != said.incident:
            raise Refused("That belongs to another incident.")
        return _shown(work, way, incident, prompt)

    return listeners


def _hand_over(work: Work, by: Invocation, way: Way, incident: Incident, prompt: Prompt, *, fresh: bool) -> Answer:
    person = people.get_person(work.session, prompt.person_id)
    # What was asked just now is sent by itself, where mail goes out.
    mailed = bool(way.mails and person.email) and (fresh or links.send(work, way, incident, prompt))
    if not mailed:
        return _shown(work, way, incident, prompt)
    done, back = views_link.on_its_way(person), TakeBackPrompt(incident=incident.id, prompt=prompt.id)
    return went_out(work, by, after_reaching(incident, person, done, back)) if fresh else say(f"{incident.mark}{done}")


def _shown(work: Work, way: Way, incident: Incident, prompt: Prompt) -> Answer:
    link, secret = links.make(work, prompt)
    person = people.get_person(work.session, prompt.person_id)
    return Open(views_link.shown(incident, person, way.url(secret), link.expires_at))


def _form(incident: Incident, found: Sequence[Person]) -> dict[str, object]:
    people_found = [(str(one.id), clip(one.title, 75)) for one in found]
    start = {"incident": incident.id, "person": people_found[0][0] if len(people_found) == 1 else None}
    intro = [section(f"*{title(incident)}*\n{views_link.HOW_IT_WORKS}")]
    return LinkForm.view(
        start=start, choices={"person": people_found}, intro=intro, title=f"{incident.mark}{LinkForm.title}"
    )
