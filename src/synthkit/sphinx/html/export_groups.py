"""What stands in the files beside the pages, in groups that are made of the same things.

A group tells what it is made of before it is made: one that is made of what it was last time is left as it stands.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from synthkit.bibliography.csl_items import Bibliography
from synthkit.csl.style import Style
from synthkit.export import Bundle, bundle, cff, exporters
from synthkit.i18n import I18n
from synthkit.model import serialization
from synthkit.model.catalogue import Catalogue
from synthkit.model.works import Work
from synthkit.sphinx.html import catalogue_data
from synthkit.sphinx.render import calendar_links

CATALOGUE_FILE = "synthkit.json"
RECORDS = "cite/records"


#: What stands in the file of an entry alone, in each format.
Files = tuple[str, ...]


class Texts(NamedTuple):
    """The files of each work (``library``: those that are in the library) and of each reference, by id."""

    works: Mapping[str, Files]
    references: Mapping[str, Files]
    library: tuple[str, ...]

    @property
    def entries(self) -> Iterator[Files]:
        """Those of the library, in its order."""
        yield from map(self.works.__getitem__, self.library)
        yield from self.references.values()


@dataclass(frozen=True, slots=True)
class Group:
    """Files by path from the top of the edition; ``made_of`` is distinguished by its ``repr``."""

    name: str
    made_of: str
    make: Callable[[], Iterable[tuple[str, str | bytes]]]


def groups(
    catalogue: Catalogue,
    i18n: I18n,
    references: Bibliography,
    address: Callable[[str], str],
    styles: Sequence[Style],
    texts: Callable[[], Texts],
) -> Iterator[Group]:
    """The files of each work, of each event, and of the whole book; ``address`` is that of a page, ``styles`` those of
    the references on the page of the catalogue, ``texts`` what ``texts_of`` gives.
    """
    language = i18n.language

    def cited(name: str, works: Iterable[Work]) -> Group:
        works = list(works)
        return Group(
            f"cite/{name}", repr((language, works)), lambda: together(name, (texts().works[work.id] for work in works))
        )

    for work in (*catalogue.works, *catalogue.pages):
        yield cited(work.file_name, [work])
    for event in catalogue.events:
        yield cited(event.id, catalogue.works_of(event))

    def alone(path: str, of_record: Catalogue) -> Group:
        made_of = repr((of_record.publication, of_record.records))
        return Group(path, made_of, lambda: [(path, serialization.dump(of_record))])

    for record in {record.id: record for record in reversed(catalogue.records)}.values():
        yield alone(f"{RECORDS}/{record.id}.json", catalogue.around(record))

    def of_book() -> Iterator[tuple[str, str | bytes]]:
        yield from library(texts())
        yield from catalogue_data.scripts(catalogue, i18n, references, address, styles, texts().entries)
        yield cff.FILE, cff.export(catalogue.works[0], catalogue.publication)
        yield CATALOGUE_FILE, records

    records = serialization.dump(catalogue)
    yield Group(
        "book", repr((language, records, address(""), _digest(references), [style.name for style in styles])), of_book
    )
    yield Group("calendars", repr((language, records)), lambda: calendar_links.files(catalogue, i18n))


def _digest(references: Bibliography) -> str:
    """All that is shown of references, one by one: together they are as long as the book."""
    found = blake2b()
    for entry in (source.block() for source in references.entries.values()):
        found.update(repr((entry.key, entry.entry_type, entry.fields)).encode("utf-8", "surrogatepass"))
    for reference in references.references.values():
        found.update(repr(reference).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def texts_of(catalogue: Catalogue, i18n: I18n, references: Bibliography) -> Texts:
    """The files of every entry; BibTeX takes no key twice, so there a reference with the id of a work is left out."""
    works = {work.id: _files(bundle([work], i18n)) for work in (*catalogue.works, *catalogue.pages)}
    entries = {key: entry for key, entry in references.entries.items() if key not in works}
    found = references.references.items()
    return Texts(
        works,
        {key: _files(bundle([], i18n, [one], [entries[key].block()] if key in entries else [])) for key, one in found},
        tuple(work.id for work in catalogue.works),
    )


def _files(one: Bundle) -> Files:
    return tuple(exporter.render(one) for exporter in exporters())


def library(texts: Texts) -> Iterator[tuple[str, bytes]]:
    """The file of the library in each format: its works, and the references behind them."""
    return together("library", texts.entries)


def together(name: str, entries: Iterable[Files]) -> Iterator[tuple[str, bytes]]:
    """One file of entries in each format."""
    entries = list(entries)
    for number, exporter in enumerate(exporters()):
        yield f"cite/{name}{exporter.suffix}", exporter.together(entry[number] for entry in entries)
