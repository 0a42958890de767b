"""The two places a catalogue fills in: where a record stands, and where a view of many is requested; ordinals; HTML.

The places hold names and options, never records: those are looked up when the whole book is read.
"""

from collections.abc import Callable
from typing import Any

from docutils import nodes


class record_slot(  # noqa: N801 - docutils calls its nodes so
    nodes.General, nodes.Element
):
    """Where a record stands. ``record`` is its id, ``kind`` its directive, ``docname`` its page;
    ``part`` is "head" or, at the end of its section, "end". Children are the directive's body.
    """


class revision_note(  # noqa: N801
    nodes.container
):
    """A dated change of the text it stands in. ``revision`` is the record of it."""


class translation_note(  # noqa: N801
    nodes.container
):
    """Title and abstract of the text it stands in, in another language. ``translation`` is the record of it."""


class view_slot(  # noqa: N801
    nodes.General, nodes.Element
):
    """Where a list or a timetable is requested. ``view`` is the directive, ``choice`` its options."""


class ordinal(nodes.Text):  # noqa: N801
    """« XIXe », whose last letters are set above the line. A text, so search and the titles of pages know it whole."""

    @property
    def number(self) -> str:
        """What stands on the line."""
        return str(self).rstrip("ersnd")

    @property
    def raised(self) -> str:
        """What is set above it."""
        return str(self)[len(self.number) :]


def _ordinal_in(pattern: str) -> Callable[[Any, ordinal], None]:
    def visit(translator: Any, node: ordinal) -> None:
        translator.body.append(pattern % (translator.encode(node.number), translator.encode(node.raised)))

    return visit


#: How it is written; a writer that isn't named here takes it for the text it is.
ORDINAL_WRITERS: dict[str, Any] = {
    "html": (_ordinal_in("%s<sup>%s</sup>"), None),
    "latex": (_ordinal_in(r"%s\synthkitup{%s}"), None),
    # docutils' writer knows a node by the name of its class alone
    "xml": (lambda translator, node: translator.visit_Text(node), lambda translator, node: None),
}


class html_block(nodes.General, nodes.Element):  # noqa: N801
    """An element of HTML that docutils has no node for, put into pages of the HTML edition alone.

    ``tag`` is its name, ``attributes_of_tag`` what it has beside classes and ids.
    """


class html_inline(nodes.Inline, nodes.TextElement):  # noqa: N801
    """The same of words: a piece of a line, or a line that is no paragraph (``div``)."""


def _open_tag(translator: Any, node: html_block | html_inline) -> None:
    end = "" if isinstance(node, html_inline) else "\n"
    translator.body.append(translator.starttag(node, node["tag"], end, **node.get("attributes_of_tag", {})))


def _close_tag(translator: Any, node: html_block | html_inline) -> None:
    is_within_a_line = isinstance(node, html_inline) and node["tag"] != "div"
    translator.body.append(f"</{node['tag']}>" + ("" if is_within_a_line else "\n"))


#: How both are written; a writer that isn't named here never meets them.
HTML_WRITERS: dict[str, Any] = {"html": (_open_tag, _close_tag)}
