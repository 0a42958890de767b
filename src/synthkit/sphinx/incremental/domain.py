"""A domain that lends out what pages are filled from: watched while the notes of a page are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from sphinx.domains import Domain

from synthkit.bibliography.csl_items import Bibliography
from synthkit.sphinx.html.downloads import Offered
from synthkit.sphinx.incremental.tracking import Watch, Watched

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_Source = TypeVar("_Source")


class Lending(Domain):
    """Who asks for a source while ``watch`` takes notes gets one that notes what it is asked, and passes for it."""

    _offered = Offered()
    _references = Bibliography([])

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.watch = Watch()
        self._watched: dict[str, Watched] = {}

    @property
    def offered(self) -> Offered:
        """The files readers are offered, as ``rewriting`` found them."""
        return self.lent("offered", self._offered)

    @offered.setter
    def offered(self, found: Offered) -> None:
        self._offered = found

    @property
    def references(self) -> Bibliography:
        """What the .bib files hold."""
        return self.lent("references", self._references)

    @references.setter
    def references(self, found: Bibliography) -> None:
        self._references = found

    def lent(self, name: str, source: _Source) -> _Source:
        """A source; while a page is filled in, one that notes what is asked of it and passes for it."""
        if self.watch.noted is None:
            return source
        watched = self._watched.get(name)
        if watched is None or not watched.stands_for(source):
            watched = self._watched[name] = Watched(self.watch, name, source)
        return cast(_Source, watched)
