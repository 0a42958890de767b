"""How a work is cited: the reference, and online its BibTeX to copy and to download."""

from __future__ import annotations

from docutils import nodes

from synthkit.formats import bibtex
from synthkit.model.works import Chapter, Work
from synthkit.sphinx_ext.page import Inline, Page, paragraph
from synthkit.wording import N_


def cite_anchor(record: str) -> str:
    """The anchor of the section « Citer » of a record."""
    return f"{record}-cite"


def citation(page: Page, work: Work) -> list[nodes.Node]:
    """The reference in the default style; online also the BibTeX."""
    said = paragraph(*page.citation(work), classes=["synth-reference"])
    if not page.is_online:
        label = nodes.strong("", page.wording(N_("To cite this text: ")))
        said.insert(0, label)
        return [said]
    entry = nodes.literal_block("", bibtex.export([work], page.wording).strip(), language="bibtex")
    entry["classes"].append("synth-bibtex")
    download = page.file(f"cite/{work.id}.bib", page.wording(N_("Download the BibTeX file")))
    return [said, nodes.container("", entry, paragraph(download), classes=["synth-copy"])]


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
