"""How a new book says where synthkit comes from: as this one was installed."""

import json
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from synthkit import __version__

#: With what a book in Markdown, its theme and its preview need.
_PACKAGE = "synthkit[book,preview]"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A line for requirements.txt; ``is_published`` where it holds on other machines too."""

    line: str
    is_published: bool


def installed() -> Requirement:
    """That of the synthkit that is running: a release, an address, or a folder of this machine (PEP 610)."""
    try:
        found: Distribution | None = distribution("synthkit")
    except PackageNotFoundError:
        found = None
    return of_origin(found.read_text("direct_url.json") if found else None)


def of_origin(direct_url: str | None) -> Requirement:
    """The requirement for what ``direct_url.json`` tells; a release where there is no such file."""
    origin = json.loads(direct_url) if direct_url else {}
    url = str(origin.get("url", ""))
    if "vcs_info" in origin:
        vcs = origin["vcs_info"]
        return Requirement(f"{_PACKAGE} @ {vcs['vcs']}+{url}@{vcs['commit_id']}", True)
    if url:
        return Requirement(f"{_PACKAGE} @ {url}", not url.startswith("file:"))
    return Requirement(f"{_PACKAGE}>={__version__}", True)


def given(line: str) -> Requirement:
    """What the editor states."""
    return Requirement(line, "file:" not in line)
