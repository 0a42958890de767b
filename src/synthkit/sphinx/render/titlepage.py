"""The title page of the website: a cover, what the book is, by whom, when, and the ways into it."""

from docutils import nodes
from sphinx.addnodes import toctree

from synthkit.figures.cover import cover_text, parted
from synthkit.i18n import N_
from synthkit.sphinx.node_helpers import Inline, joined, paragraph, stated, web_link
from synthkit.sphinx.nodes import html_block, html_inline
from synthkit.sphinx.render.citation import taken_away
from synthkit.sphinx.render.context import RenderContext
from synthkit.sphinx.render.view import View


def titlepage(page: RenderContext) -> list[nodes.Node]:
    """Nothing in an edition that has a title page of its own."""
    if not page.is_online:
        return []
    book, i18n = page.catalogue.publication, page.i18n
    front = stated(book.description, classes=["synth-promise"])
    for event in sorted(page.catalogue.events, key=lambda event: str(event.days)):
        facts = (page.link(event), event.days.formatted(i18n) if event.days else "", event.city or event.place)
        front.append(paragraph(joined(facts), classes=["synth-event-line"]))
    licence = web_link(book.licence_url, book.licence) if book.licence and book.licence_url else book.licence
    names, _, foot = cover_text(book, i18n)
    front.append(paragraph(joined((names, foot, licence), " · "), classes=["synth-made"]))
    front.append(paragraph(joined(_ways(page), " "), classes=["synth-ways", "no-search"]))
    front += taken_away(page, page.catalogue.works[0], has_end=False)
    return [html_block("", _cover(page), html_block("", *front, tag="div"), tag="div", classes=["synth-titlepage"])]


def _cover(page: RenderContext) -> nodes.Node:
    """Drawn by the style sheet; it says again what stands beside it, so nobody hears it."""
    names, title, foot = cover_text(page.catalogue.publication, page.i18n)
    lines = [
        html_inline("", "", nodes.Text(text), tag="span", classes=[f"synth-cover-{name}"])
        for name, text in zip(("names", "title", "subtitle", "foot"), (names, *parted(title), foot), strict=True)
        if text
    ]
    hidden = {"aria-hidden": "true"}
    return html_block("", *lines, tag="div", classes=["synth-cover", "no-search"], attributes_of_tag=hidden)


def _ways(page: RenderContext) -> Inline:
    env = page.builder.env
    first = next((name for table in env.tocs[page.docname].findall(toctree) for _, name in table["entries"]), "")
    ways = [page.link_to(first, "", page.i18n(N_("Read")))] if first in env.titles else []
    programme = page.concordance.page_of("programme")
    if programme:
        ways.append(page.link_to(programme, "", page.i18n(N_("Programme"))))
    book = page.catalogue.publication.id
    volumes = [file for file in page.offered.volumes if file != page.offered.of_work(book, book)]
    return [*ways, *(page.file(file.address, file.described(page.i18n)) for file in volumes)]


VIEW = View("titlepage", lambda page, place: titlepage(page))
