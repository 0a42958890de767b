"""What only a printed book has: a title page, parts above chapters."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import start_of_file
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import texescape
from sphinx.util.texescape import escape

from synthkit.csl.rich_text import Segment
from synthkit.epub.metadata import edition, imprint
from synthkit.i18n import N_, I18n
from synthkit.model.works import Publication
from synthkit.sphinx.config import book_citation, i18n_of, publication
from synthkit.sphinx.latex import metadata
from synthkit.sphinx.node_helpers import latex
from synthkit.sphinx.nodes import record_slot, view_slot

_FACES = "Extension=.otf, UprightFont=*-regular, BoldFont=*-bold, ItalicFont=*-italic, BoldItalicFont=*-bolditalic"
#: TeX Gyre, by file name: it has the letters of all European languages. Where it is missing (Debian: the package
#: fonts-texgyre), TeX's own Latin Modern stays.
FONTS = rf"""
\IfFontExistsTF{{texgyrepagella-regular.otf}}{{
\setmainfont{{texgyrepagella}}[{_FACES}]
\setsansfont{{texgyreheros}}[{_FACES}, Scale=0.92]
\setmonofont{{texgyrecursor}}[{_FACES}, Scale=0.9]
}}{{}}
"""


def apply_defaults(app: Sphinx, config: Config) -> None:
    """Our package, faces, title page and metadata, where conf.py leaves them alone."""
    package = Path(__file__).parents[2] / "tex" / "synthkit.sty"
    config.latex_additional_files = [*config.latex_additional_files, str(package)]
    book, _ = publication(config)
    elements: dict[str, Any] = {
        "papersize": "a4paper",
        "pointsize": "11pt",
        "extraclassoptions": "oneside",
        "fncychap": "",
        "fontpkg": FONTS,
        "sphinxsetup": "hmargin=29mm, vmargin={27mm,31mm}, VerbatimColor={RGB}{246,247,248}",
        "maketitle": title_page(book, i18n_of(config), book_citation(book, config)),
        "tableofcontents": r"\synthkitcontents",
        **config.latex_elements,
    }
    elements["preamble"] = "\\usepackage{synthkit}\n" + metadata.metadata(book) + elements.get("preamble", "")
    config.latex_elements = elements


def make_parts(env: BuildEnvironment, document: nodes.document) -> None:
    """Make a part of every top page that has pages below it, so that those are chapters.

    Sphinx gives all top pages one level; a book has chapters that stand in a part beside those that stand
    alone (a foreword). The part's heading and opening come first, then its pages, one level up. What
    comes before the first part is front matter, without numbers.
    """
    files = list(_files(document))
    is_front = True
    for parent, file in files:
        section = next((child for child in file.children if isinstance(child, nodes.section)), None)
        chapters = list(_files(section)) if section is not None else []
        if section is None or not chapters:
            if not is_front:  # behind a part, and no part of it
                parent.insert(parent.index(file), latex(r"\synthkitbehindparts", "behind-parts"))
            continue
        if is_front:
            holder, first = files[0]
            holder.insert(holder.index(first), latex(r"\synthkitfrontmatter"))
            is_front = False
        _promote(parent, file, section, chapters)


def _files(node: nodes.Element) -> Iterator[tuple[nodes.Element, start_of_file]]:
    """The pages directly below a node, each with the element that holds it.

    Walked by children: Sphinx puts pages together without telling their content its new parent.
    """
    for child in node.children:
        if isinstance(child, start_of_file):
            yield node, child
        elif isinstance(child, nodes.Element):
            yield from _files(child)


def _promote(
    parent: nodes.Element,
    file: start_of_file,
    section: nodes.section,
    chapters: list[tuple[nodes.Element, start_of_file]],
) -> None:
    for holder, chapter in chapters:
        holder.children.remove(chapter)
    # a place that is not filled yet holds no text: an event and its programme may open the part of its sessions
    opening = [
        child
        for child in section.children[1:]
        if child.astext().strip() or any(isinstance(node, record_slot | view_slot) for node in child.findall())
    ]
    name = section.children[0].astext()
    begin = latex(rf"\synthkitpart{{{_escaped(name)}}}", "part", name)
    docname = file["docname"]
    anchor = latex(rf"\label{{\detokenize{{{docname}::doc}}}}", "mark", f"{docname}::doc")
    file.children = []
    file.extend([begin, anchor, nodes.target("", "", ids=section["ids"]), *opening])
    place = parent.index(file) + 1
    for offset, (_, chapter) in enumerate(chapters):
        parent.insert(place + offset, chapter)


def colophon(book: Publication, i18n: I18n, citation: Iterable[Segment] = ()) -> list[list[Segment]]:
    """The paragraphs of the copyright page; ``citation`` is the book's own reference."""
    facts = [(book.title, ""), *imprint(book, i18n, is_dated=True)]
    cited = list(citation)
    named = [[Segment(i18n(N_("To cite this book: ")), emphasis="b"), *cited]] if cited else []
    return [*([Segment(text, url=address)] for text, address in facts if text), *named]


def title_page(book: Publication, i18n: I18n, citation: Iterable[Segment] = ()) -> str:
    """The title page and the copyright page as LaTeX; ``citation`` is the book's own reference."""
    texescape.init()  # Sphinx fills its tables when the builder starts, which is later
    names = i18n.listed([str(editor) for editor in book.editors])
    details = r"\par ".join(map(_reference, colophon(book, i18n, citation)))
    arguments = (*map(_escaped, (book.title, names, edition(book, i18n))), details)
    return r"\synthkittitle" + "".join(f"{{{argument}}}" for argument in arguments)


def _escaped(text: str) -> str:
    return escape(text, "lualatex")


def _reference(segments: Iterable[Segment]) -> str:
    commands = {"": "%s", "i": r"\emph{%s}", "b": r"\textbf{%s}"}
    commands |= {"sup": r"\textsuperscript{%s}", "sub": r"\textsubscript{%s}", "sc": r"\textsc{%s}"}
    return "".join(
        rf"\url{{{in_argument(segment.url)}}}" if segment.url else commands[segment.emphasis] % _escaped(segment.text)
        for segment in segments
    )


def in_argument(url: str) -> str:
    """An address as it may stand in an argument, where TeX reads % and # too early."""
    safe = {"%": r"\%", "#": r"\#", "{": r"\%7B", "}": r"\%7D", "\\": r"\%5C", "^": r"\%5E"}
    return "".join(safe.get(char, char) for char in url)
