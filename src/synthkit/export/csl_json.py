"""Works as CSL-JSON items, the input of every CSL processor (schema csl-data.json 1.0.2)."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from synthkit.export._exporter import Exporter, family_of
from synthkit.i18n import N_, I18n
from synthkit.labels import talk_note, version_note, volume_note
from synthkit.model.dates import Days, PartialDate
from synthkit.model.events import Event
from synthkit.model.people import Name
from synthkit.model.works import Work
from synthkit.schema import TextKind

Item = dict[str, object]
_JOINED = ("[", ",", "\n]\n")


def export(items: Iterable[Mapping[str, object]]) -> str:
    """One .json of all items, as every CSL processor reads it."""
    # item by item: the encoder holds a piece of text for each value until the last
    texts = [json.dumps([item], ensure_ascii=False, indent=1).removeprefix("[").removesuffix("\n]") for item in items]
    return _JOINED[0] + _JOINED[1].join(texts) + _JOINED[2]


#: What is the volume's, and not a talk's.
_OF_VOLUME = (
    *("editor", "container-title", "volume", "collection-title", "collection-number"),
    *("publisher", "publisher-place", "page", "number", "ISBN", "ISSN"),
)


def item(work: Work, i18n: I18n) -> Item:
    """A work as one CSL item; what is unknown is left out."""
    found: Item = {
        "id": work.id,
        "type": work.kind.csl,
        "title": work.rich_title or work.title,
        "author": [name(author) for author in work.authors],
        "editor": [name(editor) for editor in work.editors],
        "issued": _days(work.days) if work.days else date_parts(work.date),
        "container-title": work.container,
        "volume": work.volume,
        "collection-title": work.series,
        "collection-number": work.series_number,
        "publisher": work.publisher,
        "publisher-place": work.place,
        "page": work.pages,
        "number": work.article_number,
        # no « version »: readers take a book that has one for software
        "note": version_note(work, i18n),
        "language": work.language.replace("_", "-"),
        "keyword": ", ".join(work.keywords),
        "abstract": work.abstract,
        "DOI": work.doi,
        "ISBN": work.isbn,
        "ISSN": work.issn,
        "URL": work.url,
    }
    others: dict[str, dict[Name, None]] = {}
    for role, names in work.credits:  # CSL has no variable for who speaks and doesn't sign
        others.setdefault("contributor" if role.csl == "author" else role.csl, {}).update(dict.fromkeys(names))
    # a contributor has no role: who is cited already isn't named once more
    others["contributor"] = {one: None for one in others.get("contributor", ()) if one not in work.authors}
    found |= {variable: [*map(name, names)] for variable, names in others.items()}
    if work.held_at:
        found |= _event(work.held_at)
    if work.kind.is_spoken:
        # the talk is cited, not the editors' page on it: the volume is no container of a speech
        for of_volume in _OF_VOLUME:
            del found[of_volume]
        if work.text is TextKind.ANNOUNCED and found["issued"]:  # styles print it where there is no date
            found["status"] = i18n(N_("announced"))
        found["genre"] = i18n(work.session_kind.label) if work.session_kind else ""
        presented = volume_note(work, i18n) if work.pages else ""  # pages say where to look it up
        found["note"] = ". ".join(filter(None, (talk_note(work, i18n), presented)))
    return {key: value for key, value in found.items() if value}


def name(value: Name) -> dict[str, str]:
    """A CSL name; the particle is non-dropping, a body is literal."""
    if value.literal:
        return {"literal": value.literal}
    parts = {"family": value.family, "given": value.given, "non-dropping-particle": value.particle}
    return {key: part for key, part in {**parts, "suffix": value.suffix}.items() if part}


def date_parts(date: PartialDate | None) -> dict[str, list[list[int]]]:
    """A CSL date of one to three parts; empty for no date."""
    if date is None:
        return {}
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}


def _event(event: Event) -> Item:
    # « event » is the name of CSL 1.0.1, and the only one that most styles read
    found: Item = {"event-title": event.title, "event": event.title, "event-place": event.place}
    if event.days:
        found["event-date"] = _days(event.days)
    return found


def _days(days: Days) -> dict[str, list[list[int]]]:
    both = (days.first,) if days.is_single else (days.first, days.last)
    return {"date-parts": [[day.year, day.month, day.day] for day in both]}


def _filed(item: Mapping[str, Any]) -> Item:
    """An item as files have it: Zotero reads no particle but in the family name, where others know it, too, and of a
    paper it makes an author of who is in the chair.
    """
    found = {key: [*map(_joined, value)] if isinstance(value, list) else value for key, value in item.items()}
    if "chair" in found and found["type"] != "speech":
        found["contributor"] = [*found.pop("chair"), *found.get("contributor", ())]
    return found


def _joined(person: Mapping[str, str]) -> Mapping[str, str]:
    if "non-dropping-particle" not in person:
        return person
    return {"family": family_of(person)} | {key: person[key] for key in ("given", "suffix") if key in person}


EXPORTER = Exporter(
    "CSL-JSON",
    ".json",
    "application/vnd.citationstyles.csl+json",
    lambda bundle: export(map(_filed, bundle.items)),
    joined=_JOINED,
    rank=3,
)
