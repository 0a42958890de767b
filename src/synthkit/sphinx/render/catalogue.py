"""The citation library as a list: works by kind, then the references the book cites.

Online a script adds filters, sorting and a choice to download; without it the list is whole and each work has its
files. On paper and in EPUB the references are a page of their own already, so the list holds the works.
"""

from collections.abc import Iterable

from docutils import nodes

from synthkit.bibliography.csl_fields import Item
from synthkit.i18n import N_
from synthkit.labels import work_kind
from synthkit.model.events import Event
from synthkit.model.works import Work
from synthkit.schema import WorkKind
from synthkit.sphinx.node_helpers import Piece, inline, joined, label, paragraph
from synthkit.sphinx.render.citation import files_of
from synthkit.sphinx.render.context import RenderContext
from synthkit.sphinx.render.view import View

#: The groups of works, in order, and what each is called.
_GROUPS = (
    ("sessions", N_("Sessions"), frozenset({WorkKind.PAPER, *(kind for kind in WorkKind if kind.is_spoken)})),
    ("chapters", N_("Chapters"), frozenset({WorkKind.CHAPTER})),
    ("volumes", N_("Volumes"), frozenset(kind for kind in WorkKind if kind.is_volume)),
)


def catalogue(page: RenderContext, references: Iterable[Item]) -> list[nodes.Node]:
    """Groups of citable works and, online, the references."""
    i18n = page.i18n
    found: list[nodes.Node] = []
    groups = [
        (name, title, [_work(page, work) for work in page.catalogue.works if work.kind in kinds])
        for name, title, kinds in _GROUPS
    ]
    if page.is_online:
        found.append(paragraph(i18n(N_("Download the whole library: ")), joined(files_of(page, "library"))))
        cited = [_item(str(item["id"]), paragraph(inline(page.styles[0].reference(item)))) for item in references]
        groups.append(("references", N_("Cited references"), cited))
    for name, title, items in groups:
        if items:
            works = nodes.bullet_list("", *items, classes=["synth-works", f"synth-group-{name}"])
            # LaTeX knows the classes of containers alone
            found += [label(i18n(title)), nodes.container("", works, classes=["synth-hanging"])]
    return [nodes.container("", *found, classes=["synth-catalogue"])]


def _work(page: RenderContext, work: Work) -> nodes.list_item:
    details: list[Piece] = [work_kind(work, page.i18n)]
    found = page.catalogue
    record = found.session(work.id) or found.chapter(work.id) or found.event(work.id) or found.proceedings(work.id)
    if page.is_printed:
        has_pages = not work.kind.is_volume and not isinstance(record, Event)
        details.append(("p. ", page.pages(work)) if has_pages else None)
    elif record is not None:
        details.append(page.link(record, page.i18n(N_("page"))))
    if page.is_online:
        details += files_of(page, work.file_name)
    lines = [paragraph(page.citation(work)), paragraph(joined(details, " · "), classes=["synth-details"])]
    return _item(work.id, *lines)


def _item(key: str, *lines: nodes.Node) -> nodes.list_item:
    """A work or a reference; by its anchor the script knows which it is."""
    return nodes.list_item("", *lines, ids=[f"cat-{key}"])


VIEW = View("catalogue", lambda page, place: catalogue(page, place.references()), is_sought=True)
