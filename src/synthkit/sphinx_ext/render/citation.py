"""How a work is cited: the reference in each style, and online BibTeX and RIS to copy and to download."""

from __future__ import annotations

from docutils import nodes

from synthkit.formats import bibtex, csljson, ris
from synthkit.model.works import Chapter, Work
from synthkit.sphinx_ext.page import Inline, Page, joined, paragraph
from synthkit.wording import N_

#: The files of a work, an event and the library, by the name readers know the format by.
FILES = {"BibTeX": bibtex.SUFFIX, "RIS": ris.SUFFIX, "CSL-JSON": csljson.SUFFIX}


def cite_anchor(record: str) -> str:
    """The anchor of the section « Citer » of a record."""
    return f"{record}-cite"


def citation(page: Page, work: Work) -> list[nodes.Node]:
    """The reference in each style, online with BibTeX, RIS and the files; elsewhere in the book's style."""
    wording = page.wording
    if not page.is_online:
        label = nodes.strong("", wording(N_("To cite this text: ")))
        return [paragraph(label, *page.citation(work), classes=["synth-reference"])]
    styles = [
        nodes.definition_list_item(
            "",
            nodes.term(style.title, style.title),
            nodes.definition("", _copied(paragraph(*page.citation_in(style, work), classes=["synth-reference"]))),
        )
        for style in page.styles
    ]
    item = csljson.item(work, wording)
    files = [page.file(f"cite/{work.id}{suffix}", name) for name, suffix in FILES.items()]
    return [
        nodes.definition_list("", *styles, classes=["synth-styles"]),
        *_folded("BibTeX", bibtex.export([work], wording), "bibtex"),
        *_folded("RIS", ris.export([item]).replace("\r\n", "\n"), "text"),
        paragraph(wording(N_("Download: ")), *joined([[file] for file in files])),
    ]


def _folded(name: str, text: str, language: str) -> list[nodes.Node]:
    """A file's text behind its name: HTML's own element, which opens without scripts."""
    code = nodes.literal_block("", text.strip(), language=language)
    opening = f'<details class="synth-file"><summary>{name}</summary>'
    return [nodes.raw("", opening, format="html"), _copied(code), nodes.raw("", "</details>", format="html")]


def _copied(node: nodes.Element) -> nodes.container:
    """A box whose text the script offers to copy."""
    return nodes.container("", node, classes=["synth-copy"])


def chapter(page: Page, record: Chapter, body: list[nodes.Node]) -> list[nodes.Node]:
    """A chapter's authors, keywords and summary."""
    work = page.catalogue.work(record.id)
    authors: Inline = [nodes.Text(page.wording.listed([str(name) for name in work.authors]))] if work else []
    facts = page.facts(
        ((page.wording(N_("By")), authors), (page.wording(N_("Keywords")), keywords(record.keywords))),
    )
    abstract = [nodes.container("", *body, classes=["synth-abstract"])] if body else []
    return [nodes.container("", facts, *abstract, classes=["synth-chapter"])]


def keywords(words: tuple[str, ...]) -> Inline | None:
    """Keywords as a line; None for none."""
    return [nodes.Text(", ".join(words))] if words else None
