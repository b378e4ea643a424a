"""The one function that makes a PNG of an SVG: with our own font and no other, so that it has the same bytes everywhere."""

from functools import cache
from importlib import import_module
from importlib.resources import as_file, files
from pathlib import Path

FONTS = files("mvai_slackbot") / "content" / "fonts"
FAMILY = "MVAI Sans"
# Sharp on screens with two dots for one.
ZOOM = 2


@cache
def _fonts() -> tuple[Path, ...]:
    with as_file(FONTS) as folder:
        return tuple(sorted(folder.glob("*.ttf")))


def render_png(svg: str) -> bytes:
    """Return the picture; the same SVG gives the same bytes each run, whatever fonts the machine has."""
    # Loaded for the first picture: a megabyte that no other hour needs.
    png: bytes = import_module("resvg_py").svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[str(path) for path in _fonts()],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
        zoom=ZOOM,
    )
    return bytes(png)
