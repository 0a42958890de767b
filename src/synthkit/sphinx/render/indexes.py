"""The indexes of persons, keywords and institutions, each heading with links to where the book names it.

On paper the printed indexes have the pages; there a view says where they are.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from itertools import groupby

from docutils import nodes

from synthkit.i18n import N_
from synthkit.index import occurrences
from synthkit.index.headings import anchor
from synthkit.index.occurrences import Entry, Mention, Part, Place
from synthkit.model.catalogue import Record
from synthkit.model.events import Event, Session
from synthkit.model.ids import folded
from synthkit.model.people import Person
from synthkit.model.works import Chapter
from synthkit.schema import CreditRole
from synthkit.sphinx.node_helpers import (
    Inline,
    bullets,
    joined,
    label,
    label_of_index,
    latex,
    paragraph,
    pieces,
    web_link,
)
from synthkit.sphinx.render.context import RenderContext
from synthkit.sphinx.render.view import View

#: With more headings than that an index has its letters, and links to them.
_MANY = 30
_FUNCTIONS: Mapping[StrEnum, str] = {
    Part.DIRECTION: N_("Scientific direction"),
    Part.HOST: N_("Host"),
    Part.REVIEWER: N_("Review"),
}
_BODIES = {
    Part.ORGANISER: N_("Organiser of: "),
    Part.PARTNER: N_("Partner of: "),
    Part.PUBLISHER: N_("Publisher of: "),
}
_EMPTY = {
    "person": N_("The book names nobody yet."),
    "keyword": N_("The book has no keyword yet."),
    "institution": N_("The book names no institution yet."),
}
_Lines = list[Inline]


def index(page: RenderContext, kind: str, event: Event | None, document: nodes.document) -> list[nodes.Node]:
    """The index of persons, keywords or institutions, of the whole book or of an event.

    Anchors the page has already, as that of a heading by its author or of the same index above, are left out.
    """
    of_event, start = (event.id, f"{kind}-{event.id}") if event else ("", kind)
    lines: Callable[[RenderContext, Entry], _Lines]
    if kind == "person":
        entries, lines = occurrences.persons(page.catalogue, page.concordance.mentions, of_event), _of_person
    elif kind == "keyword":
        has_events = event is None and len({session.event for session in page.catalogue.sessions}) > 1
        entries, lines = occurrences.keywords(page.catalogue, of_event), partial(_of_keyword, tells_event=has_events)
    else:
        entries, lines = occurrences.institutions(page.catalogue, of_event), _of_institution
    if not entries:
        return [paragraph(page.i18n(_EMPTY[kind]), classes=["synth-empty"])]
    if page.is_printed:
        text = page.i18n(N_("With its pages this index is at the end of the volume, p. %s."))
        before, _, after = text.partition("%s")
        page_of = latex(rf"\pageref{{{label_of_index(kind)}}}", "page-of", label_of_index(kind))
        return [paragraph(before, page_of, after)]
    found = _listed(page, kind, start, entries, lines)
    for node in (node for part in found for node in part.findall(nodes.Element)):
        node["ids"] = [id_ for id_ in node["ids"] if document.ids.setdefault(id_, node) is node]
    return found


def _listed(
    page: RenderContext, kind: str, start: str, entries: list[Entry], lines: Callable[[RenderContext, Entry], _Lines]
) -> list[nodes.Node]:
    """The headings; many of them under their letters, and above them a line that leads to each letter."""

    def item(entry: Entry) -> nodes.list_item:
        heading = entry.heading
        target = anchor(start, heading.target)
        if heading.see:
            see = nodes.emphasis("", page.i18n(N_("see")))
            link = nodes.reference("", heading.see, refid=target, internal=True)
            return nodes.list_item("", paragraph(f"{heading.shown}, ", see, " ", link, classes=["synth-entry"]))
        text = nodes.list_item("", paragraph(*_named(page, kind, entry), classes=["synth-entry"]), ids=[target])
        if items := [[paragraph(*line)] for line in lines(page, entry)]:
            text += bullets(items, "synth-places")
        return text

    if len(entries) <= _MANY:
        listed = nodes.bullet_list("", *map(item, entries), classes=["synth-entries"])
        return [nodes.container("", listed, classes=["synth-index"])]
    parts: list[nodes.Node] = []
    letters: list[nodes.Node] = []
    for letter, group in groupby(entries, key=lambda entry: entry.heading.letter):
        text = letter or page.i18n(N_("Other signs"))
        heading = label(text)
        heading["ids"] = [anchor(f"{start}-letter", letter)]
        parts += [heading, nodes.bullet_list("", *map(item, group), classes=["synth-entries"])]
        letters.append(nodes.reference("", text, refid=heading["ids"][0], internal=True))
    jump = paragraph(page.i18n(N_("Go to: ")), *joined(letters, " "), classes=["synth-letters"])
    return [jump, nodes.container("", *parts, classes=["synth-index"])]


def _named(page: RenderContext, kind: str, entry: Entry) -> Inline:
    """A heading: a person's with a link, an institution's with its number in ROR."""
    if kind == "person" and (person := page.catalogue.person(entry.heading.target)):
        return [page.link(person, entry.heading.shown)]
    number = web_link(f"https://ror.org/{entry.ror}", f"ROR {entry.ror}") if entry.ror else None
    return joined((entry.heading.shown, number), " · ")


def _of_person(page: RenderContext, entry: Entry) -> _Lines:
    lines = [_part(page, place) for place in entry.places if place.mention is None]
    mentions = [_mention(page, place.record, place.mention) for place in entry.places if place.mention]
    if mentions:
        lines.append(pieces(page.i18n(N_("In the text: ")), joined(mentions, " · ")))
    return lines


def _part(page: RenderContext, place: Place) -> Inline:
    """« Titre, communication », « Titre, table ronde, modération », « Direction scientifique, Titre »."""
    record = place.record
    if record is None:
        return []
    if place.part in _FUNCTIONS:
        return joined((page.i18n(_FUNCTIONS[place.part]), page.link(record)))
    kind = _kind(page, record)
    part = place.part.part if isinstance(place.part, CreditRole) else ""
    return joined((page.link(record), kind if folded(kind) != folded(record.title) else "", part and page.i18n(part)))


def _mention(page: RenderContext, record: Record | None, mention: Mention) -> nodes.Node:
    title = record.title or record.id if record else mention.title or mention.docname
    text = page.i18n(N_("notice: %s")) % title if isinstance(record, Person) else title
    return page.link_to(mention.docname, mention.anchor, text)


def _of_keyword(page: RenderContext, entry: Entry, *, tells_event: bool) -> _Lines:
    return [_treated(page, place.record, tells_event) for place in entry.places if place.record]


def _treated(page: RenderContext, record: Record, tells_event: bool) -> Inline:
    """« Titre, Ada Ackerman », « Titre, chapitre »; in a book of several events with the event."""
    text = _kind(page, record)
    if isinstance(record, Session):
        speakers = [one for one in page.catalogue.attributions(record) if one.credit.role is CreditRole.SPEAKER]
        text = ", ".join(str(one.name) for one in speakers) or text
        event = page.catalogue.event(record.event)
        text += f", {event.title or event.id}" if tells_event and event else ""
    return joined((page.link(record), text))


def _kind(page: RenderContext, record: Record) -> str:
    if isinstance(record, Session):
        return page.i18n(record.kind.label).lower()
    return page.i18n(N_("Chapter")).lower() if isinstance(record, Chapter) else ""


def _of_institution(page: RenderContext, entry: Entry) -> _Lines:
    lines: _Lines = []
    for part, text in _BODIES.items():
        links = [page.link(place.record) for place in entry.places if place.part is part and place.record]
        if links:
            lines.append(pieces(page.i18n(text), joined(links, " · ")))
    people: dict[str, list[Place]] = {}
    for place in entry.places:
        if place.part is Part.AFFILIATION:
            people.setdefault(_who(page, place), []).append(place)
    return lines + [_member(page, entry, found) for found in people.values()]


def _member(page: RenderContext, entry: Entry, found: list[Place]) -> Inline:
    """« Ada Ackerman, unité, établissement : Titre · Titre »."""
    person = _person(page, found[0])
    name = page.link(person) if person else _who(page, found[0])
    spelled = dict.fromkeys(place.spelled for place in found if folded(place.spelled) != folded(entry.heading.shown))
    records = {place.record.id: place.record for place in found if place.record and place.record != person}
    links = joined(map(page.link, records.values()), " · ")
    return pieces(joined((name, " ; ".join(spelled))), (page.i18n(N_("%s: ")) % "", links) if links else None)


def _person(page: RenderContext, place: Place) -> Person | None:
    if isinstance(place.record, Person):
        return place.record
    return page.catalogue.attributed(place.credit).person if place.credit else None


def _who(page: RenderContext, place: Place) -> str:
    person = _person(page, place)
    return person.id if person else place.credit.written if place.credit else ""


VIEWS = tuple(
    View(
        f"{kind}-index",
        lambda page, place, kind=kind: index(page, kind, place.event, place.document),  # type: ignore[misc]
        ("event",),
        is_sought=True,
    )
    for kind in _EMPTY
)
