"""« À lire aussi »: other texts that share people or keywords with a session or a chapter."""

from docutils import nodes

from synthkit.i18n import N_
from synthkit.model.events import Session
from synthkit.model.works import Chapter
from synthkit.schema import CreditRole
from synthkit.sphinx.node_helpers import Inline, joined, label, paragraph
from synthkit.sphinx.render.context import RenderContext


def related(page: RenderContext, record: Session | Chapter) -> list[nodes.Node]:
    """Links to at most five texts, with who speaks there; on screens alone, nothing where none is related."""
    found = page.catalogue.related(record) if page.builder.format == "html" else ()
    if not found:
        return []
    items = [nodes.list_item("", paragraph(*_line(page, other))) for other in found]
    listed = nodes.bullet_list("", *items)
    return [nodes.container("", label(page.i18n(N_("See also"))), listed, classes=["synth-related", "no-search"])]


def _line(page: RenderContext, other: Session | Chapter) -> Inline:
    """Its title and who speaks there, as the book knows them: how a source spells them is told on its own page."""
    attributions = page.catalogue.attributions(other) if isinstance(other, Session) else ()
    credited = joined(
        [page.link(one.person) if one.person else nodes.Text(str(one.name))]
        for one in attributions
        if one.credit.role is CreditRole.SPEAKER
    )
    return [page.link(other), nodes.Text(", "), *credited] if credited else [page.link(other)]
