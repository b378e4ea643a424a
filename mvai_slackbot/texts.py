"""The catalogue of every text the bot can show, with who has reviewed it; collected from the code, so none can be missed."""

import ast
import json
from collections.abc import Iterator
from datetime import date
from importlib import resources
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

FOLDERS = (
    "people",
    "letters",
    "incidents",
    "requests",
    "library",
    "smes",
    "calls",
    "checkins",
    "reports",
    "intake",
    "home",
    "slack",
    "web",
)
REVIEWERS = ("psychologist", "advocate", "family member", "chief")
CATALOGUE = "texts.json"
# Names of places are no texts.
NO_TEXTS = (CATALOGUE, "counties.json")


class Text(BaseModel):
    """One text: where it stands, its words (`{…}` for what is filled in), who reviewed it, and when."""

    place: str
    words: str
    reviewed_by: list[str] = []
    reviewed_on: date | None = None


TEXTS = TypeAdapter(list[Text])


def read_catalogue() -> list[Text]:
    """Return the catalogue as it is kept."""
    return TEXTS.validate_json(resources.files("mvai_slackbot.content").joinpath(CATALOGUE).read_bytes())


def collect(package: Path) -> list[Text]:
    """Return every text in the code and the data files of the package, in a fixed order, none reviewed."""
    found: dict[tuple[str, str], Text] = {}
    for folder in FOLDERS:
        for path in sorted((package / folder).rglob("*.py")):
            place = path.relative_to(package).with_suffix("").as_posix()
            for words in _texts(ast.parse(path.read_text(encoding="utf-8"))):
                found[place, words] = Text(place=place, words=words)
    for path in sorted((package / "content").glob("*.json")):
        if path.name not in NO_TEXTS:
            for words in _strings(json.loads(path.read_text(encoding="utf-8"))):
                found[f"content/{path.stem}", words] = Text(place=f"content/{path.stem}", words=words)
    return list(found.values())


def renew(package: Path) -> list[Text]:
    """Return the catalogue anew; a text whose words did not change keeps its reviews, a changed one loses them."""
    kept = {(text.place, text.words): text for text in read_catalogue()}
    return [kept.get((text.place, text.words), text) for text in collect(package)]


def dump(texts: list[Text]) -> str:
    """Return the catalogue as the file that is kept."""
    return json.dumps([text.model_dump(mode="json") for text in texts], indent=1, ensure_ascii=False) + "\n"


def _texts(tree: ast.Module) -> Iterator[str]:
    skip = set(_docstrings(tree))
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            words = _template(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner | skip:
            words = node.value
        else:
            continue
        if _speaks(words):
            yield words


def _docstrings(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield id(first.value)


def _template(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{…}" for part in node.values)


def _speaks(words: str) -> bool:
    # A text for people has a capital or several words; keys, ids and column names have neither.
    letters = [letter for letter in words if letter.isalpha()]
    plain = words.replace("{…}", "").strip()
    return len(letters) > 2 and (" " in plain or plain[:1].isupper()) and not plain.isupper()


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if _speaks(value):
            yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
