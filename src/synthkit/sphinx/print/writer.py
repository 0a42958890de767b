"""A book as Typst: its chapters, one by one, and what stands between them."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder

from synthkit.sphinx.print.blocks import Blocks
from synthkit.sphinx.print.markup import call, text
from synthkit.sphinx.print.walk import printed


class Heading(NamedTuple):
    """A line of the contents; ``title`` is markup, ``label`` empty for a part, ``who`` speaks in the chapter."""

    title: str
    label: str = ""
    who: str = ""


class Chapter(NamedTuple):
    """One file of the book, which begins a page; ``part`` is the name of the part it is in.

    ``labels`` are all places in it.
    """

    markup: str
    labels: tuple[str, ...]
    headings: tuple[Heading, ...]
    part: str
    opens_part: bool


class Writer(Blocks):
    """Writes one document."""

    def __init__(self, builder: LaTeXBuilder, document: nodes.document) -> None:
        super().__init__(builder, document)
        self._headings: list[Heading] = []

    def chapters(self, document: nodes.document) -> Iterator[Chapter]:
        """The files of a book, in order."""
        part = markup = ""
        before = set(self._labels)
        for key, group in groupby(_top(document), key=_begins_page):
            found = list(group)
            if key and printed(found[0])[0] == "behind-parts":
                part = ""
                continue
            opening = next((one for node in found for one in node.children if printed(one)[0] == "part"), None)
            if opening is not None:
                part = str(printed(opening)[1])
            markup += "".join(map(self._write, found))
            # marks alone are of what follows
            if markup.strip() and (
                key or any(node.astext().strip() or any(node.findall(nodes.image)) for node in found)
            ):
                labels = tuple(sorted(self._labels - before))
                yield Chapter(markup, labels, tuple(self._headings), part, opening is not None)
                before, markup = set(self._labels), ""
            self._headings.clear()

    def _raw(self, node: nodes.raw) -> str:
        if node.astext().strip() == r"\\":  # MyST's hard break
            return "#linebreak();"
        function, *arguments = printed(node)
        if function == "mark":
            return self._mark(arguments[0])
        if function == "pages-of":
            return call("span", [f"first:{arguments[0]}", f"last:{arguments[0]}"])
        if function in ("page-of", "page-behind"):
            arguments = [self._aliases.get(arguments[0], arguments[0])]
        if function == "part":
            self._headings.append(Heading(text(arguments[0])))
        elif function == "index":
            self._labels.add(arguments[0])
            self._headings.append(Heading(text(arguments[1]), arguments[0]))
        return call(function, arguments) if function and function not in ("who", "fact", "keywords") else ""

    def _start_of_file(self, node: nodes.Element) -> str:
        before, self._docname = self._docname, node["docname"]
        written = self._inner(node)
        self._docname = before
        return written

    def _section(self, node: nodes.section) -> str:
        self._depth += 1
        labels = [f"{self._docname}:{id_}" for id_ in node["ids"]][:1]
        titles = [child for child in node.children if isinstance(child, nodes.title)]
        title = next((child for child in titles if child.astext().strip()), None)
        rest = "".join(self._write(child) for child in node.children if child not in titles)
        self._depth -= 1
        heading = ""
        if title is not None:
            label, words = labels[0] if labels else "", self._inner(title)
            if self._depth == 0:
                # what is marked once stays marked there
                shown = text(title.astext()) if any(map(_is_note, title.findall())) else self._inner(title)
                self._headings.append(Heading(shown, label, ", ".join(dict.fromkeys(_who(node)))))
            self._labels.update(labels)
            place = self._position(title)
            heading = f"\n\n{place}" + call("heading-of", [self._depth + 1, label, title.astext()], words)
        return f"{heading}\n\n{rest}"


def _top(node: nodes.Element) -> Iterator[nodes.Node]:
    """What a book is made of: its pages, and what stands between them; its title is elsewhere."""
    for child in node.children:
        is_opened = isinstance(child, nodes.section | nodes.compound) and any(child.findall(addnodes.start_of_file))
        if isinstance(child, nodes.Element) and is_opened:
            yield from _top(child)
        elif not isinstance(child, nodes.title):
            yield child


def _begins_page(node: nodes.Node) -> int:
    """One number for what stands loose between chapters, another for each other node."""
    is_own = isinstance(node, nodes.section | addnodes.start_of_file) or printed(node)[0] == "behind-parts"
    return id(node) if is_own or any(printed(one)[0] == "part" for one in node.children) else 0


def _who(node: nodes.Element) -> Iterable[str]:
    """Who speaks in a chapter, each once: what the contents name."""
    for child in node.children:
        if printed(child)[0] == "who":
            yield printed(child)[1]
        elif isinstance(child, nodes.Element):
            yield from _who(child)


def _is_note(node: nodes.Node) -> bool:
    return type(node).__name__ in ("footnote_reference", "footnote", "footnotemark")
