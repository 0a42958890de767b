"""What readers can take away of the whole book: EPUB, PDF, the library in each format; the PDF of one work."""

from docutils import nodes

from synthkit.i18n import N_
from synthkit.model.works import Work
from synthkit.sphinx.downloads import File
from synthkit.sphinx.node_helpers import Inline, bullets, joined, paragraph, web_link
from synthkit.sphinx.render.context import RenderContext
from synthkit.sphinx.render.view import View


def downloads(page: RenderContext) -> list[nodes.Node]:
    """A list of files with kind and size; in an edition that has none beside it, where the book is online."""
    i18n = page.i18n
    if not page.is_online:
        address = page.catalogue.publication.url
        return [paragraph(i18n(N_("This book online: ")), web_link(address))] if address else []
    titles = {"EPUB": N_("The book for e-readers: "), "PDF": N_("The book as printed: ")}
    items = [paragraph(i18n(titles[file.kind]), _link(page, file)) for file in page.offered.volumes]
    if page.offered.library:
        files = joined((_link(page, file) for file in page.offered.library), " · ")
        items.append(paragraph(i18n(N_("The references, for citation software: ")), files))
    found: list[nodes.Node] = [bullets(([item] for item in items), "synth-downloads")]
    if page.offered.missing:
        text = i18n(N_("Not built with this version of the site: %s.")) % i18n.listed(list(page.offered.missing))
        found.append(paragraph(text, classes=["synth-empty"]))
    return found


def pdf_of(page: RenderContext, work: Work) -> Inline | None:
    """The PDF of exactly that work; None where there is none."""
    file = page.offered.of_work(work.id, page.catalogue.publication.id)
    return [_link(page, file)] if file else None


def _link(page: RenderContext, file: File) -> nodes.Node:
    return page.file(file.address, file.described(page.i18n))


VIEW = View("downloads", lambda page, place: downloads(page))
