"""The catalogue: checklist items and resources, read from data files and checked at the start."""

from collections.abc import Collection, Iterable
from typing import Annotated

from pydantic import AfterValidator, Field, HttpUrl

from mvai_slackbot.areas import Area
from mvai_slackbot.data_files import Entry, Folder, Strict, check_twice, from_files, read_file
from mvai_slackbot.errors import Refused
from mvai_slackbot.phases import read_phases

CHECKLIST, RESOURCES = "checklist.json", "resources.json"
# Times that are no phase of their own but lie over one.
OVERLAYS = ("year_mark", "trigger_event")
# The surest first: seen with the publisher, with others, general knowledge, our own.
SURE = ("V", "S", "K+", "K", "D", "K?")
# Shown to people only when somebody has seen them: what is shaky waits in the file for a person to check it.
SHAKY = ("K?",)


def _web(address: str) -> str:
    HttpUrl(address)
    if not address.startswith("https://"):
        raise ValueError("it begins with https://")
    return address


class Item(Entry):
    """One thing worth doing, in one phase of one area."""

    key: str = Field(pattern=r"^[A-Z]{2}-\d{2}$")
    area: Area
    phase: str
    text: str = Field(min_length=5, max_length=150)


class Resource(Entry):
    """One document, program or line; `link` is empty where it is found by its title, as the note says."""

    key: str = Field(pattern=r"^[a-z0-9-]{3,40}$")
    title: str = Field(min_length=3, max_length=120)
    publisher: str = Field(min_length=2, max_length=80)
    areas: tuple[Area, ...] = Field(min_length=1)
    phases: tuple[str, ...] = Field(min_length=1)
    link: Annotated[str, AfterValidator(_web)] | None
    phone: str | None
    note: str = Field(max_length=150)


class Checklist(Strict):
    """The file of checklist items."""

    about: str
    items: tuple[Item, ...] = Field(min_length=1)


class Resources(Strict):
    """The file of resources."""

    about: str
    resources: tuple[Resource, ...] = Field(min_length=1)


def read_items(folder: Folder) -> tuple[Item, ...]:
    """Return the checklist; raise `Refused` that names file and entry at fault."""
    items = read_file(folder.find(CHECKLIST), Checklist).items
    check_twice(CHECKLIST, "item", [one.key for one in items])
    _check_phases(CHECKLIST, folder, ((one.key, (one.phase,)) for one in items))
    return items


def read_resources(folder: Folder) -> tuple[Resource, ...]:
    """Return the resources; raise `Refused` that names file and entry at fault."""
    resources = read_file(folder.find(RESOURCES), Resources).resources
    check_twice(RESOURCES, "resource", [one.key for one in resources])
    for one in resources:
        if one.link is None and not one.note:
            raise Refused(f"{RESOURCES}: {one.key}: it has no link, so its note says where to find it.")
    _check_phases(RESOURCES, folder, ((one.key, one.phases) for one in resources))
    return resources


def _check_phases(name: str, folder: Folder, entries: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    known = {*(one.key for one in read_phases(folder)), *OVERLAYS}
    for key, phases in entries:
        for phase in phases:
            if phase not in known:
                raise Refused(f"{name}: {key}: there is no phase {phase}. Known: {', '.join(sorted(known))}.")


# What is in use.
list_items = from_files(read_items)
list_resources = from_files(read_resources)


def items_for(areas: Collection[str], phase: str) -> list[Item]:
    """Return the items of a phase in these areas (all areas when none is named), the surest first."""
    found = [one for one in list_items() if one.phase == phase and (not areas or one.area.value in areas)]
    return sorted((one for one in found if one.confidence not in SHAKY), key=lambda one: SURE.index(one.confidence))


def resources_for(areas: Collection[str], phase: str) -> list[Resource]:
    """Return the resources of a phase in these areas; those made for few areas and phases stand before those for all."""
    found = [
        one
        for one in list_resources()
        if phase in one.phases and (not areas or any(area.value in areas for area in one.areas))
    ]
    return sorted(
        (one for one in found if one.confidence not in SHAKY),
        key=lambda one: (SURE.index(one.confidence), len(one.phases) * len(one.areas)),
    )
