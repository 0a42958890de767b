"""What stands in the files beside the pages, in groups that are made of the same things.

A group tells what it is made of before it is made: one that is made of what it was last time is left as it stands.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

from synthkit.bibliography.csl_items import Bibliography
from synthkit.csl.style import Style
from synthkit.export import bundle, cff, exporters
from synthkit.i18n import I18n
from synthkit.model import serialization
from synthkit.model.catalogue import Catalogue
from synthkit.model.works import Work
from synthkit.sphinx.html import catalogue_data
from synthkit.sphinx.render import calendar_links

CATALOGUE_FILE = "synthkit.json"
RECORDS = "cite/records"


@dataclass(frozen=True, slots=True)
class Group:
    """Files by path from the top of the edition; ``made_of`` is distinguished by its ``repr``."""

    name: str
    made_of: str
    make: Callable[[], Iterable[tuple[str, str]]]


def groups(
    catalogue: Catalogue, i18n: I18n, references: Bibliography, address: Callable[[str], str], styles: Sequence[Style]
) -> Iterator[Group]:
    """The files of each work, of each event, and of the whole book; ``address`` is that of a page, ``styles`` those of
    the references on the page of the catalogue.
    """
    language = i18n.language

    def cited(name: str, works: Iterable[Work]) -> Group:
        works = list(works)
        return Group(f"cite/{name}", repr((language, works)), partial(in_each_format, name, works, i18n))

    for work in (*catalogue.works, *catalogue.pages):
        yield cited(work.file_name, [work])
    for event in catalogue.events:
        yield cited(event.id, catalogue.works_of(event))

    def alone(path: str, of_record: Catalogue) -> Group:
        made_of = repr((of_record.publication, of_record.records))
        return Group(path, made_of, lambda: [(path, serialization.dump(of_record))])

    for record in {record.id: record for record in reversed(catalogue.records)}.values():
        yield alone(f"{RECORDS}/{record.id}.json", catalogue.around(record))

    def of_book() -> Iterator[tuple[str, str]]:
        yield from in_each_format("library", catalogue.works, i18n, references)
        yield from catalogue_data.scripts(catalogue, i18n, references, address, styles)
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
    for entry in references.entries.values():
        found.update(repr((entry.key, entry.entry_type, entry.fields)).encode("utf-8", "surrogatepass"))
    for reference in references.references.values():
        found.update(repr((reference.note, reference.item)).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def in_each_format(
    name: str, works: Iterable[Work], i18n: I18n, references: Bibliography | None = None
) -> Iterator[tuple[str, str]]:
    """The files of works, and of references behind them, in each format."""
    cited = references.references.values() if references else ()
    entries = references.entries.values() if references else ()
    made = bundle(works, i18n, (reference.item for reference in cited), entries)
    for exporter in exporters():
        yield f"cite/{name}{exporter.suffix}", exporter.render(made)
