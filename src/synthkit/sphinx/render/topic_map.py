"""The themes that sessions share: online as a picture, everywhere as the sessions with their themes."""

from docutils import nodes

from synthkit.figures.topic_map import drawn, theme_map
from synthkit.i18n import N_
from synthkit.model.events import Event, Session
from synthkit.sphinx.node_helpers import joined, paragraph
from synthkit.sphinx.render.context import RenderContext
from synthkit.sphinx.render.view import View


def themes(page: RenderContext, event: Event) -> list[nodes.Node]:
    """The map of an event's themes and, by the same numbers, its sessions; a statement where nothing is shared."""
    found = theme_map(page.catalogue, event)
    if not found.themes:
        empty = page.i18n(N_("No two sessions of this event have a keyword in common yet."))
        return [paragraph(empty, classes=["synth-empty"])]

    def address(session: Session) -> str:
        return f"{page.builder.get_relative_uri(page.docname, session.where.docname)}#{session.id}"

    items = []
    for place, session in enumerate(found.sessions):
        words = joined(map(page.keyword, found.words_of(place)), ", ")
        text = (page.i18n(N_("%s: ")) % "", words) if words else None
        items.append(nodes.list_item("", paragraph(page.link(session), text)))
    sessions = nodes.enumerated_list(
        "", *items, enumtype="arabic", prefix="", suffix=".", classes=["synth-map-sessions"]
    )
    picture: list[nodes.Node] = [nodes.raw("", drawn(found, address), format="html")] if page.is_online else []
    return [nodes.container("", *picture, sessions, classes=["synth-themes"])]


VIEW = View(
    "theme-map",
    lambda page, place: themes(page, place.event) if place.event else [],
    ("event",),
    needs_event=True,
)
