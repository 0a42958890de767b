"""Which pages are written again after reading: those that would differ, and no others."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from synthkit.model import serialization
from synthkit.sphinx.bibtex.domain import CiteDomain
from synthkit.sphinx.builders import is_online
from synthkit.sphinx.context import BuildContext, context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.html import downloads
from synthkit.sphinx.html.exports import library_files
from synthkit.sphinx.incremental.dependencies import PageDependencies, output_key
from synthkit.sphinx.incremental.navigation import Navigation
from synthkit.sphinx.incremental.targets import Targets
from synthkit.sphinx.incremental.tracking import digest

#: Domains whose look-ups are recorded or whose targets are looked up by name, and those no page shows.
_TRACKED = {"changeset", "citation", "cite", "footcite", "index", "std", "synth"}


def start(app: Sphinx) -> None:
    """Load what the pages of a website were last written from."""
    if is_online(app.builder):
        context = context_of(app.env)
        folder = Path(app.doctreedir)
        context.dependencies = PageDependencies(context.tracker, context.cache, folder, Path(app.outdir))
        CiteDomain.of(app.env).tracker = context.tracker
        if not app.env.all_docs:  # the first build, or the one behind a build that was killed while it exported
            context.dependencies.forget_exports()


def refresh(app: Sphinx, env: BuildEnvironment) -> None:
    """Collect what all pages are filled from as it is after reading: the catalogue, the files to download."""
    domain, cite, context = SynthDomain.of(env), CiteDomain.of(env), context_of(env)
    domain.invalidate()
    if cite.is_formatted:
        context.cache.put("formatted", context.styles[0].kept)
    context.catalogue_json = serialization.dump(domain.catalogue)
    if is_online(app.builder):  # looked up before any page is written
        has_offer = any(view.name == "downloads" for document in domain.documents.values() for view in document.views)
        library = library_files(env) if has_offer else ()
        context.offered = downloads.offered(context.editions, library, domain.catalogue, app.builder)
    sources = (context.catalogue_json, cite.state(), context.offered.files, _indexes(domain))
    context.fingerprint = hashlib.sha256(repr(sources).encode()).hexdigest()


def outdated_pages(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Every page that would not be what it was when it was last written."""
    domain, cite, context = SynthDomain.of(env), CiteDomain.of(env), context_of(env)
    dependencies = context.dependencies
    if dependencies is None:
        # one environment may serve several editions: each has its own last build
        key = output_key(Path(app.outdir))
        if env.all_docs and context.cache.get(key) == context.fingerprint:
            return []
        context.cache.put(key, context.fingerprint)
        filled_in = {docname for docname, document in domain.documents.items() if document.is_filled_in}
        return sorted(filled_in | {bibliography.docname for bibliography in cite.bibliographies})
    sources = {
        "catalogue": domain.catalogue,
        "offered": context.offered,
        "references": context.references,
        "cite": cite,
        "book": domain,
        "concordance": domain.concordance,
    }
    navigation, targets = Navigation(env, dependencies.written.headings), Targets(env)
    dependencies.written.headings = navigation.headings
    book = _of_book(env)
    links = {docname: document.links for docname, document in domain.documents.items()}
    shown = {
        docname: digest((navigation.shown_on(docname), targets.shown_by(docname, links.get(docname, ())), book))
        for docname in env.all_docs
    }
    return sorted(dependencies.outdated(env.all_docs, sources, _states(domain, cite, context), shown))


def _states(domain: SynthDomain, cite: CiteDomain, context: BuildContext) -> dict[str, bytes]:
    """A digest of all that each source may answer: most builds leave most sources as they were."""
    states = {
        "catalogue": context.catalogue_json,
        "offered": context.offered,
        "references": context.references.state,
        "cite": cite.state(),
        "concordance": _indexes(domain),
    }
    return {name: digest(repr(state)) for name, state in states.items()}


def _indexes(domain: SynthDomain) -> tuple[object, object]:
    """What the indexes show beside the records."""
    return sorted(domain.concordance.pages.items()), domain.concordance.mentions


def _of_book(env: BuildEnvironment) -> bytes:
    """What any page may show without a query: numbers of figures, names of pictures, objects of other domains."""
    objects = [
        (domain.name, sorted(map(repr, domain.get_objects())))
        for domain in env.domains.sorted()
        if domain.name not in _TRACKED
    ]
    equations = sorted(map(repr, env.get_domain("math").data["objects"].items()))
    images = sorted((path, name) for path, (_, name) in env.images.items())
    return digest(repr((sorted(env.toc_fignumbers.items()), images, objects, equations)))


def hide_containing_pages(app: Sphinx, builder: Builder) -> None:
    """Sphinx would write a page again whenever one in its table of contents was read, whatever changed there."""
    context = context_of(app.env)
    if context.dependencies is not None:
        context.files_to_rebuild, app.env.files_to_rebuild = app.env.files_to_rebuild, {}


def restore_containing_pages(app: Sphinx, *_: object) -> list[str]:
    """Reading and the checks of Sphinx want to know them."""
    context = context_of(app.env)
    if context.files_to_rebuild is not None:
        app.env.files_to_rebuild, context.files_to_rebuild = context.files_to_rebuild, None
    return []


class RecordDependencies(SphinxPostTransform):
    """Records from here on what the text of a page depends on; ahead of all that fills it in."""

    def run(self, **kwargs: Any) -> None:
        """Begin with a document."""
        dependencies = context_of(self.env).dependencies
        if dependencies is not None:
            dependencies.begin(self.env.current_document.docname)


def pause(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """The text of a page is complete."""
    dependencies = context_of(app.env).dependencies
    if dependencies is not None:
        dependencies.pause()


def resume(app: Sphinx, pagename: str, template: str, context: object, doctree: nodes.document | None) -> None:
    """The page around the text begins to be rendered."""
    dependencies = context_of(app.env).dependencies
    if dependencies is not None and doctree is not None:
        dependencies.begin(pagename)


def end(app: Sphinx, pagename: str, template: str, context: object, doctree: nodes.document | None) -> None:
    """All that a page depends on is recorded."""
    dependencies = context_of(app.env).dependencies
    if dependencies is not None and doctree is not None:
        dependencies.end(pagename, app.env.all_docs[pagename])


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Save the dependencies and remove pages without a source; a build that failed is as if it had not been."""
    restore_containing_pages(app)
    dependencies = context_of(app.env).dependencies
    if dependencies is None or exception is not None:
        return
    for docname in dependencies.pages - app.env.found_docs:
        Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)  # type: ignore[attr-defined]
        dependencies.forget(docname)
    for path in dependencies.stale_copies(*_copied(app)):
        (Path(app.outdir) / path).unlink(missing_ok=True)
    dependencies.save()


def _copied(app: Sphinx) -> tuple[set[str], set[str]]:
    """The pictures and downloads that were copied for the pages written now; those that the book has."""
    builder: Any = app.builder
    downloads = {f"_downloads/{name}" for _, name in app.env.dlfiles.values()}
    copied = {f"{builder.imagedir}/{name}" for name in builder.images.values()}
    wanted = {f"{builder.imagedir}/{name}" for _, name in app.env.images.values()}
    return copied | downloads, wanted | downloads
