"""Small docutils nodes that all editions are made of, and the anchors they lead to."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from docutils import nodes
from sphinx.addnodes import start_of_file
from sphinx.util import texescape

from synthkit.csl.rich_text import Segment

Inline = list[nodes.Node]
#: A piece of a line: words, a node, several pieces, or nothing.
Piece = nodes.Node | str | Iterable["Piece"] | None
#: With a language behind it, docutils' class of words in another language than the document's.
LANGUAGE = "language-"
#: A value as Typst has it: a text, a number, a list.
Printed = str | int | tuple["Printed", ...]


def small_caps(*content: Any) -> nodes.inline:
    """Words in small capitals: their source, their text, their nodes."""
    return nodes.inline(*content, classes=["synth-small-caps"])


#: What makes a node of a segment's emphasis.
EMPHASIS: dict[str, Callable[[str, str], nodes.Node]] = {
    "i": nodes.emphasis,
    "b": nodes.strong,
    "sup": nodes.superscript,
    "sub": nodes.subscript,
    "sc": small_caps,
}


def inline(segments: Iterable[Segment]) -> Inline:
    """Formatted text as docutils nodes."""
    return [
        web_link(segment.url, segment.text) if segment.url else _set(segment.text, segment.emphasis, segment.language)
        for segment in segments
    ]


def _set(text: str, emphasis: str, language: str) -> nodes.Node:
    node = EMPHASIS[emphasis](text, text) if emphasis else nodes.Text(text)
    return foreign(language, "", "", node) if language else node


def foreign(language: str, *content: Any) -> nodes.inline:
    """Words in another language than the document’s."""
    return nodes.inline(*content, classes=[LANGUAGE + language])


def language_mark(language: str, of_book: str) -> list[str]:
    """The class of words in a language, where it is another than the book's."""
    return [LANGUAGE + language] if language and language != of_book.replace("_", "-") else []


def web_link(url: str, text: str = "") -> nodes.reference:
    """A link out of the book, called by its address unless it has a name."""
    return nodes.reference(text or url, text or url, refuri=url)


def pieces(*parts: Piece) -> Inline:
    """The nodes of a line, without what is empty."""
    found: Inline = []
    for part in parts:
        if isinstance(part, nodes.Node):
            found.append(part)
        elif part:
            found += [nodes.Text(part)] if isinstance(part, str) else pieces(*part)
    return found


def joined(items: Iterable[Piece], separator: str = ", ") -> Inline:
    """The nodes of a line of several pieces, those that aren't empty with a separator between them."""
    found: Inline = []
    for item in filter(None, map(pieces, items)):
        found += [nodes.Text(separator), *item] if found else item
    return found


def paragraph(*parts: Piece, classes: Iterable[str] = ()) -> nodes.paragraph:
    """A paragraph of nodes and texts."""
    return nodes.paragraph("", "", *pieces(*parts), classes=list(classes))


def stated(*parts: Piece, classes: Iterable[str] = ()) -> list[nodes.Node]:
    """A paragraph, where anything stands in it."""
    line = pieces(*parts)
    return [paragraph(line, classes=classes)] if line else []


def bullets(items: Iterable[Iterable[nodes.Node]], *classes: str) -> nodes.bullet_list:
    """A list of items, each of blocks."""
    return nodes.bullet_list("", *(nodes.list_item("", *item) for item in items), classes=[*classes])


def row(*cells: Piece) -> nodes.row:
    """A row of a table."""
    return nodes.row("", *(nodes.entry("", paragraph(cell)) for cell in cells))


def table(
    headings: Iterable[str], widths: Iterable[int], rows: Iterable[nodes.row], kind: str, *, has_stub: bool = False
) -> nodes.table:
    """A table with its headings and the widths of its columns; ``has_stub``: the first column heads its row."""
    columns = [nodes.colspec(colwidth=width) for width in widths]
    if has_stub:
        columns[0]["stub"] = 1
    group = nodes.tgroup("", *columns, nodes.thead("", row(*headings)), nodes.tbody("", *rows), cols=len(columns))
    return nodes.table("", group, classes=[kind, "colwidths-given", "longtable"])


def label(text: str) -> nodes.paragraph:
    """A line that names what follows, too small for a heading."""
    return paragraph(nodes.strong(text, text), latex(r"\synthkitkeep{}"), classes=["synth-label", "no-search"])


def latex(text: str, *printed: Printed) -> nodes.raw:
    """A command for the edition on paper; the others leave it out.

    ``printed`` is the same for Typst: a function of ``print/template.typ`` and its arguments, none for nothing.
    """
    return nodes.raw("", text, format="latex", is_ours=True, printed=printed)


def label_of(docname: str, anchor: str) -> str:
    """The label that Sphinx's LaTeX writer gives an anchor of a document."""
    plain = f"{docname}:{anchor}".translate(texescape.tex_replace_map)
    name = plain.encode("ascii", "backslashreplace").decode("ascii").replace("\\", "_")
    return rf"\detokenize{{{name}}}"


def cite_anchor(record: str) -> str:
    """The anchor of the section « Citer » of a record."""
    return f"{record}-cite"


def above(node: nodes.Node) -> Iterator[nodes.Element]:
    """What a node stands in, from the inside out."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def section_of(node: nodes.Node) -> nodes.section | None:
    """The section a node stands in; None for one above all headings."""
    return next((parent for parent in above(node) if isinstance(parent, nodes.section)), None)


def placed(
    node: nodes.Element, docname: str, closed: tuple[type[nodes.Element], ...] = ()
) -> Iterator[tuple[str, nodes.Element]]:
    """Every element below a node with its document, in order; those of the kinds ``closed`` are not entered.

    Walked by children: documents that Sphinx has put together don't know their parents.
    """
    waiting = [(docname, child) for child in reversed(node.children)]
    while waiting:
        own, child = waiting.pop()
        if isinstance(child, nodes.Element):
            own = child["docname"] if isinstance(child, start_of_file) else own
            yield own, child
            if not isinstance(child, closed):
                waiting += [(own, below) for below in reversed(child.children)]


def label_of_index(kind: str) -> str:
    """The label of an index's first page, in print."""
    return f"synth-index-{kind}"
