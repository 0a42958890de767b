"""What only a printed book has: a title page, parts above chapters, and in the PDF what it says of itself."""

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

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
from synthkit.sphinx.node_helpers import latex, placed
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
#: The name space of the files of all books.
_FILES = UUID("6c1b4a5e-6b5e-5c0e-9a53-3f7d1f2b7a10")
_SIGNS = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    **{sign: f"\\{sign}" for sign in "{}%#&$_"},
}


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
    elements["preamble"] = "\\usepackage{synthkit}\n" + _metadata(book) + elements.get("preamble", "")
    config.latex_elements = elements


def _metadata(book: Publication) -> str:
    """Settings of hyperref and hyperxmp; what is unknown is left out."""
    moment = os.environ.get("SOURCE_DATE_EPOCH") or str(int(time.time()))
    file = uuid5(_FILES, f"{book.id} {book.version} {moment}")  # the same source gives it again
    fields = {
        "pdftitle": _setting(book.title),
        "pdfauthor": listed(map(str, book.authors or book.editors)),
        "pdfsubject": _setting(book.description),
        "pdflang": _setting(book.language.replace("_", "-")),
        "pdfpublisher": _setting(book.publisher),
        "pdfisbn": _setting(book.isbn),
        "pdfdoi": _setting(book.doi),
        "pdfurl": _setting(book.url),
        "pdfversionid": _setting(book.version),
        "pdfcopyright": _setting(book.licence),
        "pdflicenseurl": _setting(book.licence_url),
        "pdfpubtype": "book",
        "pdfdocumentid": f"uuid:{uuid5(_FILES, book.id)}",
        "pdfinstanceid": f"uuid:{file}",
    }
    settings = ",\n".join(f"  {name}={{{value}}}" for name, value in fields.items() if value)
    return f"\\hypersetup{{\n{settings}}}\n\\synthkitfileid{{{file.hex.upper()}}}\n"


def listed(texts: Iterable[str]) -> str:
    """Texts of a setting whose separator is the comma."""
    return ", ".join(_setting(one).replace(",", r"\xmpcomma{}") for one in texts)


def _setting(value: str) -> str:
    """A text within braces of a setting, its signs kept as signs."""
    return "".join(_SIGNS.get(char, char) for char in " ".join(value.split()))


def make_parts(env: BuildEnvironment, document: nodes.document) -> None:
    """Make a part of every top page that has pages below it, so that those are chapters.

    Sphinx gives all top pages one level; a book has chapters that stand in a part beside those that stand
    alone (a foreword). The part's heading and opening come first, then its pages, one level up. What
    comes before the first part is front matter, without numbers.
    """
    files = _files(document)
    is_front = True
    for file in files:
        section = next((child for child in file.children if isinstance(child, nodes.section)), None)
        chapters = _files(section) if section is not None else []
        if section is None or not chapters:
            if not is_front:  # behind a part, and no part of it
                file.parent.insert(file.parent.index(file), latex(r"\synthkitbehindparts", "behind-parts"))
            continue
        if is_front:
            files[0].parent.insert(files[0].parent.index(files[0]), latex(r"\synthkitfrontmatter"))
            is_front = False
        _promote(file, section, chapters)


def _files(node: nodes.Element) -> list[start_of_file]:
    """The pages directly below a node."""
    return [one for _, one in placed(node, "", (start_of_file,)) if isinstance(one, start_of_file)]


def _promote(file: start_of_file, section: nodes.section, chapters: list[start_of_file]) -> None:
    for chapter in chapters:
        chapter.parent.children.remove(chapter)
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
    file.parent.insert(file.parent.index(file) + 1, chapters)


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
