"""A programme between a platform and a book: people and sessions as option texts of the schema, whatever wrote them."""

import datetime as dt
import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from synthkit.editor.importing._words import is_online, kind_of, link_of
from synthkit.editor.scaffold.markup import one_line
from synthkit.model.events import Event
from synthkit.model.ids import first_free
from synthkit.model.values import ZONE
from synthkit.schema import RECORDS, Attendance

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Participant:
    """A person as a platform knows one: its key there, the name as written, options of ``speaker``, and ``mail``.

    ``values`` may hold ``biography``, as text, HTML or Markdown.
    """

    key: str
    name: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """A session there: its key, options of ``session`` with ``title`` and ``abstract``; keys of people by option."""

    key: str
    values: Mapping[str, str]
    credits: Mapping[str, tuple[str, ...]]


class Material:
    """A file, read once for all who look whether it is theirs, and the language of the book.

    ``columns`` of a spreadsheet as they were taken before.
    """

    def __init__(self, path: Path, language: str, columns: Mapping[str, str]) -> None:
        self.path = path
        self.language = language
        self.columns = columns
        self.suffix = path.suffix.lower()

    @cached_property
    def text(self) -> str:
        """What stands in it; empty for a folder."""
        return self.path.read_text(encoding="utf-8-sig") if self.path.is_file() else ""

    @cached_property
    def json(self) -> Any:
        """Its value where it is JSON, else None."""
        return json.loads(self.text) if self.suffix == ".json" else None

    @cached_property
    def xml(self) -> etree._Element | None:
        """Its root where it is XML: nothing outside it is read."""
        if self.suffix != ".xml":
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(self.path.read_bytes(), parser)


class Programme:
    """All of a source in the order of its programme; one way for all platforms to tell days, kinds, languages, links.

    ``facts`` are options of ``event``; ``left`` counts by name what no option holds; ``columns`` are those of a
    spreadsheet with the options they were taken for.
    """

    def __init__(self, event: Event) -> None:
        self.event = event
        self.zone = event.timezone
        self.facts: dict[str, str] = {}
        self.items: list[Item] = []
        self.participants: dict[str, Participant] = {}
        self.left: Counter[str] = Counter()
        self.columns: dict[str, str] = {}

    def about(self, zone: str | None, first: str | None = "", last: str | None = "") -> None:
        """The event's zone, in which a time with an offset is stated, and its days as ISO dates or times."""
        try:
            self.zone = str(ZONE.parse(zone)) if zone else self.zone
        except ValueError:
            self.left_out("time zone", zone)
        days = dict.fromkeys(day[:10] for day in (first, last) if day)
        self.facts |= _filled({"date": "/".join(days), "timezone": self.zone} if days else {})

    def person(self, key: str, name: str, **values: str | None) -> tuple[str, ...]:
        """A person's key, for a credit; nobody without a name. Who is met again adds what was not known."""
        if not key or not (name := one_line(html.unescape(name))):
            return ()
        if at := re.fullmatch(r"(?P<who>[^()]+?)\s*\((?P<at>[^()]+)\)", name):
            name, values = at["who"], {"affiliation": at["at"], **_filled(values)}
        known = self.participants.get(key)
        kept = self._readable("speaker", _filled(values)) | dict(known.values if known else {})
        self.participants[key] = Participant(key, name, kept)
        return (key,)

    def item(self, key: str, credits: Mapping[str, Iterable[str]], sort: str = "", **values: str | None) -> None:
        """A session; ``sort`` is what the platform calls its kind."""
        texts = {name.replace("_", "-"): value for name, value in _filled(values).items()}
        texts["title"] = one_line(html.unescape(texts.get("title", ""))) or key
        named = {option: found for option, people in credits.items() if (found := tuple(dict.fromkeys(people)))}
        if is_online(texts.get("room", "")):
            texts["attendance"] = Attendance.ONLINE
            del texts["room"]
        texts.setdefault("kind", kind_of(sort, texts["title"], bool(named)))
        self.items.append(Item(key, self._readable("session", texts), named))

    def free(self, key: str) -> str:
        """A key that no session has: of several with one the others are counted."""
        taken = {item.key for item in self.items}
        return first_free([key], taken) if key in taken else key

    def left_out(self, name: str, value: object) -> None:
        """Something no option holds; nothing where it is empty."""
        if value:
            self.left[name] += 1

    def all_left_out(self, stated: Mapping[str, Any], *names: str) -> None:
        """The same of what stands under these names."""
        for name in names:
            self.left_out(name, stated.get(name))

    def links(self, found: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Options for links of a title and an address; the others are left out."""
        kept: dict[str, str] = {}
        for title, address in found:
            option = link_of(title, address)
            if option and option not in kept and address.startswith("http"):
                kept[option] = address
            else:
                self.left_out("links", address)
        return kept

    def when(
        self, start: dt.datetime | str | None, length: dt.timedelta | None = None, end: str | None = None
    ) -> dict[str, str]:
        """Day of the programme, start and end; a time with an offset is stated in the event's zone."""
        if not start:
            return {}
        start = dt.datetime.fromisoformat(start) if isinstance(start, str) else start
        length = dt.datetime.fromisoformat(end) - start if end else length
        if start.tzinfo and self.zone:
            start = start.astimezone(ZoneInfo(self.zone))
        day = start.date() - dt.timedelta(days=start.time() < self.event.day_begins)
        found = {"date": str(day), "start": f"{start:%H:%M}"}
        if length and length < _DAY:
            found["end"] = f"{start + length:%H:%M}"
        else:
            self.left_out("durations of a day and more", length)
        return found

    def _readable(self, directive: str, values: dict[str, str]) -> dict[str, str]:
        """Values as their formats write them, without those that can't be read."""
        for option in RECORDS[directive]:
            if (text := values.get(option.name)) and option.name != "title":
                form = option.format
                try:
                    parsed = form.parse((form.meant and form.meant(text)) or one_line(text))
                    values[option.name] = form.write(parsed) if form.expected else one_line(text)
                except ValueError:
                    self.left_out(f"{option.name} “{one_line(values.pop(option.name))}”", True)
        return values


@dataclass(frozen=True, slots=True)
class Reader:
    """A platform: its name, its key in the state of imports, whether a material is of it, what takes the programme."""

    name: str
    key: str
    knows: Callable[[Material], object]
    read: Callable[[Material, Programme], None]


def minutes(text: object) -> dt.timedelta:
    """A length written as ``0:45``, ``1:30:00``, ``1:00:00:00`` with days in front, or as minutes."""
    parts = [int(part) for part in str(text or 0).split(":")]
    days, hours, mins = [0, 0, 0, *(parts[:-1] if len(parts) > 2 else parts)][-3:]
    return dt.timedelta(days=days, hours=hours, minutes=mins)


def in_language(stated: object, language: str) -> str:
    """A text, or what it is in a language or in the first of its own."""
    if isinstance(stated, Mapping):
        return str(stated.get(language) or next((text for text in stated.values() if text), ""))
    return str(stated or "")


def joined(*texts: str | None) -> str:
    """An abstract and a description as one text, a text that begins another only once."""
    found: list[str] = []
    for text in filter(None, ((text or "").replace("\r\n", "\n").strip() for text in texts)):
        found = [before for before in found if not text.startswith(before)]
        found.append(text)
    return "\n\n".join(found)


def _filled(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: str(value).strip() for name, value in values.items() if value and str(value).strip()}
