"""An incident four months in: everything in it was typed, pressed and answered by fictional people."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from mvai_slackbot.scenarios.answering import Answering, Looking
from mvai_slackbot.scenarios.life import Life, Moment
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.simulator.due import Lister

DAYS = 122
TOWN = ZoneInfo("America/Chicago")
EVERYBODY = ("ana", "dana", "ira", "bea", "sam", "sol", "chief", "deputy", "otto", "robin")
DESCRIPTION = "Event at a shopping street, scene secured"


def live(sim: Simulator, due: Lister, look: Callable[[], None], until: datetime) -> list[str]:
    """Live through four months that end at `until`; return what could not be done, in words."""
    answers, looks = Answering("chief", "deputy"), Looking("sam")

    def follow(life: Life) -> None:
        answers.follow(life)
        looks.follow(life)

    life = Life(sim, due, look, TOWN, follow=follow)
    life.live(STORY, until)
    life.leave_unread_since(until - timedelta(days=5), [sim.person(one) for one in EVERYBODY])
    return life.missed


def _channel(life: Life, nth: int = 0) -> str:
    """Return the nth incident's channel, as the coordinator sees it."""
    return sorted(name for name in life.person("ana").channels() if name.startswith("mvai-"))[nth]


def _types(who: str, text: str, *, then: str = "", nth: int | None = 0) -> Callable[[Life], object]:
    """Somebody types, in the incident's channel or directly to the bot (`nth` None), and confirms."""

    def do(life: Life) -> None:
        reply = life.person(who).types(text, None if nth is None else _channel(life, nth))
        life.look()
        if then:
            reply.presses(then)

    return do


def _presses(who: str, label: str) -> Callable[[Life], object]:
    # Messages of months go out within a minute or two, and wait for Slack's pace.
    return lambda life: life.person(who).presses(label, timeout=60)


def _writes(who: str, text: str) -> Callable[[Life], object]:
    return lambda life: life.person(who).writes(text, _channel(life))


STORY = (
    Moment(0, 12, "open the incident", _types("ana", f"/mvai-incident open {DESCRIPTION}", nth=None)),
    Moment(0, 12, "log the first request", _types("ana", "/mvai-request log Advice on the first week for a chief")),
    Moment(0, 13, "IACP decides", _types("ira", "/mvai-request decide 1 virtual Peer advice fits", nth=None)),
    Moment(0, 14, "BJA decides", _types("bea", "/mvai-request decide 1 virtual", nth=None)),
    Moment(0, 15, "name the leaders", _types("ana", "/mvai-incident leader @chief @deputy", then="Send")),
    Moment(0, 15, "ask an SME", _types("ana", "/mvai-sme assign 1 @sam virtual", then="Send")),
    Moment(0, 16, "the SME accepts", _presses("sam", "Accept")),
    Moment(0, 17, "the SME writes", _writes("sam", "I am here for the next days. Call me at any hour that suits you.")),
    Moment(0, 18, "offer check-ins", _types("ana", "/mvai-checkin offer @chief", then="Send")),
    Moment(0, 19, "the chief says yes", _presses("chief", "Yes")),
    Moment(
        2, 9, "log a second request", _types("dana", "/mvai-request log A victim services lead for the family center")
    ),
    Moment(2, 11, "IACP decides", _types("ira", "/mvai-request decide 2 both A lead on site first", nth=None)),
    Moment(2, 15, "BJA decides", _types("bea", "/mvai-request decide 2 in-person", nth=None)),
    Moment(3, 9, "ask another SME", _types("ana", "/mvai-sme assign 2 @sol in-person", then="Send")),
    Moment(3, 10, "the other SME accepts", _presses("sol", "Accept")),
    Moment(
        3,
        12,
        "the other SME writes",
        _writes("sol", "The family center opens on Thursday. I will be there from eight."),
    ),
    Moment(6, 10, "offer the deputy check-ins", _types("ana", "/mvai-checkin offer @deputy", then="Send")),
    Moment(6, 12, "the deputy says yes", _presses("deputy", "Yes")),
    Moment(9, 14, "the chief writes", _writes("chief", "The relief rota from the neighbouring agency has started.")),
    Moment(14, 10, "an SME keeps a note", _types("sam", "/mvai-sme note Rota and days off are the theme of the calls")),
    Moment(21, 15, "the family center closes", _types("sol", "/mvai-sme done 2 The center is in local hands")),
    Moment(30, 16, "the deputy writes", _writes("deputy", "One month. Thank you for staying with us.")),
    Moment(33, 9, "log a third request", _types("ana", "/mvai-request log A plan for the first public gathering")),
    Moment(33, 12, "IACP decides", _types("ira", "/mvai-request decide 3 virtual", nth=None)),
    Moment(34, 12, "BJA decides", _types("bea", "/mvai-request decide 3 virtual", nth=None)),
    Moment(34, 13, "ask the SME again", _types("ana", "/mvai-sme assign 3 @sam virtual", then="Send")),
    Moment(34, 15, "the SME accepts again", _presses("sam", "Accept")),
    Moment(61, 11, "the chief pauses", _presses("chief", "Pause")),
    Moment(70, 9, "the chief goes on", _presses("chief", "Go on")),
    Moment(75, 10, "a second incident", _types("dana", "/mvai-incident open Event at a community hall", nth=None)),
    Moment(76, 10, "it is referred", _types("dana", "/mvai-incident close referred", nth=1, then="Close it")),
    Moment(
        92, 10, "the gathering is over", _types("sam", "/mvai-sme done 3 Held calmly, the plan is kept for next year")
    ),
    Moment(104, 14, "the chief writes again", _writes("chief", "Peer support is now part of our own rota.")),
    Moment(118, 9, "log a late request", _types("ana", "/mvai-request log Advice on the months before the year mark")),
    # From now on the SME stands at two of two: whoever looks for help with the late request sees why he is left out.
    Moment(119, 9, "log a last request", _types("ana", "/mvai-request log A talk with the officers who begin anew")),
    Moment(119, 12, "IACP decides", _types("ira", "/mvai-request decide 5 virtual", nth=None)),
    Moment(120, 12, "BJA decides", _types("bea", "/mvai-request decide 5 virtual", nth=None)),
    Moment(120, 13, "ask the SME once more", _types("ana", "/mvai-sme assign 5 @sam virtual", then="Send")),
    Moment(120, 15, "the SME accepts once more", _presses("sam", "Accept")),
)
