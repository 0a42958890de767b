"""An event's head and its timetable."""

import datetime as dt
from collections.abc import Iterable

from docutils import nodes

from synthkit.i18n import N_
from synthkit.model import schedule
from synthkit.model.events import Event, Proceedings, Session, Slot
from synthkit.model.people import Credit
from synthkit.schema import SessionKind
from synthkit.sphinx.node_helpers import (
    Inline,
    Piece,
    bullets,
    joined,
    label,
    latex,
    paragraph,
    stated,
    table,
    web_link,
)
from synthkit.sphinx.render import calendar_links, people, sessions
from synthkit.sphinx.render import timeline as pictures
from synthkit.sphinx.render.citation import taken_away
from synthkit.sphinx.render.context import Fact, RenderContext
from synthkit.sphinx.render.view import View, ViewPlace


def head(page: RenderContext, event: Event, body: list[nodes.Node], *, has_end: bool) -> list[nodes.Node]:
    """What the event is, when, where, by whom, how it is cited; then its description."""
    i18n = page.i18n

    def credited(credits: tuple[Credit, ...]) -> Inline:
        return joined(people.attribution(page, page.catalogue.attributed(credit)) for credit in credits)

    is_mail = "@" in event.contact and " " not in event.contact
    days = event.days.formatted(i18n) if event.days else None
    facts: list[Fact] = [
        (i18n(N_("Kind")), i18n(event.kind.label)),
        (i18n(N_("When")), joined((days, calendar_links.link(page, event)), " · ")),
        (i18n(N_("Announced hours")), event.hours),
        (i18n(N_("Where")), event.place),
        (i18n(N_("Organised by")), ", ".join(event.organisers)),
        (i18n(N_("Scientific direction")), credited(event.direction)),
        (i18n(N_("Hosts")), credited(event.hosts)),
        (i18n(N_("Participants named by the source")), ", ".join(event.participants)),
        (i18n(N_("Partners")), ", ".join(event.partners)),
        (i18n(N_("Contact")), web_link(f"mailto:{event.contact}", event.contact) if is_mail else event.contact),
        (i18n(N_("Website")), web_link(event.url) if event.url else None),
        *_numbers(page, event.proceedings or Proceedings()),
    ]
    return [_headed(page, event, facts, body, has_end=has_end)]


def _headed(
    page: RenderContext, record: Event | Proceedings, facts: list[Fact], body: list[nodes.Node], *, has_end: bool
) -> nodes.container:
    """The facts of an event or a volume, how it is cited, its description."""
    work = page.catalogue.work(record.id)
    actions = taken_away(page, work, has_end=has_end) if work else []
    abstract = [nodes.container("", *body, classes=["synth-abstract"])] if body else []
    return nodes.container("", page.facts(facts), *actions, *abstract, classes=["synth-event"])


def _numbers(page: RenderContext, record: Proceedings) -> list[Fact]:
    """By what a volume is found in a library."""
    number = page.i18n(N_("no. %s")) % record.number if record.number else ""
    return [
        (page.i18n(N_("Volume")), record.volume),
        (page.i18n(N_("Series")), ", ".join(filter(None, (record.series, number)))),
        *((page.i18n(name), getattr(record, name.lower())) for name in ("ISSN", "ISBN", "DOI")),
    ]


def volume(page: RenderContext, record: Proceedings, body: list[nodes.Node], *, has_end: bool) -> list[nodes.Node]:
    """What the title page of a volume says, how it is cited, and what it holds."""
    i18n, work = page.i18n, page.catalogue.work(record.id)
    facts: list[Fact] = [
        (i18n(N_("Editors")), i18n.listed([str(name) for name in work.editors]) if work else ""),
        (i18n(N_("Publisher")), ", ".join(filter(None, (record.publisher, record.place)))),
        (i18n(N_("Published")), record.published.formatted(i18n) if record.published else ""),
        *_numbers(page, record),
    ]
    found = _headed(page, record, facts, body, has_end=has_end)
    held = []
    for text in page.catalogue.texts_of(record):
        own = page.catalogue.work(text.id)
        names = i18n.listed([str(name) for name in own.authors]) if own else ""
        where = (", p. ", page.number(text)) if page.is_printed else None
        held.append([paragraph(joined((page.link(text), names)), where)])
    if held:
        found += [label(i18n(N_("In this volume"))), bullets(held, "synth-parts")]
    return [found]


def listed(page: RenderContext) -> list[nodes.Node]:
    """Every event as a link with its kind, days, place and who organises it; the earliest first."""
    if not page.catalogue.events:
        return [paragraph(page.i18n(N_("No event is recorded here yet.")), classes=["synth-empty"])]
    dated = sorted(page.catalogue.events, key=lambda event: event.days.first if event.days else dt.date.max)
    items = []
    for event in dated:
        facts = (page.i18n(event.kind.label), event.days.formatted(page.i18n) if event.days else "", event.place)
        lines = [paragraph(page.link(event), classes=["synth-title"]), paragraph(" · ".join(filter(None, facts)))]
        items.append([*lines, *stated(", ".join(event.organisers))])
    return [bullets(items, "synth-list", "synth-events")]


def programme(page: RenderContext, event: Event, level: int) -> list[nodes.Node]:
    """The timetable, online drawn to scale, elsewhere a table a day; a plain statement while there is no session.

    ``level`` is that of a heading there.
    """
    slots = page.catalogue.programme(event)
    if not slots:
        return [paragraph(page.i18n(N_("The programme of this event has no session yet.")), classes=["synth-empty"])]
    days = schedule.days(event, slots)
    if page.is_online:
        return pictures.programme(page, event, days, level)
    found: list[nodes.Node] = []
    for number, (day, text) in enumerate(zip(days, pictures.day_names(page, days), strict=True), start=1):
        timetable = _table(page, day.slots)
        timetable["ids"] = [f"{event.id}-programme-{number}"]  # Sphinx numbers tables by their anchor
        if page.is_printed:  # LaTeX would call it « Table 1 »
            found += [label(text)] if text else []
            found.append(nodes.container("", timetable, classes=["synth-timetable"]))
            continue
        if text:
            timetable.insert(0, nodes.title(text, text))
        found.append(timetable)
    return found


def _table(page: RenderContext, slots: Iterable[Slot]) -> nodes.table:
    i18n = page.i18n
    rows = []
    for slot in slots:
        rows.append(_row(page, slot.session, f"synth-{slot.session.kind}"))
        rows += [_row(page, part, "synth-part") for part in slot.parts]
    headings = [i18n(N_("Time")), i18n(N_("Session")), i18n(N_("Who speaks"))]
    widths = [20, 45, 35]
    if page.is_printed:
        headings, widths = [*headings, i18n(N_("Page"))], [22, 40, 30, 8]
    return table(headings, widths, rows, "synth-programme")


def _row(page: RenderContext, session: Session, kind: str) -> nodes.row:
    title: nodes.Node = page.link(session)
    if not session.kind.has_page:
        title = nodes.emphasis(session.title, session.title)
    elif session.kind is SessionKind.BLOCK:
        title = nodes.strong("", "", title)
    first, *others = people.programme_lines(page, page.catalogue.attributions(session)) or [[]]
    cells: list[Piece] = [page.i18n.times(session.start, session.end), title, first]
    names = ["synth-time", "synth-what", "synth-who"]
    if page.is_printed:
        set_in = latex(r"\synthkitwithin{}", "within") if kind == "synth-part" else latex(r"\synthkitcell{}")
        cells = [cells[0], (set_in, title), (latex(r"\synthkitcell{}"), first)]
        cells.append(page.number(session) if session.kind.has_page else None)
        names.append("synth-page")
    entries = [nodes.entry("", paragraph(cell), classes=[name]) for name, cell in zip(names, cells, strict=True)]
    entries[1] += stated(" · ".join(pictures.facets(page, session)), classes=["synth-facet"])
    entries[2] += [paragraph(line) for line in others]
    return nodes.row("", *entries, classes=["synth-row", kind], session=session.id)


def _timetable(page: RenderContext, place: ViewPlace) -> list[nodes.Node]:
    if place.event is None:
        return []
    return [*programme(page, place.event, place.level), *sessions.abstracts(page, place.event)]


VIEWS = (
    View("events", lambda page, place: listed(page)),
    View("programme", _timetable, ("event",), needs_event=True, is_sought=True),
)
