"""Numbers the paragraphs of each document, so that other editions know on which printed page each stands, and the
website has an address of each.

The numbers are given when a document is read and are the same for all editions. LaTeX writes the page of each into
its ``.aux`` file; ``editions`` makes page data of it, which the EPUB reads for its list of pages.
"""

from collections import Counter

from docutils import nodes
from sphinx.environment import BuildEnvironment

from synthkit.build.page_numbers import latex_name
from synthkit.epub.pages import MARK as WRITTEN
from synthkit.model.ids import ascii_words
from synthkit.sphinx.config import THEME
from synthkit.sphinx.context import context_of
from synthkit.sphinx.node_helpers import latex, placed
from synthkit.sphinx.nodes import html_inline

#: The attribute of a paragraph that holds its number within its document, from 1.
MARK = "synth_mark"
#: What TeX moves about or sets more than once, so that its page says nothing; and what no reader sees.
_UNMARKED = (nodes.footnote, nodes.citation, nodes.table, nodes.figure, nodes.system_message)

#: As many words of a paragraph are its address.
_WORDS = 6
#: Of what stands between spaces the first: signs among it are no words.
_LOOKED_AT = 40


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


def mark_for_web(env: BuildEnvironment, document: nodes.document) -> None:
    """Give each numbered paragraph an address made of its first words, and a link to it that shows its number
    and knows the page of the printed edition.

    So an address stays through changes of other paragraphs; ``synthkit-paragraphs.js`` finds one whose words changed.
    """
    if env.config.html_theme != THEME:
        return
    context = context_of(env)
    marks = context.tracked("printed", context.pages).marks_of(env.current_document.docname)
    taken: Counter[str] = Counter()
    for paragraph in list(document.findall(nodes.paragraph)):
        beginning = paragraph.astext().split(maxsplit=_LOOKED_AT)[:_LOOKED_AT] if MARK in paragraph else ()
        words = ascii_words(" ".join(beginning))[:_WORDS]
        if not words:
            continue
        name = f"p-{'-'.join(words)}"
        taken[name] += 1
        address = name if taken[name] == 1 else f"{name}-{taken[name]}"
        number = str(paragraph[MARK])
        attributes = {"href": f"#{address}", "data-number": number, "aria-label": f"§ {number}"}
        pages = [page for first, page in marks if first <= paragraph[MARK]]
        attributes |= {"data-page": pages[-1]} if pages else {}
        paragraph["ids"].append(address)
        link = html_inline("", "", tag="a", classes=["synth-par", "no-search"], attributes_of_tag=attributes)
        paragraph.append(link)


def mark_for_epub(env: BuildEnvironment, document: nodes.document) -> None:
    """Put its number at the beginning of each numbered paragraph, where the EPUB notes which printed page begins.

    All are written, whatever is known of the printed edition: so a page needn't be written again when that changes.
    """
    for paragraph in list(document.findall(nodes.paragraph)):
        if MARK in paragraph:
            paragraph.insert(0, nodes.inline("", "", classes=[f"{WRITTEN}{paragraph[MARK]}"]))
