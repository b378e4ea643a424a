"""What leaders and delegates press and send, and how readers see an answer."""

from mvai_slackbot.calls import service as calls
from mvai_slackbot.calls.listeners_wishing import numbers_form
from mvai_slackbot.calls.models import CallAsked, CallState
from mvai_slackbot.calls.views import instead_of_question
from mvai_slackbot.checkins import models as checkins, service
from mvai_slackbot.checkins.answers import helping, readers, service as answering, views as views_answer, views_help
from mvai_slackbot.checkins.answers.forms import AnswerForm, DelegateForm, NoteForm, build_form
from mvai_slackbot.checkins.content import Content
from mvai_slackbot.checkins.models import About
from mvai_slackbot.checkins.plans import delegating, service as planning
from mvai_slackbot.checkins.prompts import asking
from mvai_slackbot.checkins.values import (
    AnswerNow,
    DelegateNo,
    DelegateYes,
    EndDelegation,
    SayLater,
    SayNo,
    SayYes,
    ShowAnswer,
    Snooze,
    SomeoneElse,
)
from mvai_slackbot.errors import Refused
from mvai_slackbot.guard import find_trouble
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.message import Message
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, say
from mvai_slackbot.work import Work

SAVED = "Thank you. Your answer is saved."
RIGHT_NOW = "In danger now: 911. To talk to somebody now: call or text 988."


def build(content: Content) -> Listeners:
    """Return what is heard, with one form for each set of questions of the content."""
    listeners = Listeners()
    _hear_choices(listeners)
    _hear_delegates(listeners)
    forms = {one.key: build_form(one, content) for one in content.forms.sets}
    _hear_opening(listeners, content, forms)
    for form in forms.values():
        listeners.form(form, needs=May.ADDRESSEE, guarded=False)(_answered)
    _hear_readers(listeners, content)
    return listeners


def _hear_choices(listeners: Listeners) -> None:
    """Hear yes, later, no and snooze; the message they stand in shows what came of it."""

    @listeners.button(SayYes, needs=May.ADDRESSEE)
    def yes(work: Work, by: Invocation, said: SayYes) -> Answer:
        mark = incidents.get_incident(work.session, service.accept(work, said.offer).incident_id).mark
        # What whoever calls them would need is asked for now, while nothing is urgent.
        me = people.get_person(work.session, work.actor.person_id or 0)
        return Open(numbers_form(work, me, mark=mark), Message(text="Thank you. It is noted."))

    @listeners.button(SayLater, needs=May.ADDRESSEE)
    def later(work: Work, by: Invocation, said: SayLater) -> Answer:
        service.postpone(work, said.offer)
        return None

    @listeners.button(SayNo, needs=May.ADDRESSEE)
    def no(work: Work, by: Invocation, said: SayNo) -> Answer:
        service.decline(work, said.offer)
        return None

    @listeners.button(Snooze, needs=May.ADDRESSEE, repeatable=True)
    def snooze(work: Work, by: Invocation, said: Snooze) -> Answer:
        asking.snooze(work, said.prompt)
        return None


def _hear_delegates(listeners: Listeners) -> None:
    """Hear who answers in the leader's place."""

    @listeners.button(SomeoneElse, needs=May.ADDRESSEE, repeatable=True)
    def ask_who(work: Work, by: Invocation, said: SomeoneElse) -> Answer:
        plan = planning.get_editable(work, said.plan)
        delegating.check_may_ask(work, plan)
        mark = incidents.get_incident(work.session, plan.incident_id).mark
        title = "DRILL: who answers" if mark else ""
        return Open(DelegateForm.view(start={"plan": said.plan, "about": "both", "when": "always"}, title=title))

    @listeners.form(DelegateForm, needs=May.ADDRESSEE)
    def ask_delegate(work: Work, by: Invocation, said: DelegateForm) -> Answer:
        plan = planning.get_editable(work, said.plan)
        about = None if said.about == "both" else About(said.about)
        person, away = people.reachable(work, said.person), said.when == "away"
        delegating.ask(work, plan, person, about, said.answers_as, stands_in=away)
        mark = incidents.get_incident(work.session, plan.incident_id).mark
        return say(f"{mark}<@{said.person}> is asked. Until they say yes, nothing changes.")

    @listeners.button(DelegateYes, needs=May.ADDRESSEE)
    def delegate_yes(work: Work, by: Invocation, said: DelegateYes) -> Answer:
        delegating.answer(work, said.delegation, yes=True)
        return None

    @listeners.button(DelegateNo, needs=May.ADDRESSEE)
    def delegate_no(work: Work, by: Invocation, said: DelegateNo) -> Answer:
        delegating.answer(work, said.delegation, yes=False)
        return None

    @listeners.button(EndDelegation, needs=May.ADDRESSEE)
    def end_delegation(work: Work, by: Invocation, said: EndDelegation) -> Answer:
        delegating.end(work, said.delegation)
        return None


def _hear_opening(listeners: Listeners, content: Content, forms: dict[str, type[AnswerForm]]) -> None:
    @listeners.button(AnswerNow, needs=May.ADDRESSEE, repeatable=True)
    def open_form(work: Work, by: Invocation, said: AnswerNow) -> Answer:
        """Open the form with what this person said before; the safety question only while somebody is on call."""
        asked = answering.get_asked(work, said.occurrence)
        before, on_call = answering.read_back(asked.before), calls.question_is_on(work, asked.incident)
        start = {"occurrence": said.occurrence, "bases": before.bases, "helps": before.helps, "note": before.note}
        asks = [*asked.keys, *(["call"] if on_call else []), "bases", "helps", "note"]
        return Open(
            forms[asked.questions.key].view(
                start=start | dict(before.items),
                only=asks,
                intro=views_answer.intro(asked, content, readers.in_words(work, asked.incident)),
                outro=[] if on_call else [instead_of_question(somebody=calls.somebody_on_call(work, asked.incident))],
                title=f"{asked.incident.mark}{asked.questions.title}",
            )
        )


def _answered(work: Work, by: Invocation, said: AnswerForm) -> Answer:
    """Ask for the call first, whatever becomes of the answer; then save it, without a note that needs a second look."""
    call = _ask_call(work, said.occurrence) if said.wants_call() else None
    calling = f"\n{_call_words(call)}" if call is not None else ""
    try:
        asked = answering.get_asked(work, said.occurrence)
    except Refused as refusal:
        if call is None:
            raise
        return say(f"{refusal.text}{calling}")
    given = said.said()
    trouble = find_trouble(given.note or "")
    if not trouble:
        return _thanks(work, asked, answering.save(work, asked, given), calling.strip())
    answer = answering.save(work, asked, answering.Said(given.items, given.bases, given.helps))
    words = (
        f"{asked.incident.mark}{SAVED}{calling}\n*The note is not saved yet: it may hold {' and '.join(trouble)}.* "
        "Save it as it is, edit it first, or drop it."
    )
    heading = f"{asked.incident.mark}{NoteForm.title}"
    return Open(NoteForm.view(start={"answer": answer.id, "note": given.note}, intro=[section(words)], title=heading))


def _thanks(work: Work, asked: answering.Asked, given: checkins.Answer, calling: str) -> Answer:
    wish = helping.wish_of(work.session, given) if helping.may_ask(work, asked.plan, given) else None
    until = answering.changeable_until(work.session, asked.occurrence.id)
    return Say(
        views_answer.saved(asked.incident, until, calling, views_help.offer(work, asked.incident, wish, to_leader=True))
    )


def _ask_call(work: Work, occurrence_id: int) -> CallAsked:
    person = people.get_person(work.session, work.actor.person_id or 0)
    incident_id = answering.find_incident_id(work, occurrence_id)
    return calls.ask(work, person, incidents.get_incident(work.session, incident_id) if incident_id else None)


def _call_words(call: CallAsked) -> str:
    if call.state is CallState.NOBODY:
        return f"Nobody is on call right now, so nobody can be asked to phone you. {RIGHT_NOW}"
    return f"The person on call is being asked to phone you; the bot writes to you here who has it. {RIGHT_NOW}"


def _hear_readers(listeners: Listeners, content: Content) -> None:
    @listeners.form(NoteForm, needs=May.ADDRESSEE, guarded=False)
    def save_note(work: Work, by: Invocation, said: NoteForm) -> Answer:
        """Save the note after a second look."""
        answering.save_note(work, said.answer, said.note)
        return say("The note is saved." if said.note else "Dropped. The note was not saved.")

    @listeners.button(ShowAnswer, needs=May.ADDRESSEE, repeatable=True)
    def show_answer(work: Work, by: Invocation, said: ShowAnswer) -> Answer:
        """Show the latest version, as far as this reader may see it."""
        reading = answering.read(work, said.occurrence)
        plan = work.session.get_one(checkins.Plan, reading.occurrence.plan_id)
        wish = helping.wish_of(work.session, reading.answer) if helping.may_ask(work, plan, reading.answer) else None
        incident = incidents.get_incident(work.session, plan.incident_id)
        more = views_help.offer(work, incident, wish, to_leader=work.actor.person_id == plan.person_id)
        by_whom = people.get_person(work.session, reading.answer.person_id)
        return Open(views_answer.answer(reading, by_whom, content, more))
