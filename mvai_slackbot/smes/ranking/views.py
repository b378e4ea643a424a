"""What staff see of a ranking, privately: who could help, with every reason and its points; who is left out, and why."""

from collections.abc import Sequence

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot import areas, counties
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.slack.blocks import actions, context, header, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape, person
from mvai_slackbot.smes import zones
from mvai_slackbot.smes.models import Mode
from mvai_slackbot.smes.offers.views import AskAssign
from mvai_slackbot.smes.offers.views_staff import AskTeam
from mvai_slackbot.smes.ranking.finding import Criteria, Found
from mvai_slackbot.smes.ranking.rank import LeftOut, Ranked
from mvai_slackbot.smes.ranking.wanted import miles_apart
from mvai_slackbot.smes.roster import languages
from mvai_slackbot.smes.words import MODES, TRAVELS, kind_words

ON_A_PAGE = 6
LEFT_OUT_SHOWN = 6
LEFT_OUT_ON_A_PAGE = 30
MOST_REQUESTS = 20
NO_COUNTY = "The community's county is not known, so whole states are compared. “Add details” on its card takes it."


class _Look(Value):
    request: int
    areas: tuple[str, ...] | None = None
    mode: Mode | None = None
    kind: str = ""
    within: int = 0
    languages: tuple[str, ...] = ()
    first: int = 0

    def criteria(self) -> Criteria:
        """Return what is looked for."""
        return Criteria(self.areas, self.mode, self.kind, self.within, self.languages)


class LookAgain(_Look):
    """Show who could help, from a place in the list on."""

    action = "sme.find"


class AdjustLook(_Look):
    """Open the form that changes what is looked for."""

    action = "sme.find_adjust"


class ShowLeftOut(_Look):
    """Show everybody who is left out, and why."""

    action = "sme.find_left_out"


def look(request: AssistanceRequest, criteria: Criteria, first: int = 0) -> LookAgain:
    """Return what a button carries to look once more."""
    return LookAgain(
        request=request.id, areas=criteria.areas, mode=criteria.mode, kind=criteria.kind, within=criteria.within,
        languages=criteria.languages, first=first,
    )  # fmt: skip


def which(incident: Incident, requests: Sequence[AssistanceRequest]) -> Message:
    """Return an incident's open requests, to choose about which somebody is looked for."""
    name = f"{title(incident)}: who could help"
    if not requests:
        words = "No request is open. Press “Log request” on the card, or type `/mvai-request log &lt;text&gt;` in the channel."
        return message(name, section(f"*{name}*\n{words}"))
    blocks = [header(name), section("About which request?")]
    for place, request in enumerate(requests[:MOST_REQUESTS]):
        asked_for = escape(areas.in_words(request.areas)) or "no area named yet"
        find = button("Find", LookAgain(request=request.id), nth=place)
        blocks.append(section(f"*Request {request.number}* · {asked_for}", find))
    if len(requests) > MOST_REQUESTS:
        blocks.append(context(f"{len(requests) - MOST_REQUESTS} more are open: `/mvai-request list`."))
    return message(name, *blocks)


def found(result: Found, said: LookAgain) -> Message:
    """Return who could help with a request, the best fit first, and who is left out."""
    name = _name(result)
    ranked = result.ranking.ranked
    shown = ranked[said.first : said.first + ON_A_PAGE]
    rows = [_row(result, one, place) for place, one in enumerate(shown, start=said.first + 1)]
    nobody = section(
        "Nobody on the roster can be asked about this now. Adjust what you look for, or look at who is left out."
    )
    return message(
        name,
        header(name),
        section("\n".join(filter(None, (_wanted(result), _where_in_list(said, len(shown), len(ranked)))))),
        actions(button("Adjust", AdjustLook(**said.model_dump(exclude={"first"}))), *_several(result)),
        *(rows or [nobody]),
        *_turn(said, len(ranked)),
        *_left_out_part(result, said),
        context(*_small(result)),
    )


def _name(result: Found, what: str = "who could help") -> str:
    number = f"request {result.request.number}"
    return f"{title(result.incident)}, {number}: {what}" if result.incident else f"{number.capitalize()}: {what}"


def _wanted(result: Found) -> str:
    wanted = result.wanted
    parts = [
        escape(areas.in_words(wanted.areas)) or "any area",
        MODES[wanted.mode],
        f"only: {escape(kind_words(wanted.kind))}" if wanted.kind else "",
        f"within {wanted.within:,} miles" if wanted.within else "",
        f"speaks {languages.in_words(wanted.languages)}" if wanted.languages else "",
        "soon" if wanted.urgent else "",
    ]
    looked = f"*Looked for:* {' · '.join(part for part in parts if part)}"
    unnamed = "No area is named, so what somebody knows does not count yet: *Adjust* names one."
    return looked if wanted.areas else f"{looked}\n{unnamed}"


def _turn(said: LookAgain, ranked: int) -> list[SlackBlock]:
    same = said.model_dump(exclude={"first"})
    buttons: list[SlackButton] = []
    if said.first:
        buttons.append(button("Earlier", LookAgain(**same, first=max(0, said.first - ON_A_PAGE)), nth=0))
    if said.first + ON_A_PAGE < ranked:
        buttons.append(button("More", LookAgain(**same, first=said.first + ON_A_PAGE), nth=1))
    return [actions(*buttons)] if buttons else []


def _several(result: Found) -> list[SlackButton]:
    if result.incident is None or len(result.ranking.ranked) < 2:
        return []
    value = AskTeam(incident=result.incident.id, request=result.request.id, areas=_looked_for(result))
    return [button("Ask several", value)]


def _looked_for(result: Found) -> tuple[str, ...]:
    """Return the areas that an offer takes along: those that were looked for, where the request names none."""
    return () if result.request.areas else tuple(sorted(result.wanted.areas))


def _row(result: Found, one: Ranked, place: int) -> SlackBlock:
    who = one.who
    name = person(result.user_ids.get(who.id), who.name)
    lines = [f"*{place}. {name}* · {escape(kind_words(who.kind))} · *{one.points} points*"]
    # A figure space before a single digit: one column of points, one of words.
    lines += [f"`{f'{reason.points:+d}':\u2007>3}` {escape(reason.words)}" for reason in one.reasons]
    told = {reason.key for reason in one.reasons}
    clock = zones.in_words(who.apart, "the community's") if "clock" not in told else ""
    far = miles_apart(result.wanted, who) if result.wanted.in_person and "distance" not in told else None
    about = (
        f"{who.current} of {who.most} assignments",
        counties.where(who.state, who.county),
        f"clock: {clock}" if clock else "",
        f"about {far:,.0f} miles away" if far is not None else "",
        "" if "travels" in told else TRAVELS[who.travel].lower(),
        "" if who.id in result.user_ids else "no Slack account: asked by e-mail",
    )
    lines.append(f"_{' · '.join(part for part in about if part)}_")
    if noted := result.conflicts.get(who.id):
        lines.append(f"*Please read before you ask:* {escape(clip(noted.reveal(), 300))}")
    if result.incident is None:
        return section("\n".join(lines))
    value = AskAssign(
        incident=result.incident.id, request=result.request.id, person=who.id, mode=result.wanted.mode,
        areas=_looked_for(result),
    )  # fmt: skip
    return section("\n".join(lines), button("Offer", value, nth=place))


def _left_out_part(result: Found, said: LookAgain) -> list[SlackBlock]:
    left_out = result.ranking.left_out
    if not left_out or said.first:
        return []
    lines = [_left_out_line(result, one) for one in left_out[:LEFT_OUT_SHOWN]]
    more = len(left_out) - LEFT_OUT_SHOWN
    part: list[SlackBlock] = [section("*Left out*\n" + "\n".join(lines))]
    if more > 0:
        everybody = ShowLeftOut(**said.model_dump(exclude={"first"}))
        part.append(actions(button(f"All left out ({len(left_out):,})", everybody)))
    return part


def _left_out_line(result: Found, one: LeftOut) -> str:
    words = "; ".join(escape(reason.words) for reason in one.reasons)
    return f"• {person(result.user_ids.get(one.who.id), one.who.name)}: {words}"


def _where_in_list(said: LookAgain, shown: int, total: int) -> str:
    """Return which part of a long list this is; it stands above the list, where a reader begins."""
    return f"{said.first + 1} to {said.first + shown} of {total:,}" if total > shown else ""


def _small(result: Found) -> list[str]:
    misfits = "; ".join(f"{count:,} {words}" for words, count in result.ranking.misfits.items())
    return [
        f"Not shown: {misfits}." if misfits else "",
        NO_COUNTY if result.wanted.state and not result.wanted.county else "",
        "The points are a suggestion from plain facts; you decide. Why somebody is left out is for coordinators only.",
        "Nothing is sent yet: “Offer” shows once more who it goes to."
        if result.incident
        else f"It belongs to no incident yet: `/mvai-request show {result.request.number}` has the buttons. Then it can be "
        "offered.",
    ]


def left_out(result: Found, said: ShowLeftOut) -> Message:
    """Return everybody who is left out, and why."""
    name = _name(result, "who is left out")
    everybody = result.ranking.left_out
    lines = [_left_out_line(result, one) for one in everybody[said.first : said.first + LEFT_OUT_ON_A_PAGE]]
    pieces = [section("\n".join(lines[place : place + 6])) for place in range(0, len(lines), 6)]
    same = said.model_dump(exclude={"first"})
    turn = [button("Back", LookAgain(**same))]
    if said.first:
        turn.append(button("Earlier", ShowLeftOut(**same, first=max(0, said.first - LEFT_OUT_ON_A_PAGE)), nth=0))
    if said.first + LEFT_OUT_ON_A_PAGE < len(everybody):
        turn.append(button("More", ShowLeftOut(**same, first=said.first + LEFT_OUT_ON_A_PAGE), nth=1))
    where = f"{said.first + 1} to {said.first + len(lines)} of {len(everybody):,}. For coordinators only."
    return message(
        name,
        header(name),
        *(pieces or [section("Nobody is left out now.")]),
        actions(*turn),
        context(where if lines else "For coordinators only."),
    )
