"""Numbers the paragraphs of each document, so that other editions know on which printed page each stands.

The numbers are given when a document is read and are the same for all editions. LaTeX writes the page of each into
its ``.aux`` file; ``editions`` makes page data of it, which the EPUB reads for its list of pages.
"""

from docutils import nodes
from sphinx.environment import BuildEnvironment

from synthkit.build.page_numbers import latex_name
from synthkit.epub.pages import MARK as WRITTEN
from synthkit.sphinx.node_helpers import latex, placed

#: The attribute of a paragraph that holds its number within its document, from 1.
MARK = "synth_mark"
#: What TeX moves about or sets more than once, so that its page says nothing; and what no reader sees.
_UNMARKED = (nodes.footnote, nodes.citation, nodes.table, nodes.figure, nodes.system_message)


def number_paragraphs(env: BuildEnvironment, document: nodes.document) -> None:
    """Number the paragraphs of a document that is read, in the order of the source."""
    found = placed(document, env.docname, (nodes.paragraph, *_UNMARKED))
    paragraphs = (node for _, node in found if isinstance(node, nodes.paragraph))
    for number, paragraph in enumerate(paragraphs, start=1):
        paragraph[MARK] = number


def mark_for_print(env: BuildEnvironment, document: nodes.document) -> None:
    """Let TeX note the page of each numbered paragraph at the beginning of its text."""
    for docname, paragraph in list(placed(document, env.docname, (nodes.paragraph,))):
        if (number := paragraph.get(MARK)) is not None:
            mark = rf"\synthkitmark{{{latex_name(docname)}}}{{{number}}}"
            paragraph.insert(0, latex(mark, "mark", f"mark:{number}:{docname}"))


def mark_for_epub(env: BuildEnvironment, document: nodes.document) -> None:
    """Put its number at the beginning of each numbered paragraph, where the EPUB notes which printed page begins.

    All are written, whatever is known of the printed edition: so a page needn't be written again when that changes.
    """
    for paragraph in list(document.findall(nodes.paragraph)):
        if MARK in paragraph:
            paragraph.insert(0, nodes.inline("", "", classes=[f"{WRITTEN}{paragraph[MARK]}"]))
