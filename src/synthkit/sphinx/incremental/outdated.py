"""Which pages of a website or an EPUB are written again after reading: those that would differ, and no others.

A page depends on the time its source was read, on the queries recorded while it was filled (``tracking``), and on a
digest of what it may show of other documents: its navigation, the targets it links to (``shown``), and what Sphinx
keeps for the whole book. A page that warned of something is written again whatever it depends on, so that each build
tells it. All of it is kept in the cache, one value for each output folder, and is written when all
pages are: an interrupted build leaves the older value, by which its pages are still outdated.
"""

import os
import pickle
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from synthkit.sphinx.bibtex.domain import CiteDomain
from synthkit.sphinx.build_state import indexes
from synthkit.sphinx.cache import output_key
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.incremental import leftovers, warned
from synthkit.sphinx.incremental.navigation import Navigation, Targets
from synthkit.sphinx.tracking import AMBIGUOUS, Query, current_digest, digest

#: Queries of records have the answers they had while the catalogue is in the state it was in.
_OF_CATALOGUE = frozenset({"Event", "Session", "Person", "Chapter", "Proceedings", "Work"})
#: In place of the time of reading: the page is outdated whatever it depends on.
_NEVER = -1
#: Domains whose look-ups are recorded or whose targets are looked up by name, and those no page shows.
_TRACKED = {"changeset", "citation", "cite", "footcite", "index", "std", "synth"}
_DEPENDENCIES: "WeakKeyDictionary[BuildEnvironment, PageDependencies]" = WeakKeyDictionary()


class Entry(NamedTuple):
    """What one page was written from: when its source was read, the digest of what it shows, its queries.

    These with the digests of their answers are pickled: an edit loads and keeps those of all pages, and looks into few.
    ``pictures`` are the names of those it shows.
    """

    read: int
    shown: bytes
    answers: bytes
    pictures: tuple[str, ...]


@dataclass
class Written:
    """All that is kept of one output folder."""

    pages: dict[str, Entry] = field(default_factory=dict)
    #: a digest of all that each source could answer
    states: Mapping[str, bytes] = field(default_factory=dict)
    headings: dict[str, tuple[object, bytes, bytes]] = field(default_factory=dict)
    files: leftovers.Files = field(default_factory=leftovers.Files)


class PageDependencies:
    """The dependencies of the pages of one output folder, loaded, recorded anew and saved."""

    def __init__(self, app: Sphinx) -> None:
        context = context_of(app.env)
        self._tracker, self._cache = context.tracker, context.cache
        self._key, self._folder, self._process = output_key("written", Path(app.outdir)), app.doctreedir, os.getpid()
        for part in self._parts():  # of a build that was killed
            part.unlink()
        self.written: Written = self._cache.get(self._key) or Written()
        if not self.written.files.are_there(Path(app.outdir)):  # somebody took some away
            self.written = Written()
        self._warnings = warned.of(app.env)
        #: the page that is being filled or rendered
        self._current = ""
        self._warned: set[str] = set()
        #: the documents that have pictures, as of the last reading
        self.with_pictures: set[str] = set()
        #: pages without a source that were written
        self.sides: set[str] = set()
        #: Sphinx's table of pages that list another one, while it is hidden
        self.files_to_rebuild: dict[str, set[str]] | None = None
        self._recorded: dict[str, dict[Query, bytes]] = {}
        self._shown: Mapping[str, bytes] = {}
        self._pending: set[str] = set()

    def outdated(
        self,
        read: Mapping[str, int],
        sources: Mapping[str, tuple[object, object]],
        shown: Mapping[str, bytes],
    ) -> Collection[str]:
        """The documents whose page would differ now, or was never written.

        ``read`` has the documents with the time each was read. ``sources`` have each what is queried and all that it
        can answer: where that is as it was, nothing is queried again. ``shown`` has the digest of what a page shows of
        others.
        """
        states = {name: digest(repr(state)) for name, (_, state) in sources.items()}
        asked = {name: source for name, (source, _) in sources.items()}
        changed = {name for name, state in states.items() if self.written.states.get(name) != state}
        changed |= _OF_CATALOGUE if "catalogue" in changed else set()
        self.written.states, self._shown = states, shown
        now = cache(lambda query: current_digest(Query(*query), asked))

        def is_outdated(docname: str, time: int) -> bool:
            entry = self.written.pages.get(docname)
            if entry is None or (entry.read, entry.shown) != (time, shown[docname]):
                return True
            return bool(changed) and any(
                query[0] in changed and now(query) != answer for query, answer in pickle.loads(entry.answers).items()
            )

        found = {docname for docname, time in read.items() if is_outdated(docname, time)}
        self._pending = (self._pending | found) & read.keys()
        return found

    def begin(self, docname: str) -> None:
        """Record for a page from here on: its text begins to be filled, or the page around it to be rendered."""
        self.note_warnings(docname)
        self._tracker.recorded = self._recorded.setdefault(docname, {})

    def end(self, docname: str, read: int, pictures: tuple[str, ...]) -> None:
        """The page is rendered; ``read`` is when its source was read, ``pictures`` are the names of those it shows."""
        self.note_warnings(docname)
        self._tracker.recorded = None
        recorded = self._recorded.pop(docname, {})
        time = _NEVER if AMBIGUOUS in recorded.values() else read
        answers = {tuple(query): answer for query, answer in recorded.items()}  # plain tuples, quicker to pickle
        entry = Entry(time, self._shown.get(docname, b""), pickle.dumps(answers, pickle.HIGHEST_PROTOCOL), pictures)
        self._keep(docname, entry)

    def note_warnings(self, docname: str) -> None:
        """What was told since the last page began is of that one or of this, as it was told behind or before it."""
        if self._warnings.are_new():
            self._keep(self._current, None)
            self._keep(docname, None)
        self._current = docname

    def _keep(self, docname: str, entry: Entry | None) -> None:
        """Note a page that is written; without an entry, one that warned."""
        if os.getpid() != self._process:  # it writes some of the pages: ``save`` finds what it leaves
            with self._folder.joinpath(f"{self._key}-{os.getpid()}.part").open("ab") as part:
                pickle.dump((docname, entry), part, pickle.HIGHEST_PROTOCOL)
        elif entry is None:
            self._warned.add(docname)
        else:
            self._pending.discard(docname)
            self.written.pages[docname] = entry

    def collect(self) -> None:
        """Take over what other processes noted."""
        for path in self._parts():
            with path.open("rb") as part, suppress(EOFError):
                while True:
                    self._keep(*pickle.load(part))
            path.unlink()

    def save(self) -> None:
        """Keep everything for the next build."""
        self.note_warnings(self._current)
        # only some were to be written, or one warned
        for docname in (self._pending | self._warned) & self.written.pages.keys():
            self.written.pages[docname] = self.written.pages[docname]._replace(read=_NEVER)
        self._cache.put(self._key, self.written)

    def _parts(self) -> list[Path]:
        return sorted(self._folder.glob(f"{self._key}-*.part"))


def start(app: Sphinx) -> None:
    """Load what the pages of a website or an EPUB were last written from; other editions are written whole."""
    context = context_of(app.env)
    context.is_tracked = app.builder.format == "html"
    if context.is_tracked:
        _DEPENDENCIES[app.env] = PageDependencies(app)


def forget_numbers(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Take the numbers away from pages that no numbered table of contents names any more, which Sphinx leaves there."""
    gone = [name for name, title in env.titles.items() if "secnumber" in title and name not in env.toc_secnumbers]
    for docname in gone:
        for node in (env.titles[docname], *env.tocs[docname].findall(nodes.reference)):
            node.attributes.pop("secnumber", None)
    return gone


def name_pictures(app: Sphinx, env: BuildEnvironment) -> None:
    """Name pictures that are called alike by the order of the pages that show them, not by what was read when."""
    found = sorted(env.images.items(), key=lambda item: (min(item[1][0], default=""), item[0]))
    env.images = type(env.images)()
    for path, (docnames, _) in found:
        for docname in docnames:
            env.images.add_file(docname, path)


def outdated_pages(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Every page that would not be what it was when it was last written."""
    dependencies = _DEPENDENCIES.get(env)
    if dependencies is None:
        return []
    domain, cite, context = SynthDomain.of(env), CiteDomain.of(env), context_of(env)
    # each with all that it may answer: most builds leave most sources as they were
    sources: dict[str, tuple[object, object]] = {
        "catalogue": (domain.catalogue, context.catalogue_json),
        "offered": (context.offered, context.offered),
        "references": (context.references, context.references.state),
        "cite": (cite, cite.state()),
        "book": (domain, context.catalogue_json),
        "concordance": (domain.concordance, indexes(domain)),
        "printed": (context.pages, context.pages),
    }
    navigation, targets = Navigation(env, dependencies.written.headings), Targets(env)
    dependencies.written.headings = navigation.headings
    gone = dependencies.written.pages.keys() - env.found_docs
    back = leftovers.take_away_early(app, dependencies.written.files, gone)
    dependencies.with_pictures = {docname for docnames, _ in env.images.values() for docname in docnames}
    book = _of_book(app, env)
    links = {docname: document.links for docname, document in domain.documents.items()}
    shown = {
        docname: digest((navigation.shown_on(docname), targets.shown_by(docname, links.get(docname, ())), book))
        for docname in env.all_docs
    }
    return sorted({*dependencies.outdated(env.all_docs, sources, shown), *back})


def _of_book(app: Sphinx, env: BuildEnvironment) -> bytes:
    """What any page may show without a query: numbers of figures, objects of other domains, pictures named anew.

    And the sheets and scripts of the book, whose checksums stand in each page, and its templates.
    """
    config = app.config
    named = (*config.html_css_files, *config.html_js_files)
    folders = [Path(app.confdir, folder) for folder in config.html_static_path]
    files = [folder / str(name) for name, _ in named if name for folder in folders]
    folders = [Path(app.confdir, folder) for folder in (*config.templates_path, *config.html_theme_path)]
    files += [file for folder in folders for file in sorted(folder.rglob("*"))]
    sheets = [(str(file), digest(file.read_bytes())) for file in files if file.is_file()]
    objects = [
        (domain.name, sorted(map(repr, domain.get_objects())))
        for domain in env.domains.sorted()
        if domain.name not in _TRACKED
    ]
    equations = sorted(map(repr, env.get_domain("math").data["objects"].items()))
    images = sorted((path, name) for path, (_, name) in env.images.items() if name != Path(path).name)
    told = config.nitpicky, config.nitpick_ignore, config.nitpick_ignore_regex
    return digest(repr((sorted(env.toc_fignumbers.items()), images, objects, equations, sheets, told)))


def hide_containing_pages(app: Sphinx, builder: object) -> None:
    """Sphinx would write a page again whenever one in its table of contents was read, whatever changed there."""
    if dependencies := _DEPENDENCIES.get(app.env):
        dependencies.files_to_rebuild, app.env.files_to_rebuild = app.env.files_to_rebuild, {}


def restore_containing_pages(app: Sphinx, *_: object) -> list[str]:
    """Reading and the checks of Sphinx want to know them."""
    dependencies = _DEPENDENCIES.get(app.env)
    if dependencies and dependencies.files_to_rebuild is not None:
        app.env.files_to_rebuild, dependencies.files_to_rebuild = dependencies.files_to_rebuild, None
    return []


def begin(env: BuildEnvironment, document: nodes.document) -> None:
    """Record from here on what the text of a page depends on."""
    if dependencies := _DEPENDENCIES.get(env):
        dependencies.begin(env.current_document.docname)


def pause(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """The text of a page is complete."""
    context_of(app.env).tracker.recorded = None


def resume(app: Sphinx, pagename: str, template: str, context: object, doctree: nodes.document | None) -> None:
    """The page around the text begins to be rendered."""
    if doctree is not None and (dependencies := _DEPENDENCIES.get(app.env)):
        dependencies.begin(pagename)


def end(app: Sphinx, pagename: str, template: str, context: Any, doctree: nodes.document | None) -> None:
    """All that a page depends on is recorded; one without a source is written by each build."""
    if dependencies := _DEPENDENCIES.get(app.env):
        if doctree is not None:
            imagedir = app.builder.imagedir
            images = doctree.findall(nodes.image) if pagename in dependencies.with_pictures else ()
            paths = {posixpath.split(unquote(image["uri"])) for image in images}
            # elsewhere are those that the book doesn't have
            copied = {name for folder, name in paths if posixpath.basename(folder) == imagedir}
            # fetched while the page was filled, or shown in an extension's own way
            copied |= {unquote(unescape(name)) for name in re.findall(rf"\b{imagedir}/([^\"'?#<>]+)", context["body"])}
            dependencies.end(pagename, app.env.all_docs[pagename], tuple(sorted(copied)))
        elif template in leftovers.SIDE_PAGES or pagename in app.config.html_additional_pages:
            dependencies.sides.add(pagename)


def end_share(app: Sphinx) -> None:
    """A process has written its pages: what was told behind the last one's text, by a template, is of that page."""
    if dependencies := _DEPENDENCIES.get(app.env):
        dependencies.note_warnings("")


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Save the dependencies and remove what earlier builds left; a build that failed is as if it had not been."""
    restore_containing_pages(app)
    dependencies = _DEPENDENCIES.get(app.env)
    if dependencies is None or exception is not None:
        return
    for docname in dependencies.written.pages.keys() - app.env.found_docs:
        dependencies.written.pages.pop(docname)
    dependencies.collect()
    shown = {picture for page in dependencies.written.pages.values() for picture in page.pictures}
    leftovers.take_away(app, dependencies.written.files, dependencies.sides, shown)
    dependencies.save()
