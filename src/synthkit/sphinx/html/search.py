"""Search for readers who type without accents: Sphinx's own engine, with French words as they are typed.

Sphinx's French finds « métiers » for neither ``metiers`` nor ``coeur`` for « cœur ». Here a word loses accents and
ligatures before it is stemmed, in the index and in what is looked for (``static/search/french.js``).
``static/scripts/synthkit-search.js`` asks the index and the records; ``docs/searching.md`` says how, and compares.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.search import IndexBuilder
from sphinx.search.fr import SearchFrench

from synthkit.i18n import N_, I18n
from synthkit.labels import work_kind
from synthkit.model.catalogue import Catalogue, Record
from synthkit.model.events import Event, Session
from synthkit.model.people import Person
from synthkit.model.works import Chapter
from synthkit.site import search_index
from synthkit.site.search_index import bare
from synthkit.sphinx.config import i18n_of

_SHOWN = 160


class FrenchSearch(SearchFrench):
    """French words, found with and without their accents, plural and singular."""

    js_splitter_code = (Path(__file__).parents[2] / "static" / "search" / "french.js").read_text(encoding="utf-8")
    stopwords = frozenset({*SearchFrench.stopwords, *(bare(word) for word in SearchFrench.stopwords)})

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        # a word comes back on every page, most of them many times
        self.stem = cache(self._stem)  # type: ignore[method-assign]
        self.word_filter = cache(super().word_filter)  # type: ignore[method-assign]
        self._is_indexed = cache(lambda word: self.word_filter(self.stem(word)) or self.word_filter(word.lower()))

    def split(self, input: str) -> list[str]:
        """The words of a text that somebody may look for, each once; elided articles are words of their own."""
        words = self._word_re.findall(unicodedata.normalize("NFC", input))
        return list(filter(self._is_indexed, dict.fromkeys(words)))

    def _stem(self, word: str) -> str:
        """The stem by which a word and its plural are found."""
        return super().stem(re.sub(r"ee(s?)$", r"e\1", bare(word)))


def prune_index(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    """Leave in the search index what a clean build would have put there; for ``html-collect-pages``, before it is kept.

    One that was loaded from the last build has words nobody uses any more. Index entries and objects are for Sphinx's
    own page, in whose place stands ours.
    """
    index = getattr(app.builder, "indexer", None)
    if index is not None:
        for words in (index._mapping, index._title_mapping):
            for word in [word for word, pages in words.items() if app.env.all_docs.keys().isdisjoint(pages)]:
                del words[word]
        for table in (index._index_entries, index._objtypes, index._objnames):
            table.clear()
    return []


def records(catalogue: Catalogue, i18n: I18n, address: Callable[[str], str]) -> list[dict[str, str]]:
    """What the search knows of each record beside the words of its page; addresses are from the top."""
    found: list[dict[str, str]] = []
    pages: set[str] = set()
    for record in sorted(catalogue.records, key=lambda record: not isinstance(record, Chapter)):
        kind = _kind(record, catalogue, i18n)
        if not record.where.docname or not kind:
            continue
        page = address(record.where.docname)
        own = page not in pages and not isinstance(record, Person)  # a chapter is its page, else what comes first
        pages |= {page} if own else set()
        found.append(
            {
                "at": page if own else f"{page}#{record.id}",
                "kind": kind,
                "title": record.title,
                "people": ", ".join(_people(record, catalogue)),
                "keywords": ", ".join(getattr(record, "variants" if isinstance(record, Person) else "keywords", ())),
                "abstract": "" if isinstance(record, Person) else record.abstract,
                "about": _about(record),
            }
        )
    return found


def written_index(outdir: Path) -> bytes:
    """Sphinx's index of an edition as it stands there; nothing where there is none."""
    with suppress(FileNotFoundError):
        return (outdir / "searchindex.js").read_bytes().removeprefix(b"Search.setIndex(").removesuffix(b")")
    return b""


def files(app: Sphinx, catalogue: Catalogue, index: bytes) -> Iterable[tuple[str, str]]:
    """Paths and texts of what the search reads, made of Sphinx's index and the records."""
    if not index:
        return ()
    address, language = app.builder.get_target_uri, app.config.html_search_language or app.config.language
    stem = IndexBuilder(app.env, language, app.config.html_search_options, "").lang.stem
    return search_index.files(json.loads(index), records(catalogue, i18n_of(app.config), address), address, stem)


def _kind(record: Record, catalogue: Catalogue, i18n: I18n) -> str:
    if isinstance(record, Event):
        return i18n(record.kind.label)
    if isinstance(record, Person):
        return i18n(N_("Person"))
    work = catalogue.work(record.id)
    return work_kind(work, i18n) if work else ""


def _people(record: Record, catalogue: Catalogue) -> list[str]:
    """Whose record it is: by a chapter that names no authors one doesn't find it."""
    if isinstance(record, Session):
        return [
            f"{one.name} ({one.spelled_otherwise})" if one.spelled_otherwise else str(one.name)
            for one in catalogue.attributions(record)
        ]
    work = catalogue.work(record.id) if isinstance(record, Chapter) and record.authors else None
    return [str(name) for name in work.authors] if work else []


def _about(record: Record) -> str:
    text = (record.biography or record.role) if isinstance(record, Person) else record.abstract
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0] + " …"
