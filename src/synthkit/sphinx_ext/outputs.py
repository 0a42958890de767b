"""Files beside the pages: BibTeX, RIS and CSL-JSON of every work, event and the library; the catalogue as JSON."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from synthkit.formats import bibtex, csljson, ris
from synthkit.model import store
from synthkit.model.catalogue import Catalogue
from synthkit.model.works import Work
from synthkit.references import Bibliography
from synthkit.sphinx_ext.config import wording_of
from synthkit.sphinx_ext.domain import SynthDomain
from synthkit.sphinx_ext.page import is_online
from synthkit.wording import Wording

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CATALOGUE_FILE = "synthkit.json"


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write the exports of the HTML edition; nothing when the build failed."""
    if exception is not None or not is_online(app.builder):
        return
    domain = cast(SynthDomain, app.env.get_domain(SynthDomain.name))
    references = cited_references(app)
    for path, text in exports(domain.catalogue, wording_of(app.config), references):
        write_whole(Path(app.outdir) / path, text)


def cited_references(app: Sphinx) -> Bibliography:
    """The references that a chapter cites, of those the .bib files hold."""
    cited = {target.key for citation in app.env.get_domain("cite").data["citation_refs"] for target in citation.targets}
    paths = [Path(app.confdir) / name for name in app.config.bibtex_bibfiles or ()]
    return Bibliography(paths).only(cited)


def exports(catalogue: Catalogue, wording: Wording, references: Bibliography) -> Iterator[tuple[str, str]]:
    """Paths from the top of the edition, and what stands in each file: works, events, the library, the catalogue."""
    for work in catalogue.works:
        if catalogue.event(work.id) is None:
            yield from _in_each_format(work.id, [work], wording)
    for event in catalogue.events:
        works = catalogue.works_of(event)
        if works:  # an event the book holds nothing of has nothing to cite
            yield from _in_each_format(event.id, works, wording)
    yield from _in_each_format("library", catalogue.works, wording, references)
    yield CATALOGUE_FILE, store.dump(catalogue)


def _in_each_format(
    name: str, works: Iterable[Work], wording: Wording, references: Bibliography | None = None
) -> Iterator[tuple[str, str]]:
    works = list(works)
    cited = references.references.values() if references else ()
    items = [*(csljson.item(work, wording) for work in works), *(dict(reference.item) for reference in cited)]
    entries = references.entries.values() if references else ()
    yield f"cite/{name}{bibtex.SUFFIX}", bibtex.export(works, wording, entries)
    yield f"cite/{name}{ris.SUFFIX}", ris.export(items)
    yield f"cite/{name}{csljson.SUFFIX}", csljson.export(items)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader finds it whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
