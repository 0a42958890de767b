"""The state of the book as tables: what is there, and what is missing as links to the form that brings it."""

from collections.abc import Iterable

from docutils import nodes

from synthkit.forge import Answer, Form
from synthkit.i18n import N_, I18n
from synthkit.model import completeness
from synthkit.model.completeness import Part, Standing
from synthkit.model.events import Session
from synthkit.sphinx.node_helpers import Piece, joined, label, paragraph, table, web_link
from synthkit.sphinx.render.context import RenderContext
from synthkit.sphinx.render.view import View

_THERE, _MISSING = N_("There"), N_("Missing")


def overview(page: RenderContext) -> list[nodes.Node]:
    """A table of sessions for each event, one of people; a plain statement while there is neither."""
    i18n = page.i18n
    found: list[nodes.Node] = []
    for event in page.catalogue.events:
        standings = completeness.sessions(page.catalogue, event)
        if standings:
            found += _group(page, event.title or event.id, f"state-{event.id}", N_("Session"), standings)
    people = completeness.persons(page.catalogue)
    if people:
        found += _group(page, i18n(N_("People")), "state-people", N_("Person"), people)
    if not found:
        found.append(paragraph(i18n(N_("The book has no session and no person yet.")), classes=["synth-empty"]))
    if page.is_online and page.repository:
        offer = page.repository.issue(Form.SESSION, i18n(N_("New session")))
        found.append(paragraph(web_link(offer, i18n(N_("Propose a session")))))
    return [nodes.container("", *found, classes=["synth-state"])]


def _group(page: RenderContext, title: str, anchor: str, heading: str, standings: list[Standing]) -> list[nodes.Node]:
    counts = [
        page.i18n(N_("%(part)s %(found)s of %(total)s")) % {"part": _name(page, part), "found": found, "total": total}
        for part, (found, total) in completeness.counted(standings).items()
    ]
    total = paragraph(page.i18n(N_("What is there: %s.")) % ", ".join(counts))
    rows = [
        nodes.row(
            "",
            nodes.entry("", paragraph(page.link(one.record)), classes=["synth-what"]),
            nodes.entry("", _cell(page, _THERE, (_described(page, one, part) for part in one.there))),
            nodes.entry("", _cell(page, _MISSING, (_requested(page, one, part) for part in one.missing))),
        )
        for one in standings
    ]
    headings = map(page.i18n, (heading, _THERE, _MISSING))
    standing = table(headings, (36, 24, 40), rows, "synth-standings", has_stub=True)
    standing["ids"] = [anchor]
    if page.is_printed:  # LaTeX would call it « Table 1 »
        return [label(title), total, standing]
    standing.insert(0, nodes.title(title, title))
    return [total, standing]


def _cell(page: RenderContext, heading: str, parts: Iterable[Piece]) -> nodes.paragraph:
    """The parts, on the screen behind the heading of their column, which a phone shows in place of it."""
    named = nodes.inline("", page.i18n(N_("%s: ")) % page.i18n(heading), classes=["synth-heading"])
    return paragraph(named if page.builder.format == "html" else None, joined(parts) or "–")


def _requested(page: RenderContext, standing: Standing, part: Part) -> nodes.Node | str:
    """What is missing, online as a link to the form that brings it where the repository is known."""
    record, text = standing.record, _described(page, standing, part)
    if page.repository is None or not page.is_online:
        return text
    missing = _name(page, part)
    title = page.i18n(N_("To bring: %(part)s, %(name)s")) % {"part": missing, "name": record.title}
    where = page.catalogue.publication.address(record.where.docname, record.id) or record.where.docname
    answers = prefilled(page.i18n, where, record.id, record.title, missing)
    link = web_link(page.repository.issue(Form.CORRECTION, title, answers), text)
    link["reftitle"] = title
    return link


def _described(page: RenderContext, standing: Standing, part: Part) -> str:
    """A part by its name; a text with which it is: an announcement, a report, a paper."""
    record = standing.record
    kind = f" ({page.i18n(record.text.word)})" if part is Part.TEXT and isinstance(record, Session) else ""
    return _name(page, part) + kind


def _name(page: RenderContext, part: Part) -> str:
    """A part within a sentence; an acronym keeps its capitals."""
    text = page.i18n(part.label)
    return text if text.isupper() else text[:1].lower() + text[1:]


def prefilled(i18n: I18n, page: str, record: str, name: str, missing: str = "") -> list[Answer]:
    """What a link knows of the page and the record an issue is about."""
    return [
        Answer("page", i18n(N_("Page")), page),
        Answer("record", i18n(N_("Id")), record),
        Answer("name", i18n(N_("Title or name")), name),
        Answer("missing", i18n(N_("What is missing")), missing),
    ]


VIEW = View("state", lambda page, place: overview(page))
