"""Numbers and addresses of paragraphs on the website."""

from collections import Counter

from docutils import nodes
from sphinx.environment import BuildEnvironment

from synthkit.model.ids import ascii_words
from synthkit.sphinx.collect.paragraph_numbers import MARK
from synthkit.sphinx.context import context_of
from synthkit.sphinx.html.assets import THEME
from synthkit.sphinx.nodes import html_inline

#: As many words of a paragraph are its address.
_WORDS = 6
#: Of what stands between spaces the first: signs among it are no words.
_LOOKED_AT = 40


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
