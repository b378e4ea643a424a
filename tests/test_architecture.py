"""The house stays as it was drawn: sizes, floors, where async may be, and who imports what."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mvai_slackbot"
# Migrations are generated from the models, and run once.
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
# The library hears nothing: it is read by others.
FEATURES = ("people", "letters", "incidents", "requests", "smes", "calls", "checkins", "reports", "intake", "home")
TOP_LEVEL = {
    "mvai_slackbot", "manifests", "tests", "docs", "pyproject.toml", "Procfile", "README.md", "LICENSE", "CHANGELOG.md",
    "requirements.lock", "requirements-dev.lock",
}  # fmt: skip
# The edge of the process: what talks to Slack, mail servers or browsers, or runs the loop itself. Features are plain functions.
ASYNC = (
    "slack", "mail", "web", "simulator", "cli", "doctor", "app.py", "delivery.py", "runtime.py", "scheduler.py", "wake.py",
    "paging.py",
)  # fmt: skip
LONGEST_FILE, LONGEST_FUNCTION, USUAL_FUNCTION = 250, 40, 25


def name(path: Path) -> str:
    """Return a path as it is called in the repository."""
    return path.relative_to(ROOT).as_posix()


def functions() -> Iterator[tuple[str, int]]:
    """Yield every function with its length in lines."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name(path)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_no_file_outgrows_what_one_can_hold_in_mind() -> None:
    """Python, scripts and styles: 250 lines at most; vendored files are not ours."""
    ours = [path for kind in ("*.py", "*.js", "*.css") for path in PACKAGE.rglob(kind) if "vendor" not in path.parts]
    long = {name(path): n for path in ours if (n := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE}
    assert long == {}


def test_functions_are_short() -> None:
    """None over 40 lines, and 95 of 100 at 25 or fewer."""
    lengths = dict(functions())
    assert {where: n for where, n in lengths.items() if n > LONGEST_FUNCTION} == {}
    usual = sum(1 for n in lengths.values() if n <= USUAL_FUNCTION)
    assert usual / len(lengths) >= 0.95


def test_async_stays_at_the_edge() -> None:
    """Features are plain synchronous functions."""
    guilty = []
    for path in MODULES:
        inside = path.relative_to(PACKAGE).parts[0] in ASYNC
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if not inside and any(isinstance(node, ast.AsyncFunctionDef | ast.Await) for node in nodes):
            guilty.append(name(path))
    assert guilty == []


def test_nothing_is_imported_inside_a_function() -> None:
    """What a module needs stands at its head; only the command line loads a sub-command when it is called."""
    guilty = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = [part for part in ast.walk(node) if isinstance(part, ast.Import | ast.ImportFrom)]
                guilty += [f"{name(path)}:{node.name}" for _ in inner]
    assert guilty == []


def test_no_command_deletes_a_record() -> None:
    """What is taken out of a table is no record of what happened: what was delivered, what the machine remembers to go on."""
    spent = {
        "outbox/sweeping.py", "outbox/remembered.py", "outbox/receipts.py", "home/service.py", "intake/watching.py",
        # An address somebody takes back, and a look at an answer that was changed before anybody read of it.
        "calls/testing.py", "reports/alerts.py",
    }  # fmt: skip
    ours = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in MODULES}
    taking = {where for where, code in ours.items() if re.search(r"(session\.|[ (])delete\(", code)}
    assert {where for where in taking if not where.startswith("simulator/")} == spent


def test_every_module_says_what_it_is() -> None:
    """One sentence at the head of each."""
    silent = [name(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []


@pytest.mark.parametrize("feature", FEATURES)
def test_whoever_has_read_one_feature_has_read_all(feature: str) -> None:
    """The file names say which floor; a floor that outgrew one file has a word after it."""
    floors = ("models", "facts", "service", "views", "forms", "announce", "listeners", "receipts", "clock", "__init__")
    known = {
        "people": {"access", "policy", "linking", "shifts"},
        "incidents": {"set_up", "leadership", "closing", "watch", "timeline", "telling"},
    }
    files = {path.stem for path in (PACKAGE / feature).rglob("*.py")}
    own = {stem for stem in files if not stem.startswith(floors)}
    allowed = known.get(feature, own)
    assert own <= allowed
    assert "listeners" in {stem.split("_")[0] for stem in files}


def test_the_import_contracts_hold() -> None:
    """Import down, never up, never sideways; what decides never meets Slack."""
    lint = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    """One place for everything."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    tops = {path.split("/")[0] for path in tracked}
    assert {top for top in tops if not top.startswith(".")} <= TOP_LEVEL
