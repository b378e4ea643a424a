"""What Slack is told of an incident's facts."""

from collections.abc import Iterator

from mvai_slackbot.incidents import announce_people, facts, service, set_up, views
from mvai_slackbot.incidents.announce_end import Handed, build as build_end
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service_apart import list_about
from mvai_slackbot.incidents.telling import may_post, tell
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Role
from mvai_slackbot.slack.blocks import message, section
from mvai_slackbot.slack.errors import in_words
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


def channel_name(incident: Incident) -> str:
    """Return the channel's neutral name; a drill says so first."""
    return f"drill-mvai-{incident.year}-{incident.serial:03d}" if incident.drill else incident.number


def card_post(work: Work, incident: Incident) -> Iterator[e.Effect]:
    """Yield the card as it should stand now."""
    if not may_post(work, incident) or not incident.channel_id:
        return
    # What others change in the same instant must be seen by whoever draws the card last.
    service.hold(work, incident)
    owner = service.owner_of(work.session, incident.id)
    leaders = people.list_in_part(work.session, incident.id, Part.LEADER)
    # Whoever reads the card knows that it stands: it never speaks of its own step.
    steps = [step for step in set_up.list_steps(work, incident) if step.name != set_up.CARD]
    words = views.card(incident, owner, leaders[-1] if leaders else None, steps)
    yield e.Post(
        to=incident.channel_id,
        message=words,
        name=set_up.card_key(incident),
        subject=incident.subject,
        step=set_up.CARD,
    )


@announcers.of(facts.IncidentOpened)
def _make_channel(work: Work, fact: facts.IncidentOpened) -> Iterator[e.Effect]:
    yield e.CreateChannel(name=channel_name(fact.incident), subject=fact.incident.subject, step=set_up.CHANNEL)


def build(library_url: str, handed: Handed, find_ask: announce_people.FindAsk) -> Announcers:
    """Return the announcers.

    `library_url` is bookmarked in each channel when it is set, `handed` told at the end; `find_ask` asks for a call.
    """
    built = Announcers()
    built.include(announcers)
    built.include(announce_people.build(find_ask))
    built.include(build_end(handed))

    @built.of(facts.ChannelOpened)
    def _furnish(work: Work, fact: facts.ChannelOpened) -> Iterator[e.Effect]:
        incident = fact.incident
        channel = incident.channel_id or ""
        yield e.Invite(
            channel=channel, people=_first_people(work, incident), subject=incident.subject, step=set_up.PEOPLE
        )
        yield from card_post(work, incident)
        yield e.SetTopic(channel=channel, topic=views.topic(incident), subject=incident.subject, step=set_up.TOPIC)
        if library_url:
            yield e.AddBookmark(
                channel=channel, title="Library", link=library_url, subject=incident.subject, step=set_up.BOOKMARK
            )
        if fact.answer_url:
            recent = [] if incident.drill else service.list_recent(work, besides=incident.id)
            ready = views.opened(incident, recent, list_about(work.session, recent), ready=True)
            yield e.Reply(response_url=fact.answer_url, message=ready, subject=incident.subject)

    return built


def _first_people(work: Work, incident: Incident) -> tuple[str, ...]:
    # The person who asked comes first; in a drill nobody else is called in.
    found = people.list_in_part(work.session, incident.id, Part.OWNER)
    if incident.opened_by is not None:
        found = [people.get_person(work.session, incident.opened_by), *found]
    if not incident.drill:
        found += people.list_holders(work.session, incident.team_id, Role.COORDINATOR)
    # Whoever was named while the channel was on its way.
    found += people.list_invited(work.session, incident.id, Part.LEADER, Part.DEPUTY, Part.CONTACT)
    return tuple(dict.fromkeys(one.user_id for one in found if one.user_id))[:100]


@announcers.of(facts.CardPosted)
def _pin(work: Work, fact: facts.CardPosted) -> Iterator[e.Effect]:
    yield e.PinPost(name=set_up.card_key(fact.incident), subject=fact.incident.subject, step=set_up.PIN)


@announcers.of(
    facts.DetailsChanged, facts.PartTaken, facts.PartCorrected, facts.PartEnded, facts.OwnerChanged, facts.IncidentClosed,
    facts.IncidentReopened, facts.IncidentUnlocked, facts.ChannelChanged,
)  # fmt: skip
def _refresh(work: Work, fact: facts.IncidentFact) -> Iterator[e.Effect]:
    yield from card_post(work, fact.incident)


@announcers.of(facts.SetUpChanged)
def _set_up(work: Work, fact: facts.SetUpChanged) -> Iterator[e.Effect]:
    if fact.step != set_up.CARD:
        yield from card_post(work, fact.incident)
    if fact.state == "needs help":
        text = (
            f"*{views.title(fact.incident)}*: the step “{fact.step}” needs help: {in_words(fact.reason)}. "
            f"After that, type `/mvai-incident repair {fact.incident.number}`."
        )
        for holder in service.holder_of(work, fact.incident):
            # It belongs to nothing that could need help in turn.
            yield from tell(
                holder,
                message(f"{fact.incident.mark}MVAI: a set-up step needs help", section(text)),
                subject=f"help:{fact.incident.id}",
            )


@announcers.of(facts.StillWaiting)
def _waiting(work: Work, fact: facts.StillWaiting) -> Iterator[e.Effect]:
    words = views.still_waiting(fact.incident, set_up.list_steps(work, fact.incident))
    if fact.incident.answer_url is not None:
        yield e.Reply(
            response_url=fact.incident.answer_url.reveal(), message=words, subject=f"waiting:{fact.incident.id}"
        )
    elif fact.incident.opened_by is not None:
        yield from tell(people.get_person(work.session, fact.incident.opened_by), words)


@announcers.of(facts.ArchiveDue)
def _archive(work: Work, fact: facts.ArchiveDue) -> Iterator[e.Effect]:
    if fact.incident.channel_id:
        yield e.Archive(channel=fact.incident.channel_id, subject=f"posts:{fact.incident.id}")


@announcers.of(facts.LookDue)
def _look(work: Work, fact: facts.LookDue) -> Iterator[e.Effect]:
    if fact.incident.channel_id:
        yield e.LookAtChannel(channel=fact.incident.channel_id, members=fact.count, subject=f"look:{fact.incident.id}")
