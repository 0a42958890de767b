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

#: The groups of the list, in order, and what each is called.
GROUPS = (
    ("sessions", N_("Sessions"), frozenset({WorkKind.PAPER, *(kind for kind in WorkKind if kind.is_spoken)})),
    ("chapters", N_("Chapters"), frozenset({WorkKind.CHAPTER})),
    ("volumes", N_("Volumes"), frozenset(kind for kind in WorkKind if kind.is_volume)),
)
REFERENCES = ("references", N_("Cited references"))


def catalogue(page: RenderContext, references: Iterable[Item]) -> list[nodes.Node]:
    """Groups of citable works and, online, the references."""
    i18n = page.i18n
    found: list[nodes.Node] = []
    for group, title, kinds in GROUPS:
        works = [work for work in page.catalogue.works if work.kind in kinds]
        if works:
            items = [_work(page, work) for work in works]
            found += _group(i18n(title), group, items)
    cited = list(references) if page.is_online else []
    if cited:
        items = [_reference(page, reference) for reference in cited]
        group, title = REFERENCES
        found += _group(i18n(title), group, items)
    if page.is_online:
        found.insert(0, paragraph(i18n(N_("Download the whole library: ")), joined(files_of(page, "library"))))
    return [nodes.container("", *found, classes=["synth-catalogue"])]


def _group(title: str, name: str, items: list[nodes.list_item]) -> list[nodes.Node]:
    works = nodes.bullet_list("", *items, classes=["synth-works", f"synth-group-{name}"])
    # LaTeX knows the classes of containers alone
    return [label(title), nodes.container("", works, classes=["synth-hanging"])]


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
    return nodes.list_item("", *lines, ids=[item_anchor(work.id)])


def _reference(page: RenderContext, item: Item) -> nodes.list_item:
    segments = page.styles[0].reference(item)
    return nodes.list_item("", paragraph(*inline(segments)), ids=[item_anchor(str(item["id"]))])


def item_anchor(key: str) -> str:
    """The anchor of a work or a reference in the list, from which the script knows which it is."""
    return f"cat-{key}"


VIEW = View("catalogue", lambda page, place: catalogue(page, place.references()), is_sought=True)
