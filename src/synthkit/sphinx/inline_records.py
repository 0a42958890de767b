"""Links to records within texts that are kept plain: abstracts and biographies."""

import re
from collections.abc import Iterator
from dataclasses import replace

from synthkit.model.catalogue import Catalogue, Record
from synthkit.model.people import Person

# noncharacters, which no source holds: the id between them is named when all records are known
_MENTION = re.compile("\ufdd0([a-z]+):([^\ufdd1]*)\ufdd1")


def mention(kind: str, target: str) -> str:
    """A link to a record within a text that is kept plain."""
    return f"\ufdd0{kind}:{target}\ufdd1"


def with_titles(catalogue: Catalogue) -> Iterator[Record]:
    """Every record, with what its text mentions by id called by its title."""

    def title(link: re.Match[str]) -> str:
        record = find_record(catalogue, link[1], link[2])
        return record.title if record else link[2]

    for record in catalogue.records:
        if isinstance(record, Person):
            text = _MENTION.sub(title, record.biography)
            yield record if text == record.biography else replace(record, biography=text)
        else:
            text = _MENTION.sub(title, record.abstract)
            yield record if text == record.abstract else replace(record, abstract=text)


def find_record(catalogue: Catalogue, kind: str, target: str) -> Record | None:
    """The record a role of that kind leads to; a speaker answers to names too."""
    if kind == "speaker":
        people = catalogue.people_called(target)
        return people[0] if len(people) == 1 else None
    found: Record | None = getattr(catalogue, kind)(target)
    return found
