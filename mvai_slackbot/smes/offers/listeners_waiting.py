"""What is said while offers wait: show the kind of place, a question and its answer, several people at once."""

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.listeners import went_out
from mvai_slackbot.incidents.views import form_title, title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.answering import check_here
from mvai_slackbot.requests.drafts import verifying
from mvai_slackbot.requests.drafts.views import call_back_first
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.slack.arguments import Arguments, RequestNumber
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, say
from mvai_slackbot.slack.text import escape
from mvai_slackbot.smes import service
from mvai_slackbot.smes.models import State
from mvai_slackbot.smes.offers import (
    by_hand,
    cards,
    lists,
    offering,
    questions,
    service as offers,
    showing,
    views_several,
    views_staff,
)
from mvai_slackbot.smes.offers.forms_around import AnswerForm, QuestionForm, TeamForm
from mvai_slackbot.smes.offers.listeners import check_unlocked, sent_now
from mvai_slackbot.smes.ranking import finding
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.smes.words import kind_words
from mvai_slackbot.work import Work

listeners = Listeners()
MOST_OPTIONS = 100
ON_HOLD = "This is on hold for the moment, and nothing is asked of you until a coordinator writes to you."


class About(Arguments):
    """`team 7`."""

    request: RequestNumber


@listeners.button(cards.ShowPlace, needs=May.ADDRESSEE, repeatable=True)
def show_place(work: Work, by: Invocation, said: cards.ShowPlace) -> Answer:
    """Show the kind of place, where the offer stands."""
    if is_hidden(work.session, service.addressed(work, said.assignment).incident_id):
        raise Refused(ON_HOLD)
    showing.show_place(work, said.assignment)
    return None


@listeners.button(cards.AskQuestion, needs=May.ADDRESSEE, repeatable=True)
def ask_question(work: Work, by: Invocation, said: cards.AskQuestion) -> Answer:
    """Open the form."""
    assignment = service.addressed(work, said.assignment)
    incident = incidents.get_incident(work.session, assignment.incident_id)
    return Open(QuestionForm.view(start={"assignment": assignment.id}, title=form_title(incident, QuestionForm)))


@listeners.form(QuestionForm, needs=May.ADDRESSEE)
def question(work: Work, by: Invocation, said: QuestionForm) -> Answer:
    """Hand it to the staff."""
    questions.ask(work, said.assignment, said.words)
    return say("Your question is with the staff. Their answer comes to you as a direct message, and the offer waits.")


@listeners.button(views_staff.AnswerQuestion, needs=May.STAFF, repeatable=True)
def ask_answer(work: Work, by: Invocation, said: views_staff.AnswerQuestion) -> Answer:
    """Open the form under the question."""
    asked = questions.get_question(work.session, said.question)
    assignment = service.get_assignment(work.session, asked.assignment_id)
    incident = incidents.get_incident(work.session, assignment.incident_id)
    intro = section(
        f"{title(incident)}, request {assignment.request_number}\n*They ask:* {escape(asked.question.reveal())}"
    )
    return Open(AnswerForm.view(start={"question": asked.id}, intro=[intro], title=form_title(incident, AnswerForm)))


@listeners.form(AnswerForm, needs=May.STAFF)
def answer(work: Work, by: Invocation, said: AnswerForm) -> Answer:
    """Send the answer; the first of two who answer at once wins, and the other's words stay in their form."""
    questions.answer(work, said.question, said.words)
    return say("Sent. The offer waits for their answer again.")


@listeners.button(views_staff.AskNext, needs=May.STAFF)
def ask_next(work: Work, by: Invocation, said: views_staff.AskNext) -> Answer:
    """Ask the next on the list; the messages of all who were asked to choose show it."""
    made = lists.get_list(work.session, said.list)
    request = requests.get_by_id(work.session, made.request_id)
    check_unlocked(work, request)
    asked = by_hand.ask_next(work, made.id, said.person, said.after)
    where = f"{title(offers.incident_of(work, request))}, request {request.number}"
    if asked is None:
        return say(f"{where}: nobody who is left on the list can be asked now. Your direct messages say why.")
    words = f"{where}: {escape(asked.name.reveal())} was asked. You are told when they answer."
    return Say(views_several.asked_several(words, sent_now(work, request)))


@listeners.button(views_staff.EndList, needs=May.STAFF)
def end_list(work: Work, by: Invocation, said: views_staff.EndList) -> Answer:
    """Let the list end; who was asked may still answer."""
    made = by_hand.end_list(work, said.list, said.after)
    request = requests.get_by_id(work.session, made.request_id)
    where = f"{title(offers.incident_of(work, request))}, request {request.number}"
    return say(f"{where}: nobody else on the list is asked. Who was asked may still answer.")


@listeners.command("sme", "team", About, needs=May.STAFF, usage="team 7",
                   help="ask several SMEs about a request; the first to say yes are the team", reads=True)  # fmt: skip
def team(work: Work, by: Invocation, said: About) -> Answer:
    """Open the form for a request."""
    request = requests.get_request(work, said.request)
    check_here(work, by, request)
    return _team_form(work, request)


@listeners.button(views_staff.AskTeam, needs=May.STAFF, repeatable=True)
def team_pressed(work: Work, by: Invocation, said: views_staff.AskTeam) -> Answer:
    """Open the form from a list or a message."""
    return _team_form(work, requests.get_by_id(work.session, said.request), said.areas)


def _team_form(work: Work, request: AssistanceRequest, areas: tuple[str, ...] = ()) -> Answer:
    incident = offers.incident_of(work, request)
    check_unlocked(work, request)
    if offers.waits_for_call(work, request):
        again = views_staff.AskTeam(incident=incident.id, request=request.id, areas=areas)
        return Say(call_back_first(verifying.to_verify(work.session, request), button("Go on", again)))
    offers.check_request(work, request)
    fitting = {one.who.id: place for place, one in enumerate(finding.find(work, request).ranking.ranked)}
    known = lists.find_open(work.session, request.id)
    asked = {one.person_id for one in lists.list_places(work.session, known.id)} if known is not None else set()
    rows = [row for row in roster.list_roster(work.session, work.team_id) if row[1].id not in asked]
    # Whoever is left out as it stands comes last: staff may choose them all the same, and read why not.
    rows.sort(key=lambda row: fitting.get(row[1].id, len(fitting)))
    options = [(str(who.id), f"{who.name.reveal()} · {kind_words(sme.kind)}") for sme, who in rows[:MOST_OPTIONS]]
    if not options:
        raise Refused(
            f"Nobody on the roster is left to ask about {request.name}. `/mvai-sme add @name` puts somebody on it."
        )
    start = {
        "incident": incident.id,
        "request": request.id,
        "areas": areas,
        "mode": offers.mode_of(work, request).value,
        "pace": "all",
        "wanted": known.wanted if known is not None else 1,
    }
    heading = f"{incident.mark}Ask: request {request.number}"
    return Open(TeamForm.view(start=start, choices={"people": options, "lead": options}, title=heading))


@listeners.form(TeamForm, needs=May.STAFF)
def team_chosen(work: Work, by: Invocation, said: TeamForm) -> Answer:
    """Show once more who is asked, in which order, and who would be left out as it stands."""
    request = requests.get_by_id(work.session, said.request)
    check_unlocked(work, request)
    incident = offers.incident_of(work, request)
    notes, fit = [], []
    for person_id in said.people:
        who = people.get_person(work.session, person_id)
        why = _against(work, request, who)
        if why:
            notes.append(why)
        else:
            fit.append(who)
    now = fit if said.pace == "all" else fit[: said.wanted]
    go = views_staff.SendTeam(
        incident=incident.id,
        request=request.id,
        people=tuple(said.people),
        wanted=said.wanted,
        mode=said.mode,
        all_at_once=said.pace == "all",
        lead=said.lead,
        areas=said.areas,
    )
    later = fit[len(now) :]
    wanted = set(request.areas or said.areas)
    known = {one.id: set(roster.get_sme(work.session, one.id).areas) for one in fit}
    uncovered = {one for one, areas in known.items() if wanted and not wanted & areas}
    return Say(views_several.team_question(incident, request.number, now, later, notes, go, uncovered))


def _against(work: Work, request: AssistanceRequest, who: Person) -> str:
    try:
        return offers.prepare(work, request, who, None).why
    except Refused as refusal:
        return refusal.text


@listeners.button(views_staff.SendTeam, needs=May.STAFF)
def send_team(work: Work, by: Invocation, said: views_staff.SendTeam) -> Answer:
    """Ask them."""
    request = requests.get_by_id(work.session, said.request)
    check_unlocked(work, request)
    chosen = offering.Team(
        said.people, said.wanted, said.mode, all_at_once=said.all_at_once, lead=said.lead, areas=said.areas
    )
    made = offering.make_list(work, request, chosen)
    out = lists.count_in(work.session, made.id, State.OFFERED)
    incident = offers.incident_of(work, request)
    people_asked = "1 person was asked" if out == 1 else f"{out} people were asked"
    words = f"{title(incident)}, request {request.number}: {people_asked}. You are told as they answer."
    return went_out(work, by, views_several.asked_several(words, sent_now(work, request)))
