"""Whether two names mean the same agency: "Springfield P.D." and "springfield police department" do."""

import re

SHORT = {
    "pd": "police department", "so": "sheriff office", "sheriffs": "sheriff", "dept": "department", "co": "county",
    "sp": "state police", "hp": "highway patrol", "univ": "university", "st": "state",
}  # fmt: skip
SILENT = frozenset({"the", "of", "and", "s"})
SPLIT = re.compile(r"[^a-z0-9]+")


def plain(name: str) -> str:
    """Return a name as it is compared: small letters, no signs, short forms written out; empty for no name."""
    words = SPLIT.split(name.casefold().replace(".", "").replace("'", "").replace("’", ""))
    long = " ".join(SHORT.get(word, word) for word in words if word)
    return " ".join(word for word in long.split() if word not in SILENT)


def plain_lines(names: str) -> tuple[str, ...]:
    """Return the names of a text, one a line, as they are compared."""
    return tuple(name for line in names.splitlines() if (name := plain(line)))


def same(one: str, other: str) -> bool:
    """Whether two names, written plain, mean the same agency, in whatever order their words stand."""
    return one == other or sorted(one.split()) == sorted(other.split())
