"""Numbers the paragraphs of each document, so that other editions know on which printed page each stands.

The numbers are given when a document is read and are the same for all editions. LaTeX writes the page of each into
its ``.aux`` file; ``editions`` makes page data of it, which the EPUB reads for its list of pages.
"""

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from synthkit.build.page_numbers import latex_name
from synthkit.epub.pages import MARK as WRITTEN
from synthkit.sphinx.node_helpers import latex, placed

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
        found = placed(self.document, self.env.docname, (nodes.paragraph, *_UNMARKED))
        paragraphs = (node for _, node in found if isinstance(node, nodes.paragraph))
        for number, paragraph in enumerate(paragraphs, start=1):
            paragraph[MARK] = number


class PrintedMarks(SphinxPostTransform):
    """Lets TeX note the page of each numbered paragraph at the beginning of its text."""

    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Visit the pages of the one document that a LaTeX edition is."""
        for docname, paragraph in list(placed(self.document, self.env.docname, (nodes.paragraph,))):
            if (number := paragraph.get(MARK)) is None:
                continue
            mark = rf"\synthkitmark{{{latex_name(docname)}}}{{{number}}}"
            paragraph.insert(0, latex(mark, "mark", f"mark:{number}:{docname}"))


class WrittenMarks(SphinxPostTransform):
    """Puts its number at the beginning of each numbered paragraph, where the EPUB notes which printed page begins.

    All are written, whatever is known of the printed edition: so a page needn't be written again when that changes.
    """

    builders = ("epub",)

    def run(self, **kwargs: Any) -> None:
        """Visit the paragraphs of one document."""
        for paragraph in list(self.document.findall(nodes.paragraph)):
            if MARK in paragraph:
                paragraph.insert(0, nodes.inline("", "", classes=[f"{WRITTEN}{paragraph[MARK]}"]))
