"""Pictures set by Typst, each drawn once: by this module as a program, because Typst and its fonts take 45 MB."""

import base64
import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from importlib import resources
from typing import Literal, NamedTuple


class Drawing(NamedTuple):
    """What is drawn: facts for the template, dots an inch, whether it has letters of the machine's fonts."""

    facts: str
    format: Literal["png", "svg", "pdf"]
    ppi: float
    needs_fonts: bool
    template: str = "cover.typ"


class DrawingError(Exception):
    """Typst could not draw; the message says why."""


#: Scripts the fonts within Typst have letters of.
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "MODIFIER")
#: What was drawn, in this process or by an earlier build.
known: dict[Drawing, bytes] = {}
#: What was wanted since a build began, in that order.
requested: dict[Drawing, None] = {}


def template(name: str) -> bytes:
    """What Typst reads: it draws what the facts say."""
    return (resources.files("synthkit") / "templates" / name).read_bytes()


def needs_fonts(text: str) -> bool:
    """Whether it has letters that the fonts within Typst lack, so that those of the machine are requested."""
    return not all(unicodedata.name(letter, "").startswith(_SCRIPTS) for letter in filter(str.isalpha, text))


def drawn(drawings: Iterable[Drawing]) -> list[bytes]:
    """The pictures; those that are not known are drawn together. Raises DrawingError."""
    wanted = list(drawings)
    requested.update(dict.fromkeys(wanted))
    new = [drawing for drawing in dict.fromkeys(wanted) if drawing not in known]
    if new:
        known.update(zip(new, drawn_anew(new), strict=True))
    return [known[drawing] for drawing in wanted]


def drawn_anew(drawings: list[Drawing]) -> list[bytes]:
    """The pictures, none of them kept. Raises DrawingError."""
    call = [sys.executable, "-m", __name__]
    done = subprocess.run(call, input=json.dumps(drawings).encode(), capture_output=True, check=False)
    if done.returncode:
        raise DrawingError(done.stderr.decode(errors="replace").strip())
    return [*map(base64.b64decode, json.loads(done.stdout))]


if __name__ == "__main__":
    import typst

    pictures = []
    for drawing in (Drawing(*found) for found in json.load(sys.stdin.buffer)):
        picture = typst.compile(
            template(drawing.template),
            format=drawing.format,
            ppi=drawing.ppi,
            sys_inputs={"book": drawing.facts},
            ignore_system_fonts=not drawing.needs_fonts,
            timestamp=0,  # a PDF of the same facts has the same bytes
        )
        pictures.append(base64.b64encode(picture).decode())
    sys.stdout.write(json.dumps(pictures))
