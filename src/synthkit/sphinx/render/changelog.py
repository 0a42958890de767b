"""The latest changes of the book: when, what kind of change, where, and what was changed."""

from docutils import nodes

from synthkit.i18n import N_
from synthkit.model.changelog import Change, latest
from synthkit.model.values import COUNT
from synthkit.sphinx.node_helpers import bullets, paragraph, stated
from synthkit.sphinx.render.context import RenderContext
from synthkit.sphinx.render.view import View


def listed(page: RenderContext, limit: int = 0) -> list[nodes.Node]:
    """A list, newest first, of as many as ``limit`` says (0: all); a plain statement where nothing is dated."""
    found = latest(page.catalogue, limit)
    if not found:
        return [paragraph(page.i18n(N_("No change has been noted yet.")), classes=["synth-empty"])]
    return [bullets((_item(page, change) for change in found), "synth-changes")]


def _item(page: RenderContext, change: Change) -> list[nodes.Node]:
    """« 2 juin 2025 · Erratum · Tisser », below it what was changed."""
    day = change.date.formatted(page.i18n)
    kind = page.i18n(change.label)
    head = paragraph(
        nodes.inline(day, day, classes=["synth-day"]),
        f" · {kind} · ",
        page.link(change.record, change.title) if change.record else nodes.emphasis(change.title, change.title),
        classes=["synth-change"],
    )
    return [head, *stated(change.text)]


VIEW = View(
    "changes",
    lambda page, place: listed(page, int(place.choice["limit"] or 0)),
    ("limit",),
    read=lambda options: {"limit": str(options.value("limit", COUNT) or "")},
)
