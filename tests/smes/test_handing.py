"""Roles, first contact, the record, what is shared, hand-over, relief, and somebody else, please."""

from mvai_slackbot.smes.assignments.models import Milestone
from mvai_slackbot.smes.models import State
from tests.conftest import Town
from tests.smes.story import CHANNEL, asked, logged, on_roster, opened, words_of
from tests.smes.ways import opened_urgently, passes, states, told


def helping(town: Town, *, leader: bool = True) -> None:
    """Let sam help with request 1, with a leader."""
    on_roster(town, town.sam, **{"Lived through, coarse": ["School"]})
    opened(town)
    if leader:
        town.ana.types("/mvai-incident leader @chief", CHANNEL)
        town.ana.presses("Send")
        town.bot.settle()
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()


def joins(town: Town, number: int = 1) -> None:
    """Let sol help, too."""
    on_roster(town, town.sol)
    asked(town, town.sol, number)
    town.sol.presses("Accept")
    town.bot.settle()


def test_an_sme_who_accepts_is_briefed_with_what_is_known(town: Town) -> None:
    """The request's words and the library stand there; the first block names nothing; it goes when the part ends."""
    helping(town)
    briefing = town.sam.sees("what is known today")
    assert "first press briefing" in briefing and "Worth doing in this time" in briefing
    assert briefing.text == "MVAI: a short message for you"
    town.sam.presses("Step back")
    town.bot.settle()
    assert "first press briefing" not in words_of(town.sam)


def test_stepping_back_hands_the_task_to_the_team_lead_at_once(town: Town) -> None:
    """Leader and team read "has handed over" and nothing else; the coordinator is told to call, and not to ask why."""
    helping(town)
    logged(town, text="somebody for the schools")
    joins(town, 2)
    town.sol.presses("Step back")
    town.bot.settle()
    assert CHANNEL not in town.sol.channels()
    lead = town.sam.sees("As team lead you have it for now")
    assert "Request 2" in words_of(town.sam) and lead
    assert "@sol has handed over request 2. @sam has it now." in town.chief.sees("has handed over", CHANNEL)
    told_staff = town.ana.sees("stepped back from request 2")
    assert "Please call @sol" in told_staff and "do not ask why" in told_staff and "Find help" in told_staff.buttons
    everybody = "".join(one.words for one in town.chief.reads() + town.chief.reads(CHANNEL) + town.sam.reads())
    assert "stepped back" not in everybody
    on_roster(town, town.otto)
    asked(town, town.otto, 2)
    town.otto.presses("Accept")
    town.bot.settle()
    assert states(town) == [State.ACCEPTED, State.STEPPED_BACK, State.HANDED_OVER, State.ACCEPTED]
    assert CHANNEL in town.sam.channels()
    assert "@otto has taken request 2 over from you" in town.sam.sees("has taken request 2 over")


def test_a_hand_over_takes_effect_when_the_other_accepts(town: Town) -> None:
    """Until then nothing changes; a no leaves it with who has it, and tells them."""
    helping(town)
    for one in (town.sol, town.otto):
        on_roster(town, one)
    assert "nothing to hand over" in town.sol.types("/mvai-sme hand-over 1 @otto")
    town.sam.types("/mvai-sme hand-over 1 @sol")
    town.sam.presses("Send")
    town.bot.settle()
    town.sam.presses("Take back: Sol Marsh")
    town.bot.settle()
    assert "too early" in words_of(town.sol) and states(town) == [State.ACCEPTED, State.TAKEN_BACK]
    town.sam.types("/mvai-sme hand-over 1 @otto")
    town.sam.presses("Send")
    town.bot.settle()
    assert states(town) == [State.ACCEPTED, State.TAKEN_BACK, State.OFFERED]
    town.otto.presses("Decline")
    town.bot.settle()
    assert "cannot take request 1 over" in town.sam.sees("It is with you still")
    town.sam.types("/mvai-sme hand-over 1 @sol")
    town.sam.presses("Send")
    town.bot.settle()
    town.sol.presses("Accept")
    town.bot.settle()
    assert states(town) == [State.HANDED_OVER, State.TAKEN_BACK, State.DECLINED, State.ACCEPTED]
    assert CHANNEL not in town.sam.channels() and CHANNEL in town.sol.channels()
    assert "Sam Reed has handed over to Sol Marsh" in town.ana.types("/mvai-incident status", CHANNEL)


def test_the_leader_may_ask_for_somebody_else_without_a_reason(town: Town) -> None:
    """Staff are told, the SME is not; relieving them is kind and says nothing of who asked."""
    helping(town)
    introduction = town.chief.sees("Please meet")
    assert introduction.buttons == ["Somebody else, please"]
    before = len(town.sam.reads())
    town.chief.presses("Somebody else, please")
    town.bot.settle()
    assert "You asked for somebody else" in town.chief.sees("You asked for somebody else")
    assert len(town.sam.reads()) == before and "somebody else" not in words_of(town.sam)
    asks = town.ana.sees("asks for somebody else in place of")
    assert asks.buttons == ["Relieve them kindly", "Find help"] and "do not ask why" in asks
    assert "somebody else" not in town.chief.types("/mvai-incident status", CHANNEL).words
    town.ana.presses("Relieve them kindly", message=asks)
    town.bot.settle()
    assert "says nothing about your help" in town.sam.sees("A coordinator has relieved you")
    assert CHANNEL not in town.sam.channels() and states(town) == [State.ENDED]


def test_the_leader_reads_what_the_sme_chose_to_share_and_nothing_more(town: Town) -> None:
    """Nothing is shared at first; a tick shares, taking it away takes it back; a missing number is asked for."""
    helping(town)
    met = town.chief.sees("Please meet")
    assert "555" not in met and "@example" not in met and "school" not in met.words.lower()
    town.sam.presses("What the leader may have")
    refused = town.sam.submits({"The leader may have": ["My phone number"]})
    assert "none is on record" in str(refused.errors) + str(town.sam.form)
    town.sam.submits(
        {"Phone number": "555 0142", "The leader may have": ["My phone number", "What I lived through, the kind only"]}
    )
    town.sam.cancels(all_forms=True)
    town.bot.settle()
    assert "555 0142" in town.chief.sees("Please meet") and "school" in town.chief.sees("been through it themselves")
    town.sam.presses("What the leader may have")
    town.sam.submits({"The leader may have": []})
    town.sam.cancels(all_forms=True)
    town.bot.settle()
    assert "555 0142" not in words_of(town.chief)


def test_a_first_contact_that_is_late_is_a_task_for_staff(town: Town) -> None:
    """Told once; the SME is not chased; a press, or a kickoff in the record, ends the wait."""
    on_roster(town, town.sam)
    opened_urgently(town)
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()
    assert "Staff name the leader first" in town.sam.sees("First contact"), (
        "nobody is sent to a leader who is not named"
    )
    before = len(town.sam.reads())
    passes(town, minutes=120)
    assert len(told(town.ana, "first contact for request 1 was planned by")) == 1
    assert "No leader is named yet" in town.ana.sees("first contact for request 1")
    assert len(town.sam.reads()) == before
    town.sam.presses("First contact made")
    town.bot.settle()
    assert "First contact made" not in town.sam.sees("Thank you for helping").buttons
    assert "first contact made" in town.ana.types("/mvai-incident status", CHANNEL)


def test_what_was_done_is_recorded_by_command_and_by_form_with_hours_in_bands(town: Town) -> None:
    """Staff and SMEs of the incident read it; nobody else may write; a day to come and too many words are refused."""
    helping(town)
    usage = town.sam.types("/mvai-sme log 1 breakfast")
    assert "kickoff" in usage
    answer = town.sam.types("/mvai-sme log 1 kickoff 1-2 went through the week")
    assert "kickoff call for request 1 is in the record" in answer
    town.bot.settle()
    assert "First contact made" not in town.sam.sees("Thank you for helping").buttons
    town.sam.presses("Record what was done")
    refused = town.sam.submits({"What": "Area consult", "Day": "2199-01-01"})
    assert "has not come yet" in str(refused.errors) + str(town.sam.form)
    town.sam.submits(
        {
            "What": "Area consult",
            "Day": "2026-01-02",
            "How long, roughly": "Under 1 hour",
            "A few words": "with the PIO",
        }
    )
    town.sam.cancels(all_forms=True)
    town.bot.settle()
    shown = town.ana.types("/mvai-sme milestones", CHANNEL)
    for words in (
        "Kickoff call: 1",
        "Area consult: 1",
        "1 to 2 hours",
        "with the PIO",
        "went through the week",
        "Jan 2, 2026",
    ):
        assert words in shown
    assert "with the PIO" not in town.chief.types("/mvai-sme milestones", CHANNEL)
    assert "members of the SME roster" in town.chief.types("/mvai-sme log 1 contact")
    on_roster(town, town.sol)
    assert "There is no request 1" in town.sol.types("/mvai-sme log 1 contact")
    assert "takes 300. Nothing was saved" in town.sam.types(f"/mvai-sme log 1 contact {'a b ' * 100}")
    with town.bot.bot.works.database.read() as session:
        assert session.query(Milestone).count() == 2


def test_a_role_can_be_given_later_and_there_is_one_team_lead(town: Town) -> None:
    """The first to come leads until somebody is named for it; both cards follow."""
    helping(town)
    joins(town)
    assert "You are the SME lead" in town.sam.sees("Thank you for helping")
    assert "is team lead for request 1" in town.ana.types("/mvai-sme role 1 @sol team-lead")
    town.bot.settle()
    assert "You are the SME lead" in town.sol.sees("Thank you for helping")
    assert "You are the SME lead" not in town.sam.sees("Thank you for helping")
    assert "has that role already" in town.dana.types("/mvai-sme role 1 @sol team-lead")
    assert "neither helps with request 1" in town.ana.types("/mvai-sme role 1 @otto helper")


def test_an_assignment_in_person_carries_its_days(town: Town) -> None:
    """The days stand in the question, the offer, the card and the introduction; an end before the beginning is refused."""
    on_roster(town, town.sam)
    opened(town)
    town.ana.presses("Assign", CHANNEL)
    values = {"How": "In person", "As what": "Area lead", "From": "2026-12-07", "Until": "2026-12-01"}
    assert "comes before the first" in town.ana.submits(values).errors["Until"]
    form = town.ana.submits({"Until": "2026-12-11"}).form
    assert form is not None and "from Mon, Dec 7, 2026 until Fri, Dec 11, 2026" in form.text
    form.presses("Send")
    town.ana.cancels(all_forms=True)
    town.bot.settle()
    offer = town.sam.sees("Could you help?")
    assert "from Mon, Dec 7, 2026" in offer and "lead for the areas" in offer
    town.sam.presses("Accept")
    town.bot.settle()
    assert "until Fri, Dec 11, 2026" in town.sam.sees("Thank you for helping")


def test_whoever_calls_somebody_who_stepped_back_reads_who_supports_them(town: Town) -> None:
    """The support person of the roster stands below what a locked screen shows, for the coordinator alone."""
    support = {"Support person": "Uma Reed", "How to reach the support person": "555 0177"}
    on_roster(town, town.sam, **support)
    opened(town)
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()
    town.sam.presses("Step back")
    town.bot.settle()
    told_staff = town.ana.sees("stepped back from request 1")
    assert "Uma Reed, 555 0177" in told_staff and "Uma" not in told_staff.text
    assert "Uma" not in words_of(town.chief)
