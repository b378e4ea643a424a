"""What a plan's own person and staff press and type about a plan: see it, and change it in a press or two."""

from datetime import date, time

from mvai_slackbot.checkins import service
from mvai_slackbot.checkins.listeners import before_offer
from mvai_slackbot.checkins.meant import Whose, plan_of_mine_or_meant
from mvai_slackbot.checkins.models import About, Plan, PlanState
from mvai_slackbot.checkins.plans import (
    calling,
    delegating,
    seconding,
    service as planning,
    showing,
    views as views_plan,
)
from mvai_slackbot.checkins.plans.forms import AwayForm, PauseForm, SecondForm, TimesForm
from mvai_slackbot.checkins.plans.values import (
    AskAgain,
    AskLess,
    BeAway,
    EndSecond,
    HaveCalled,
    OfferTo,
    OtherTimes,
    PauseHere,
    PauseUntil,
    SecondView,
    SetPace,
    ShowPlan,
    SkipNext,
    StopHere,
    WantMark,
)
from mvai_slackbot.clock import day_words, hour_words
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, say
from mvai_slackbot.work import Work

listeners = Listeners()


def _shown(work: Work, plan: Plan, *, replace: bool = True) -> Answer:
    """Show the plan as it stands now, in the place of what was pressed."""
    work.session.flush()
    return Say(views_plan.plan(showing.show(work, plan)), replace=replace)


@listeners.command("checkin", "plan", Whose, needs=May.ADDRESSEE, usage="plan [@name] [number]", reads=True,
                   help="the next weeks of check-ins, and everything that can be changed in them")  # fmt: skip
def show(work: Work, by: Invocation, said: Whose) -> Answer:
    """Show one's own plan or, as staff, that of the incident."""
    return _shown(work, planning.get_editable(work, plan_of_mine_or_meant(work, by, said).id), replace=False)


@listeners.button(ShowPlan, needs=May.ADDRESSEE, repeatable=True)
def show_here(work: Work, by: Invocation, said: ShowPlan) -> Answer:
    """Show the plan below the message it was asked for in."""
    return _shown(work, planning.get_editable(work, said.plan), replace=False)


@listeners.button(SkipNext, needs=May.ADDRESSEE, repeatable=True)
def skip(work: Work, by: Invocation, said: SkipNext) -> Answer:
    """Leave out the next one."""
    planning.skip_next(work, said.plan)
    return _shown(work, planning.get_editable(work, said.plan))


@listeners.button(SetPace, needs=May.ADDRESSEE, repeatable=True)
def pace(work: Work, by: Invocation, said: SetPace) -> Answer:
    """Ask more or less often."""
    return _shown(work, planning.set_pace(work, said.plan, said.pace))


@listeners.button(PauseHere, needs=May.ADDRESSEE, repeatable=True)
def pause(work: Work, by: Invocation, said: PauseHere) -> Answer:
    """Pause, or go on; of a plan that has ended meanwhile the end is shown."""
    plan = planning.get_editable(work, said.plan)
    if plan.state is not PlanState.STOPPED:
        planning.set_state(work, said.plan, PlanState.ACTIVE if said.go_on else PlanState.PAUSED)
    return _shown(work, plan)


@listeners.button(StopHere, needs=May.ADDRESSEE, repeatable=True)
def stop(work: Work, by: Invocation, said: StopHere) -> Answer:
    """End the check-ins."""
    return _shown(work, planning.set_state(work, said.plan, PlanState.STOPPED))


@listeners.button(AskAgain, needs=May.ADDRESSEE, repeatable=True)
def ask_again(work: Work, by: Invocation, said: AskAgain) -> Answer:
    """Ask again on days that were left free."""
    return _shown(work, planning.end_free(work, said.free))


@listeners.button(WantMark, needs=May.ADDRESSEE, repeatable=True)
def want_mark(work: Work, by: Invocation, said: WantMark) -> Answer:
    """Have, or do not have, the quiet word on the year mark."""
    return _shown(work, planning.want_mark(work, said.plan, wanted=said.wanted))


@listeners.button(AskLess, needs=May.ADDRESSEE, repeatable=True)
def ask_less(work: Work, by: Invocation, said: AskLess) -> Answer:
    """Ask nothing for now; a person calls."""
    return _shown(work, planning.ask_less(work, said.plan))


def _heading(work: Work, plan: Plan, words: str) -> str:
    return f"{get_incident(work.session, plan.incident_id).mark}{words}"


@listeners.button(PauseUntil, needs=May.ADDRESSEE, repeatable=True)
def ask_until(work: Work, by: Invocation, said: PauseUntil) -> Answer:
    """Ask until when."""
    plan = planning.get_editable(work, said.plan)
    return Open(PauseForm.view(start={"plan": plan.id}, title=_heading(work, plan, PauseForm.title)))


@listeners.form(PauseForm, needs=May.ADDRESSEE)
def pause_until(work: Work, by: Invocation, said: PauseForm) -> Answer:
    """Pause until a day."""
    plan = planning.pause_until(work, said.plan, said.until)
    words = f"Paused. They go on by themselves on {day_words(said.until)}."
    return say(views_plan.edited(get_incident(work.session, plan.incident_id), words))


@listeners.button(OtherTimes, needs=May.ADDRESSEE, repeatable=True)
def ask_times(work: Work, by: Invocation, said: OtherTimes) -> Answer:
    """Ask for the hour and for free days."""
    plan = planning.get_editable(work, said.plan)
    start = {"plan": plan.id, "hour": plan.hour or None}
    return Open(TimesForm.view(start=start, title=_heading(work, plan, TimesForm.title)))


@listeners.form(TimesForm, needs=May.ADDRESSEE)
def set_times(work: Work, by: Invocation, said: TimesForm) -> Answer:
    """Save the hour, and keep days free."""
    plan = planning.set_hour(work, said.plan, said.hour)
    words = [f"Asked at {hour_words(time.fromisoformat(plan.hour))}." if plan.hour else "Asked at the usual hours."]
    first, last = said.free_from or said.free_until, said.free_until or said.free_from
    if first is not None and last is not None:
        planning.keep_free(work, said.plan, first, last)
        words.append(f"Nothing is asked {_span(first, last)}.")
    return say(views_plan.edited(get_incident(work.session, plan.incident_id), " ".join(words)))


def _span(first: date, last: date) -> str:
    if first == last:
        return f"on {day_words(first)}"
    return f"from {day_words(first)} until {day_words(last)}"


@listeners.button(SecondView, needs=May.ADDRESSEE, repeatable=True)
def ask_second(work: Work, by: Invocation, said: SecondView) -> Answer:
    """Ask who gives a second view."""
    plan = planning.get_editable(work, said.plan)
    delegating.check_may_ask(work, plan)
    return Open(SecondForm.view(start={"plan": plan.id}, title=_heading(work, plan, SecondForm.title)))


@listeners.form(SecondForm, needs=May.ADDRESSEE)
def second(work: Work, by: Invocation, said: SecondForm) -> Answer:
    """Ask them."""
    plan = planning.get_editable(work, said.plan)
    seconding.ask(work, plan, people.reachable(work, said.person), About(said.about), said.answers_as)
    words = f"<@{said.person}> is asked. Until they say yes, nothing is asked of them."
    return say(views_plan.edited(get_incident(work.session, plan.incident_id), words))


@listeners.button(EndSecond, needs=May.ADDRESSEE, repeatable=True)
def end_second(work: Work, by: Invocation, said: EndSecond) -> Answer:
    """End a second view, and show the plan it stood beside to whoever may see that."""
    first = seconding.end(work, said.plan)
    return _shown(work, planning.get_editable(work, first.id))


@listeners.button(BeAway, needs=May.ADDRESSEE, repeatable=True)
def ask_away(work: Work, by: Invocation, said: BeAway) -> Answer:
    """Ask until when somebody who answers is away."""
    plan = service.get_plan(work, delegating.get_own(work, said.delegation).plan_id)
    return Open(AwayForm.view(start={"delegation": said.delegation}, title=_heading(work, plan, AwayForm.title)))


@listeners.form(AwayForm, needs=May.ADDRESSEE)
def away(work: Work, by: Invocation, said: AwayForm) -> Answer:
    """Let them be away."""
    found = delegating.go_away(work, said.delegation, said.back_on)
    words = f"All right. Nothing is asked of you before {day_words(said.back_on)}."
    return say(_heading(work, service.get_plan(work, found.plan_id), words))


@listeners.button(HaveCalled, needs=May.HELP_INCIDENT)
def have_called(work: Work, by: Invocation, said: HaveCalled) -> Answer:
    """Hear that somebody has called; the message it stands in shows it."""
    calling.called(work, said.call, said.incident, go_on=said.go_on)
    return None


@listeners.button(OfferTo, needs=May.STAFF, repeatable=True)
def offer_to(work: Work, by: Invocation, said: OfferTo) -> Answer:
    """Show once more whom it goes to, and what."""
    incident = get_incident(work.session, said.incident)
    return before_offer(work, incident, people.get_person(work.session, said.person))
