"""What one build knows beside its environment: the builder, the facts of conf.py, the files around the book.

Nothing here is pickled: each build fills it in anew when its builder is there (``pipeline``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast
from weakref import ReferenceType, WeakKeyDictionary

from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from synthkit.bibliography.csl_items import Bibliography
from synthkit.build.page_numbers import PrintedPages
from synthkit.csl.style import RememberingStyle, Style
from synthkit.forge import Repository
from synthkit.model.works import Publication
from synthkit.sphinx.cache import Cache
from synthkit.sphinx.downloads import Offered
from synthkit.sphinx.tracking import Tracker, TrackingProxy

_Source = TypeVar("_Source")


@dataclass(eq=False)
class BuildContext:
    """The state of a build; what pages are filled from is tracked while a page's dependencies are recorded."""

    cache: Cache = field(init=False)
    publication: Publication = field(default_factory=Publication)
    repository: Repository | None = None
    #: the pages of the printed edition
    pages: PrintedPages = field(default_factory=PrintedPages)
    #: the folder of finished editions the website offers
    editions: Path | None = None
    #: when the .bib files were changed
    bibfile_dates: Mapping[Path, float] = field(default_factory=dict)
    #: the styles of citations, the book's own first
    styles: tuple[RememberingStyle, *tuple[Style, ...]] = field(init=False)
    tracker: Tracker = field(default_factory=Tracker)
    #: whether it is known what each page depends on
    is_tracked: bool = False
    #: the catalogue as JSON, and a digest of all that records and references show, as of the last reading
    catalogue_json: str = ""
    fingerprint: str = ""
    #: weakly: a builder holds its environment, the key of this context, and would hold it for ever
    _builder: ReferenceType[Builder] = field(init=False)
    _references: Bibliography = field(default_factory=lambda: Bibliography([]))
    _offered: Offered = field(default_factory=Offered)
    _proxies: dict[str, tuple[object, TrackingProxy]] = field(default_factory=dict)

    @property
    def builder(self) -> Builder:
        """The builder of this edition."""
        return cast(Builder, self._builder())

    @builder.setter
    def builder(self, builder: Builder) -> None:
        self._builder = ReferenceType(builder)

    @property
    def references(self) -> Bibliography:
        """What the .bib files hold."""
        return self.tracked("references", self._references)

    @references.setter
    def references(self, references: Bibliography) -> None:
        self._references = references

    @property
    def offered(self) -> Offered:
        """The files readers are offered."""
        return self.tracked("offered", self._offered)

    @offered.setter
    def offered(self, offered: Offered) -> None:
        self._offered = offered

    def tracked(self, name: str, source: _Source) -> _Source:
        """A source, or while a page's dependencies are recorded its proxy, which passes for it."""
        if self.tracker.recorded is None:
            return source
        known = self._proxies.get(name)
        if known is None or known[0] is not source:
            known = self._proxies[name] = (source, TrackingProxy(self.tracker, name, source))
        return cast(_Source, known[1])


_CONTEXTS: WeakKeyDictionary[BuildEnvironment, BuildContext] = WeakKeyDictionary()


def context_of(env: BuildEnvironment) -> BuildContext:
    """The context of the build an environment belongs to, made when it is first wanted."""
    if env not in _CONTEXTS:
        _CONTEXTS[env] = BuildContext()
    return _CONTEXTS[env]
