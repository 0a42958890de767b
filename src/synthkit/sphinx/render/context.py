"""One page while it is filled in: the catalogue, the words, and links that fit the edition."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html import escape

from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import NoUri
from sphinx.util import texescape
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri

from synthkit.build.page_numbers import latex_name
from synthkit.csl.rich_text import Segment
from synthkit.csl.style import Style
from synthkit.export import csl_json
from synthkit.forge import Repository
from synthkit.i18n import I18n
from synthkit.index.headings import anchor
from synthkit.index.occurrences import Concordance
from synthkit.model.catalogue import Catalogue, Record
from synthkit.model.events import Session
from synthkit.model.works import Chapter, Work
from synthkit.sanitize.html import encoded, is_safe_link
from synthkit.sphinx.builders import is_online
from synthkit.sphinx.config import is_french
from synthkit.sphinx.downloads import Offered
from synthkit.sphinx.node_helpers import (
    LANGUAGE,
    Inline,
    Piece,
    inline,
    label_of,
    language_mark,
    latex,
    paragraph,
    pieces,
)
from synthkit.sphinx.nodes import html_inline, ordinal
from synthkit.sphinx.typography.transforms import polish
from synthkit.typography import french

#: A name with its value; one without a value is not shown.
Fact = tuple[str, Piece]
_TAGS: dict[type[nodes.Node], str] = {
    nodes.emphasis: "em",
    nodes.strong: "strong",
    nodes.superscript: "sup",
    nodes.subscript: "sub",
}


@dataclass(frozen=True)
class RenderContext:
    """Where something is rendered: a document of an edition, in a language; the book's citation style is the first."""

    catalogue: Catalogue
    i18n: I18n
    styles: tuple[Style, ...]
    builder: Builder
    docname: str
    repository: Repository | None = None
    offered: Offered = field(default_factory=Offered)
    concordance: Concordance = field(default_factory=Concordance)
    #: As long takes the text of the record that is rendered to read; 0 where that isn't shown.
    minutes: int = 0

    @property
    def is_online(self) -> bool:
        """Whether this is the HTML edition, the one that has files to download beside it."""
        return is_online(self.builder)

    def link(self, record: Record, text: str = "") -> nodes.Node:
        """A link to a record, or its bare name in an edition that leaves its page out."""
        language = record.language if isinstance(record, Session | Chapter) and not text else ""
        return self.link_to(record.where.docname, record.id, text or record.title or record.id, language)

    def link_to(self, docname: str, target: str, text: str, language: str = "") -> nodes.Node:
        """A link to a place of a page, or its bare words in an edition that leaves the page out.

        ``language`` is that of its words, where it isn't the book's.
        """
        marked = language_mark(language, self.catalogue.publication.language)
        try:
            words = nodes.inline(text, text, classes=["xref", *marked])
            return make_refnode(self.builder, self.docname, docname, target, words)
        except NoUri:
            return nodes.inline(text, text, classes=marked)

    def keyword(self, word: str) -> nodes.Node:
        """A keyword as a link to its heading, in a book that has a page for them; on paper pages say it themselves."""
        docname = self.concordance.page_of("keyword-index")
        if not docname or self.builder.format != "html":
            return nodes.Text(word)
        return self.link_to(docname, anchor("keyword", word), word)

    def number(self, record: Record) -> nodes.Node:
        """The page a record stands on, in print."""
        label = label_of(record.where.docname, record.id)
        return latex(rf"\pageref{{{label}}}", "page-of", f"{record.where.docname}:{record.id}")

    def pages(self, work: Work) -> nodes.raw:
        """The pages of a session or a chapter, in print: « 12–19 »."""
        return latex(rf"\synthkitpages{{{latex_name(work.id)}}}", "pages-of", latex_name(work.id))

    def file(self, path: str, text: str) -> nodes.Node:
        """A link to a file of the HTML edition, to keep but for a PDF, which is read; ``path`` is seen from its top."""
        href = {"href": relative_uri(self.builder.get_target_uri(self.docname), path)}
        # hosts disagree on what a .bib is: without this some show it as a page
        kept = {} if path.endswith(".pdf") else {"download": ""}
        return html_inline(
            text, text, tag="a", attributes_of_tag=href | kept, classes=["reference", "synth-download", "no-search"]
        )

    @property
    def is_printed(self) -> bool:
        """Whether this is the edition on paper."""
        return self.builder.format == "latex"

    def facts(self, fields: Iterable[Fact], *kind: str) -> nodes.Element:
        """Names with their values, those without a value left out: a list of fields online, elsewhere a line each.

        ``kind`` is a further class of the list online.
        """
        known = [(name, value) for name, stated in fields if (value := pieces(stated))]
        if self.is_printed:
            printed: list[nodes.Node] = []
            for name, value in known:
                command = latex(rf"\synthkitfact{{{texescape.escape(name, 'lualatex')}}}", "fact", name)
                printed += [command, paragraph(*value)]
            return nodes.container("", *printed, classes=["synth-facts"] if printed else [])
        if not self.is_online:
            colon = " : " if self.i18n.language.startswith("fr") else ": "
            lines = [nodes.line("", "", nodes.strong(name, name), nodes.Text(colon), *value) for name, value in known]
            return nodes.container("", nodes.line_block("", *lines), classes=["synth-facts"])
        rows = [
            nodes.field("", nodes.field_name(name, name), nodes.field_body("", paragraph(*value)))
            for name, value in known
        ]
        return nodes.field_list("", *rows, classes=["synth-facts", *kind])

    def citation(self, work: Work) -> Inline:
        """A work in the book's style, as it stands in a bibliography."""
        return inline(self.segments(work, self.styles[:1])[0])

    def segments(self, work: Work, styles: Iterable[Style]) -> list[tuple[Segment, ...]]:
        """A work in styles."""
        # no style shows either: a page isn't written again for them
        item = csl_json.item(replace(work, abstract="", keywords=()), self.i18n)
        return [style.reference(item) for style in styles]

    def line(self, *parts: nodes.Node | Segment | str) -> str:
        """A line of the website as HTML, in a French book spaced: what no transform is to find."""
        return line(parts, is_french=is_french(self.builder.config))


def line(parts: Iterable[nodes.Node | Segment | str], *, is_french: bool) -> str:
    """Texts, formatted texts and elements of ``html_inline`` as docutils' writer would have them, in French spaced but
    for what is in another language: for what no transform is to find, where that writer is half of a page's work.
    """
    whole = nodes.inline("", "", *pieces(inline([one]) if isinstance(one, Segment) else one for one in parts))
    if is_french:
        polish([whole], french.SCREEN)
    return "".join(map(_written, whole.children))


def _written(node: nodes.Node) -> str:
    match node:
        case ordinal():
            return f"{escape(node.number, quote=False)}<sup>{escape(node.raised, quote=False)}</sup>"
        case nodes.Text():
            return escape(node, quote=False)
    inside = "".join(map(_written, node.children))
    attributes: dict[str, str] = {}
    match node:
        case html_inline():
            tag, attributes = node["tag"], {"class": " ".join(node["classes"]), **node["attributes_of_tag"]}
        case nodes.reference():
            if not is_safe_link(node["refuri"]):
                return inside
            tag, attributes = "a", {"class": "reference external", "href": encoded(node["refuri"])}
        case nodes.inline(attributes={"classes": [name]}):
            tag = "span"
            attributes = {"lang": name.removeprefix(LANGUAGE)} if name.startswith(LANGUAGE) else {"class": name}
        case _:
            tag = _TAGS[type(node)]
    written = "".join(f' {name}="{escape(attributes[name])}"' for name in sorted(attributes))
    return f"<{tag}{written}>{inside}</{tag}>"
