"""Numbers the paragraphs of each document, so that other editions know on which printed page each stands.

The numbers are given when a document is read and are the same for all editions. LaTeX writes the page of each into
its ``.aux`` file; ``editions`` makes page data of it, which the EPUB reads for its list of pages.
"""

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.addnodes import start_of_file
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from synthkit.build.page_numbers import latex_name
from synthkit.sphinx.node_helpers import latex

#: The attribute of a paragraph that holds its number within its document, from 1.
MARK = "synth_mark"
#: What TeX moves about or sets more than once, so that its page says nothing; and what no reader sees.
_UNMARKED = (nodes.footnote, nodes.citation, nodes.table, nodes.figure, nodes.system_message)


class Marks(SphinxTransform):
    """Numbers the paragraphs of a document that is read.

    Runs behind all that moves or removes paragraphs, and before the document is read to its end (880).
    """

    def apply(self, **kwargs: Any) -> None:
        """Visit the paragraphs in the order of the source."""
        for number, paragraph in enumerate(_paragraphs(self.document), start=1):
            paragraph[MARK] = number


class PrintedMarks(SphinxPostTransform):
    """Lets TeX note the page of each numbered paragraph at the beginning of its text."""

    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Visit the pages of the one document that a LaTeX edition is."""
        for docname, paragraph in list(_marked(self.document, self.env.docname)):
            number = paragraph[MARK]
            mark = rf"\synthkitmark{{{latex_name(docname)}}}{{{number}}}"
            paragraph.insert(0, latex(mark, "mark", f"mark:{number}:{docname}"))


def _paragraphs(node: nodes.Element) -> Iterator[nodes.paragraph]:
    for child in node.children:
        if isinstance(child, nodes.paragraph):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, _UNMARKED):
            yield from _paragraphs(child)


def _marked(node: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.paragraph]]:
    """Numbered paragraphs with their document; found by children, since moved pages don't know their parents."""
    for child in node.children:
        if isinstance(child, start_of_file):
            yield from _marked(child, child["docname"])
        elif isinstance(child, nodes.paragraph) and MARK in child:
            yield docname, child
        elif isinstance(child, nodes.Element):
            yield from _marked(child, docname)
