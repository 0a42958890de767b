"""Which pages are written again when a book was read: those that would be others, and none beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.transforms.post_transforms import SphinxPostTransform

from synthkit.model import serialization
from synthkit.sphinx.bibtex.domain import CiteDomain
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.html import downloads, search
from synthkit.sphinx.html.exports import library_files
from synthkit.sphinx.incremental.page_dependencies import Written
from synthkit.sphinx.incremental.tracking import digest
from synthkit.sphinx.render.context import is_online

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: Domains of which each look-up is noted, or that no page shows.
_NOTED = {"changeset", "citation", "cite", "footcite", "index", "std", "synth"}


def register(app: Sphinx) -> None:
    """Connect what notes the pages, around all others who make them."""
    app.add_post_transform(BeginText)
    app.connect("builder-inited", _start)
    app.connect("env-updated", look_up)
    # behind the collectors of Sphinx, which number sections then
    app.connect("env-get-updated", pages_to_write_again, priority=900)
    app.connect("write-started", _leave_out_containing_pages)
    app.connect("env-get-outdated", _restore_containing_pages)
    app.connect("doctree-resolved", _end_text, priority=999)
    app.connect("html-page-context", _begin_page, priority=0)
    app.connect("html-page-context", _end_page, priority=999)
    app.connect("html-collect-pages", search.as_if_new, priority=999)
    app.connect("build-finished", _finish, priority=900)


def _start(app: Sphinx) -> None:
    domain, cite = _domains(app.env)
    if is_online(app.builder):
        domain.written = Written(domain.watch, Path(app.doctreedir), Path(app.outdir))
        cite.watch = domain.watch
        if not app.env.all_docs:  # the first build, or the one behind a build that was killed while it exported
            domain.written.forget_exports()


def _domains(env: BuildEnvironment) -> tuple[SynthDomain, CiteDomain]:
    return cast(SynthDomain, env.get_domain(SynthDomain.name)), cast(CiteDomain, env.get_domain(CiteDomain.name))


def look_up(app: Sphinx, env: BuildEnvironment) -> None:
    """What all pages are filled from, as it is now: the catalogue, the files to download."""
    domain, cite = _domains(env)
    domain.forget_catalogue()
    if cite.is_formatted:
        domain.data["formatted"] = domain.styles[0].kept
    domain.records = records = serialization.dump(domain.catalogue)
    files = _files(app, env, domain)
    told = (records, cite.state(), files, _indexes(domain))
    domain.fingerprint = hashlib.sha256(repr(told).encode()).hexdigest()


def _files(app: Sphinx, env: BuildEnvironment, domain: SynthDomain) -> list[str]:
    """What pages say of the files beside them; they are looked up here, before any page is written."""
    if not is_online(app.builder):
        return []
    has_offer = any(view.name == "downloads" for document in domain.documents.values() for view in document.views)
    library = library_files(env) if has_offer else ()
    domain.offered = downloads.offered(domain.editions, library, domain.catalogue, app.builder)
    i18n = i18n_of(app.config)
    return [file.path + file.told(i18n) for file in domain.offered.files]


def pages_to_write_again(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Every page that would not be what it was when it was last written."""
    domain, cite = _domains(env)
    if domain.written is not None:
        sources = {
            "catalogue": domain.catalogue,
            "offered": domain.offered,
            "references": domain.references,
            "cite": cite,
            "book": domain,
            "concordance": domain.concordance,
        }
        return sorted(domain.written.outdated(env, sources, _states(domain, cite), _of_book(env)))
    # one environment may serve several editions: each has its own last build
    fingerprints, edition = domain.data["fingerprints"], str(app.outdir)
    if domain.fingerprint == fingerprints.get(edition):
        return []
    fingerprints[edition] = domain.fingerprint
    filled_in = {docname for docname, document in domain.documents.items() if document.is_filled_in}
    return sorted(filled_in | {bibliography.docname for bibliography in cite.bibliographies})


def _states(domain: SynthDomain, cite: CiteDomain) -> dict[str, bytes]:
    """A digest of all that each source may answer: asking it is dear, and most builds leave it as it was."""
    known = {
        "catalogue": domain.records,
        "offered": domain.offered,
        "references": domain.references.state,
        "cite": cite.state(),
        "concordance": _indexes(domain),
    }
    return {name: digest(repr(found)) for name, found in known.items()}


def _indexes(domain: SynthDomain) -> tuple[object, object]:
    """What the indexes show beside the records."""
    return sorted(domain.concordance.pages.items()), domain.concordance.mentions


def _of_book(env: BuildEnvironment) -> bytes:
    """What any page may show and no page is seen to ask: numbers of figures, names of pictures, other objects."""
    digest = hashlib.sha256(repr(sorted(env.toc_fignumbers.items())).encode())
    digest.update(repr(sorted((path, name) for path, (_, name) in env.images.items())).encode())
    for domain in env.domains.sorted():
        if domain.name not in _NOTED:
            digest.update(repr(sorted(map(repr, domain.get_objects()))).encode())
    digest.update(repr(sorted(map(repr, env.get_domain("math").data["objects"].items()))).encode())
    return digest.digest()


def _leave_out_containing_pages(app: Sphinx, builder: Builder) -> None:
    """Sphinx would write a page again whenever one in its table of contents was read, whatever was read there."""
    domain = _domains(app.env)[0]
    if domain.written is not None:
        domain.containing, app.env.files_to_rebuild = app.env.files_to_rebuild, {}


def _restore_containing_pages(app: Sphinx, *_: object) -> list[str]:
    """Reading and the checks of Sphinx want to know them."""
    domain = _domains(app.env)[0]
    if domain.containing is not None:
        app.env.files_to_rebuild, domain.containing = domain.containing, None
    return []


class BeginText(SphinxPostTransform):
    """Notes from now on what the text of a page asks; before all that fills it in."""

    default_priority = 0

    def run(self, **kwargs: Any) -> None:
        """Begin with a document."""
        written = _domains(self.env)[0].written
        if written is not None:
            written.begin_text(self.env.current_document.docname)


def _end_text(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    written = _domains(app.env)[0].written
    if written is not None:
        written.end_text()


def _begin_page(app: Sphinx, pagename: str, template: str, context: object, doctree: nodes.document | None) -> None:
    written = _domains(app.env)[0].written
    if written is not None and doctree is not None:
        written.begin_page(pagename)


def _end_page(app: Sphinx, pagename: str, template: str, context: object, doctree: nodes.document | None) -> None:
    written = _domains(app.env)[0].written
    if written is not None and doctree is not None:
        written.end_page(pagename, app.env.all_docs[pagename])


def _finish(app: Sphinx, exception: Exception | None) -> None:
    """Keep the notes, and take away pages without a source; a build that failed is as if it had not been."""
    _restore_containing_pages(app)
    written = _domains(app.env)[0].written
    if written is None or exception is not None:
        return
    for docname in written.pages - app.env.found_docs:
        Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)  # type: ignore[attr-defined]
        written.forget(docname)
    for path in written.copied(*_copied(app)):
        (Path(app.outdir) / path).unlink(missing_ok=True)
    written.save()


def _copied(app: Sphinx) -> tuple[set[str], set[str]]:
    """The pictures and downloads that were copied for the pages written now; those that the book has."""
    builder: Any = app.builder
    downloads = {f"_downloads/{name}" for _, name in app.env.dlfiles.values()}
    found = {f"{builder.imagedir}/{name}" for name in builder.images.values()}
    has = {f"{builder.imagedir}/{name}" for _, name in app.env.images.values()}
    return found | downloads, has | downloads
