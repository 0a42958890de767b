"""Files beside the pages: a BibTeX file for every work, event and the library; the catalogue as JSON."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from synthkit.formats import bibtex
from synthkit.model import store
from synthkit.model.catalogue import Catalogue
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
    cited = {target.key for citation in app.env.get_domain("cite").data["citation_refs"] for target in citation.targets}
    references = Bibliography([Path(app.confdir) / name for name in app.config.bibtex_bibfiles or ()])
    files = exports(domain.catalogue, wording_of(app.config), references, cited)
    for path, text in files:
        write_whole(Path(app.outdir) / path, text)


def exports(
    catalogue: Catalogue, wording: Wording, references: Bibliography, cited: set[str]
) -> Iterator[tuple[str, str]]:
    """Paths from the top of the edition, and what stands in each file."""
    for work in catalogue.works:
        if catalogue.event(work.id) is None:
            yield f"cite/{work.id}{bibtex.SUFFIX}", bibtex.export([work], wording)
    for event in catalogue.events:
        works = catalogue.works_of(event)
        if works:  # an event the book holds nothing of has nothing to cite
            yield f"cite/{event.id}{bibtex.SUFFIX}", bibtex.export(works, wording)
    entries = [entry for key, entry in references.entries.items() if key in cited]
    yield f"cite/library{bibtex.SUFFIX}", bibtex.export(catalogue.works, wording, entries)
    yield CATALOGUE_FILE, store.dump(catalogue)


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
