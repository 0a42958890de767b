"""How a work is cited: the reference in each style, and online BibTeX and RIS to copy and to download."""

import re
from collections.abc import Iterable
from html import escape

from docutils import nodes

from synthkit.csl.style import Segment
from synthkit.export import bibtex, csl_json, exporters, ris
from synthkit.i18n import N_
from synthkit.labels import cited_as
from synthkit.model.events import Revision
from synthkit.model.works import Chapter, Work
from synthkit.sphinx.node_helpers import Inline, cite_anchor, inline, joined, label, latex, paragraph
from synthkit.sphinx.render.context import Fact, RenderContext
from synthkit.sphinx.render.downloads import pdf_of
from synthkit.sphinx.render.view import View

#: Stand for the pages and the volume while a reference is made; no style and no text has them.
_PAGES, _VOLUME = "\ue0f0–\ue0f1", "\ue0f2"


def files_of(page: RenderContext, name: str) -> list[Inline]:
    """A link to the file of a work, an event or the library in each format."""
    return [[page.file(f"cite/{name}{exporter.suffix}", exporter.name)] for exporter in exporters()]


def citations(page: RenderContext, work: Work) -> list[nodes.Node]:
    """All that a page offers to cite: of a talk the talk and the page on it, each said to be what it is."""
    found: list[nodes.Node] = []
    works = page.catalogue.to_cite(work.id)
    for one in works:
        found += [label(cited_as(one, page.i18n))] if len(works) > 1 else []
        found += citation(page, one)
    return found


def citation(page: RenderContext, work: Work) -> list[nodes.Node]:
    """The reference in each style, online with BibTeX, RIS and the files; elsewhere in the book's style."""
    i18n = page.i18n
    if not page.is_online:
        opening = nodes.strong("", i18n(N_("To cite this text: ")))
        return [paragraph(opening, *page.citation(work), classes=["synth-reference"])]
    styles = [
        nodes.definition_list_item(
            "",
            nodes.term(style.title, style.title),
            nodes.definition("", _copied(paragraph(*cited, classes=["synth-reference"]))),
        )
        for style, cited in zip(page.styles, page.citations(work, page.styles), strict=True)
    ]
    item = csl_json.item(work, i18n)
    files: list[Inline] = files_of(page, work.file_name)
    pdf = pdf_of(page, work.about or work)
    return [
        nodes.definition_list("", *styles, classes=["synth-styles"]),
        *_folded("BibTeX", bibtex.export([work], i18n), "bibtex"),
        *_folded("RIS", ris.export([item]).replace("\r\n", "\n"), "text"),
        paragraph(i18n(N_("Download: ")), *joined([*([pdf] if pdf else []), *files], " · ")),
    ]


def taken_away(page: RenderContext, work: Work, *, has_end: bool) -> list[nodes.Node]:
    """At the head of a page online: its reference to unfold and to copy, its files, its PDF.

    What has a section « Citer » at its end leads there; a record without a heading of its own has none.
    """
    if not page.is_online:
        return []
    works = page.catalogue.to_cite(work.id)
    said: list[nodes.Node] = []
    for one in works:
        files: list[Inline] = files_of(page, one.file_name)
        if has_end and one is works[-1]:
            files.append([nodes.reference("", page.i18n(N_("Other styles")), refid=cite_anchor(work.id))])
        said += [label(cited_as(one, page.i18n))] if len(works) > 1 else []
        said += [
            _copied(paragraph(*page.citation(one), classes=["synth-reference"])),
            paragraph(*joined(files, " · ")),
        ]
    pdf = pdf_of(page, work)
    return [
        nodes.container(
            "",
            *unfolded(
                page.i18n(N_("To cite this text")),
                *said,
                name="synth-cite",
            ),
            *([paragraph(*pdf, classes=["synth-pdf"])] if pdf else []),
            classes=["synth-actions", "no-search"],
        )
    ]


def printed(page: RenderContext, work: Work) -> nodes.Node:
    """A work's reference for the foot of its first page, with the pages it really has there."""
    text = page.catalogue.text_of(work.id) or work
    pages = text.pages or _PAGES
    item: dict[str, object] = {**csl_json.item(text, page.i18n), "page": pages}
    segments = list(page.styles[0].reference(item, note=str(item.get("note", ""))))
    if not any(pages in segment.text for segment in segments):  # a talk, or a style that tells no pages
        before, after = (page.i18n(N_("In %(volume)s, p. %(pages)s.")) % {"volume": _VOLUME, "pages": pages}).split(
            _VOLUME
        )
        segments += [Segment(f" {before}"), Segment(text.container, emphasis="i"), Segment(after)]
    opening = nodes.strong("", page.i18n(N_("To cite this text: ")))
    cited = [part for node in inline(segments) for part in _with_pages(node, page.pages(work))]
    address = (f"https://doi.org/{work.doi}" if work.doi else work.url) if page.builder.config.synthkit_qr_codes else ""
    named = page.i18n(N_("QR code of %s")) % address if address else ""
    written = "[{" + re.sub(r"[#$&^_~%\\{}]", r"\\\g<0>", address) + "}]"
    begin = latex(rf"\synthkitcited{written if address else ''}{{")
    return nodes.inline("", "", begin, opening, *cited, latex("}"), printed=("cited", address, named))


def _with_pages(node: nodes.Node, pages: nodes.raw) -> Inline:
    if not isinstance(node, nodes.Text) or _PAGES not in node:
        return [node]
    before, after = node.split(_PAGES, 1)
    return [nodes.Text(before), pages, nodes.Text(after)]


def _folded(name: str, text: str, language: str) -> list[nodes.Node]:
    """A file's text behind its name."""
    code = nodes.literal_block("", text.strip(), language=language, linenos=False)
    return unfolded(name, _copied(code), name="synth-file")


def unfolded(title: str, *content: nodes.Node, name: str) -> list[nodes.Node]:
    """Content behind a title that opens it without scripts: HTML's own element, with a class."""
    opening = f'<details class="{name}"><summary>{escape(title)}</summary>'
    return [nodes.raw("", opening, format="html"), *content, nodes.raw("", "</details>", format="html")]


def _copied(node: nodes.Element) -> nodes.container:
    """A box whose text the script offers to copy."""
    return nodes.container("", node, classes=["synth-copy"])


def chapter(page: RenderContext, record: Chapter, body: list[nodes.Node], *, has_end: bool) -> list[nodes.Node]:
    """A chapter's authors, keywords and summary."""
    work = page.catalogue.work(record.id)
    authors: Inline = [nodes.Text(page.i18n.listed([str(name) for name in work.authors]))] if work else []
    byline = [byline_of([authors])] if page.is_printed and authors else []
    found = headed(
        page,
        head=[(page.i18n(N_("By")), None if byline else authors)],
        more=[
            (page.i18n(N_("Keywords")), keywords(page, record.keywords)),
            (page.i18n(N_("Revised")), revised(page, record.revisions)),
        ],
        abstract=[nodes.container("", *body, classes=["synth-abstract"])] if body else [],
        actions=taken_away(page, work, has_end=has_end) if work else [],
    )
    return [nodes.container("", *byline, *found, classes=["synth-chapter"])]


def headed(
    page: RenderContext,
    *,
    head: list[Fact],
    when: Iterable[Fact] = (),
    more: list[Fact],
    abstract: list[nodes.Node],
    actions: list[nodes.Node],
) -> list[nodes.Node]:
    """What stands below the title of a text: online who and when in two lines, its abstract, the facts to unfold.

    Elsewhere all facts stand in one place, before the abstract.
    """
    if not page.is_online:
        return [page.facts([*head, *when, *more]), *actions, *abstract]
    looked_up = page.facts(more, "synth-more")
    folded = unfolded(page.i18n(N_("About this text")), looked_up, name="synth-about") if looked_up.children else []
    lines = [facts for facts in (page.facts(head, "synth-byline"), page.facts(when, "synth-when")) if facts.children]
    tools = [nodes.container("", *actions, *folded, classes=["synth-tools"])] if actions or folded else []
    return [*lines, *abstract, *tools]


def byline_of(lines: list[Inline]) -> nodes.container:
    """Who signs or speaks, each on a line below the title: on paper no word says so."""
    return nodes.container("", *(paragraph(*line) for line in lines), classes=["synth-byline"])


def revised(page: RenderContext, revisions: tuple[Revision, ...]) -> Inline | None:
    """When a text was revised, and what each revision is; None for one that never was."""
    said = [page.i18n(revision.kind.dated) % page.i18n.date(revision.day) for revision in revisions]
    return [nodes.Text(page.i18n(N_("; ")).join(text[:1].lower() + text[1:] for text in said))] if said else None


def keywords(page: RenderContext, words: tuple[str, ...]) -> Inline | None:
    """Keywords as a line; None for none."""
    return joined([[page.keyword(word)] for word in words]) or None


VIEW = View("citation", lambda page, place: citation(page, page.catalogue.works[0]))
