"""sphinxcontrib-bibtex gets the .bib files as synthkit read them, so that none can end a build.

Its own reader (pybtex) raises at the first unclosed brace, unknown macro, name with too many commas, missing key or
byte that is not UTF-8, and at a key or a field given twice it leaves out the rest of the file. What it reads is
kept in a cache of the environment that is trusted while the files' dates stand (``process_bibdata``): that cache is
filled here, before it looks. Both sides then know the same entries by the same keys.
"""

import pickle
from collections.abc import ItemsView, Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from pybtex.bibtex.utils import split_name_list
from pybtex.database import BibliographyData, Entry, Person
from pybtex.errors import capture
from pybtex.exceptions import PybtexError
from pybtex.utils import OrderedCaseInsensitiveDict
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime, is_bibdata_outdated
from sphinxcontrib.bibtex.domain import BibtexDomain

from synthkit import __version__
from synthkit.bibliography.csl_items import Bibliography
from synthkit.bibliography.parser import SourceEntry
from synthkit.sphinx.cache import REFERENCES
from synthkit.sphinx.context import context_of

_PEOPLE = ("author", "editor")


def hand_over(app: Sphinx) -> None:
    """Fill the cache of sphinxcontrib-bibtex; for ``builder-inited``, before its own handler (500).

    ``bibtex_bibfiles`` may be left out of conf.py, and may name a file twice.
    """
    app.config.bibtex_bibfiles = list(dict.fromkeys(app.config.bibtex_bibfiles or ()))
    domain = cast("BibtexDomain", app.env.get_domain("cite"))
    paths = bibfiles(app)
    if is_bibdata_outdated(domain.bibdata, paths, app.config.bibtex_encoding):
        ours = context_of(app.env)
        domain.data["bibdata"] = bibdata(ours.references.sources, ours.bibfile_dates, app.config.bibtex_encoding)


def lists_of_other_files(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """Pages whose lists of references were read with other .bib files than conf.py names now."""
    paths = set(bibfiles(app))
    lists = cast("BibtexDomain", env.get_domain("cite")).bibliographies
    named = {path for one in lists.values() for path in one.bibfiles}
    return [key.docname for key, one in lists.items() if not paths.issuperset(one.bibfiles) or paths - named]


def depend_on_references(app: Sphinx, doctree: nodes.document) -> None:
    """Have a page with references in footnotes read again when a .bib changes: they are made when it is read."""
    named = str(app.config.bibtex_footcite_id or "footcite-").partition("{")[0]
    if any(name.startswith(named) for node in doctree.autofootnotes for name in node["names"]):
        for path in bibfiles(app):
            app.env.note_dependency(str(path))


class CachedBibliography(Bibliography):
    """References as an earlier build read them while the files hold the same bytes; each part is read when wanted."""

    _PARTS = (("sources", "broken", "entries"), ("references",))

    def __init__(self, app: Sphinx) -> None:
        self._cache, self._language, self._paths = context_of(app.env).cache, app.config.language or "en", bibfiles(app)
        contents = [(str(path), path.is_file() and sha256(path.read_bytes()).hexdigest()) for path in self._paths]
        made_of = (__version__, REFERENCES, version("bibtexparser"), version("pylatexenc"), self._language, contents)
        self.state = sha256(repr(made_of).encode("utf-8", "surrogatepass")).hexdigest()

    def __getattr__(self, name: str) -> Any:
        for names in self._PARTS:
            if name in names:
                kept = self._cache.get(f"bib-{names[0]}", self.state)
                vars(self).update(self._all() if kept is None else kept)
                return vars(self)[name]
        raise AttributeError(name)

    def _all(self) -> dict[str, object]:
        found = vars(Bibliography(self._paths, self._language))
        for names in self._PARTS:
            self._cache.put(f"bib-{names[0]}", {name: found[name] for name in names}, self.state)
        return found


def bibfiles(app: Sphinx) -> list[Path]:
    """The .bib files of conf.py, as sphinxcontrib-bibtex resolves them."""
    return [(Path(app.confdir) / name).resolve() for name in app.config.bibtex_bibfiles or ()]


def dates(app: Sphinx) -> dict[Path, float]:
    """When each file was changed; looked up before it is read, so that one that changes meanwhile is read again."""
    return {path: get_mtime(path) for path in bibfiles(app)}


class SourcedEntry(Entry):  # type: ignore[misc]
    """An entry of pybtex that is made of its source when a filter asks for it: styles of ours ask for keys alone.

    It keeps the source packed, so that nobody pays for one that is not wanted.
    """

    def __init__(self, source: SourceEntry) -> None:
        # not that of pybtex, which wants fields and people at once
        self.key, self.type, self.original_type = source.key, source.type, source.type
        self._packed = pickle.dumps(source, pickle.HIGHEST_PROTOCOL)

    @cached_property
    def persons(self) -> OrderedCaseInsensitiveDict:
        """People by their roles."""
        return OrderedCaseInsensitiveDict((name, _people(text)) for name, text in self._values() if name in _PEOPLE)

    @cached_property
    def fields(self) -> OrderedCaseInsensitiveDict:
        """All fields but people."""
        return OrderedCaseInsensitiveDict((name, text) for name, text in self._values() if name not in _PEOPLE)

    def _values(self) -> ItemsView[str, str]:
        """All fields; of one given twice, the first."""
        source: SourceEntry = pickle.loads(self._packed)
        return {field.name: " ".join(field.value.split()) for field in reversed(source.fields)}.items()

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if name not in ("fields", "persons")}

    def lower(self) -> Entry:
        """With names of fields and roles in lower case."""
        return Entry(self.type, self.fields, self.persons).lower()


def bibdata(sources: Iterable[SourceEntry], dates: Mapping[Path, float], encoding: str) -> BibData:
    """The entries of files of those dates as pybtex's own, of each key the first."""
    keys: dict[Path, dict[str, None]] = {path: {} for path in dates}
    data = BibliographyData()
    for source in sources:
        if source.key not in data.entries:  # whatever its case
            data.entries[source.key] = SourcedEntry(source)
            keys[Path(source.path)][source.key] = None
    return BibData(encoding, {path: BibFile(date, keys[path]) for path, date in dates.items()}, data)


def _people(value: str) -> list[Person]:
    """The people of a field; one by that name where pybtex can't split it."""
    with capture():  # pybtex raises what nobody listens to
        try:
            return [Person(name) for name in split_name_list(value)]
        except (PybtexError, ValueError):
            person = Person()
            person.last_names.append(value)
            return [person]
