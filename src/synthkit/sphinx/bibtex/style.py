"""The book's references through the same CSL engine as its own works.

sphinxcontrib-bibtex finds out what is cited where; a pybtex style and a referencing style of our own define how it
reads. Bibliographies become plain lists: LaTeX would move every ``citation`` node of the book into one last chapter.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from docutils import nodes
from pybtex.database import Entry
from pybtex.plugin import find_plugin as find_pybtex_plugin
from pybtex.plugin import register_plugin as register_pybtex_plugin
from pybtex.richtext import BaseText, Text
from pybtex.style import FormattedEntry
from pybtex.style.template import Node as Template
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import BibtexDomain, Citation
from sphinxcontrib.bibtex.nodes import bibliography as bibliography_node
from sphinxcontrib.bibtex.plugin import register_plugin as register_referencing_plugin
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle
from sphinxcontrib.bibtex.style.template import join, node, pre_text, reference
from sphinxcontrib.bibtex.transforms import node_text_transform

from synthkit.bibliography.csl_items import Bibliography
from synthkit.csl.style import Label, RememberingStyle, Style, labelled
from synthkit.csl.work import Hints
from synthkit.i18n import N_
from synthkit.sphinx import config
from synthkit.sphinx.bibtex import reader
from synthkit.sphinx.bibtex.chapter_references import citation_anchor, shown
from synthkit.sphinx.bibtex.domain import CiteDomain
from synthkit.sphinx.bibtex.entries import SPLIT, CslEntry
from synthkit.sphinx.bibtex.roles import IN_BRACKETS, TEXTUAL
from synthkit.sphinx.builders import is_checked
from synthkit.sphinx.context import context_of
from synthkit.sphinx.warnings import in_settings, report

PLUGIN = "synthkit"


def use_style(app: Sphinx) -> None:
    """Make the style of conf.py the one sphinxcontrib-bibtex formats with.

    Connected before its own ``builder-inited``. A style nobody knows is a problem; the default stands in.
    """
    report(in_settings(config.unknown_styles(app.config), app.confdir), config.i18n_of(app.config))
    context = context_of(app.env)
    context.bibfile_dates = reader.dates(app)
    context.references = references = reader.CachedBibliography(app)
    known = context.cache.get("formatted") or {}
    style = RememberingStyle(config.book_style(app.config).name, app.config.language or "en", known)
    context.styles = (style, *config.offered_styles(app.config)[1:])
    formatting = _Unformatted if is_checked(app.builder) else _formatting(style, references, app.env)
    cite = CiteDomain.of(app.env)
    cite.references = references
    cite.made_by = {PLUGIN: repr((references.state, style.made_of, formatting.__name__))}
    register_pybtex_plugin("pybtex.style.formatting", PLUGIN, formatting, force=True)
    for backend in ("docutils", "plaintext"):
        # named so, pybtex would look through all installed packages again at each citation
        register_pybtex_plugin("pybtex.backends", backend, find_pybtex_plugin("pybtex.backends", backend), force=True)
    left, separator, right = style.brackets if style.kind == "numeric" else ("(", "\u00a0; ", ")")
    own = {"left": left, "separator": separator, "right": right, "is_note": style.is_note}
    own["behind"] = staticmethod(lambda key, post: style.behind(references.find(key).item, post))
    referencing = type("StyledReferences", (LabelReferences,), own)
    register_referencing_plugin("sphinxcontrib.bibtex.style.referencing", PLUGIN, referencing, force=True)


class _Unformatted:
    """A pybtex style that only says which entries a bibliography has, for a check."""

    def sort(self, entries: Iterable[Entry]) -> list[Entry]:
        """As they come."""
        return list(entries)

    def format_labels(self, sorted_entries: Iterable[Entry]) -> list[str]:
        """The keys."""
        return [entry.key for entry in sorted_entries]

    def format_entry(self, label: str, entry: Entry) -> FormattedEntry:
        """An entry without a text."""
        return FormattedEntry(entry.key, Text(), label)


def _formatting(style: Style, references: Bibliography, env: BuildEnvironment) -> type[object]:
    """A pybtex style whose entries come from the CSL engine.

    Of pybtex's own base class nothing is left to inherit: it composes label, name and sorting styles of its own.
    """

    class CslStyle:
        """Sorts, labels and formats the references of one bibliography."""

        def __init__(self) -> None:
            self._found: dict[str, tuple[Label, Hints]] = {}

        def sort(self, entries: Iterable[Entry]) -> list[Entry]:
            """As the style sorts them; as the book cites them where it doesn't."""
            place = CiteDomain.of(env).first_cited()
            cited = sorted(entries, key=lambda entry: place.get(entry.key, len(place)))
            self._found = labelled(style, {entry.key: references.find(entry.key).item for entry in cited})
            by_key = {entry.key: entry for entry in cited}
            return [by_key[key] for key in self._found]

        def format_labels(self, sorted_entries: Iterable[Entry]) -> list[str]:
            """The labels of the text, with what tells them apart."""
            return [SPLIT.join((label.text, label.who, label.year)) for label, _ in self._found.values()]

        def format_entry(self, label: str, entry: Entry) -> FormattedEntry:
            """One entry of the bibliography."""
            found = references.find(entry.key)
            _, hints = self._found.get(entry.key, ("", Hints()))  # a footnote's entry is in no list
            names = style.names(found.item, hints) if style.substitute else ""
            return CslEntry(entry.key, style.reference(found.item, hints, note=found.note), label, names, hints)

    return CslStyle


@node  # type: ignore[untyped-decorator]
def _label_part(children: object, data: dict[str, Any], part: int) -> Text:
    """One part of the label of a formatted entry: 0 the whole, 1 who, 2 the year."""
    parts = str(data["formatted_entry"].label).split(SPLIT)
    return Text(parts[part] if len(parts) > part else parts[0])


@dataclass
class LabelReferences(BaseReferenceStyle):
    """``(Ackerman 2026 ; Hooge 2026)`` for ``p``, ``Ackerman (2026)`` for ``t``; the other roles alike.

    A style that numbers has brackets of its own; in one of notes (``notes.py``) a sentence has the authors alone.
    """

    left: ClassVar[str]
    separator: ClassVar[str]
    right: ClassVar[str]
    is_note: ClassVar[bool]
    behind: ClassVar[Callable[[str, str], str]]

    def role_names(self) -> list[str]:
        """Every role of sphinxcontrib-bibtex's ``cite`` domain."""
        return list(BibtexDomain.roles)

    def outer(self, role_name: str, children: list[BaseText]) -> Template:
        """References joined; in brackets where the role says so."""
        left, right = (self.left, self.right) if role_name in IN_BRACKETS else ("", "")
        separator = ", " if role_name in TEXTUAL else self.separator
        return join[left, join(sep=separator)[children], right]

    def inner(self, role_name: str) -> Template:
        """One reference."""
        if role_name == "empty":
            return join
        if "author" in role_name:
            return join[reference[_label_part(part=1)]]
        if "year" in role_name:
            return join[_year_and_place]
        if role_name in TEXTUAL:
            return join[reference[_label_part(part=1)], _in_brackets]
        return join[join(sep=" ")[pre_text, reference[_label_part(part=0)]], _behind]


@node  # type: ignore[untyped-decorator]
def _behind(children: object, data: dict[str, Any]) -> Text:
    return Text(data["style"].behind(data["entry"].key, data["reference_info"].post_text))


@node  # type: ignore[untyped-decorator]
def _year_and_place(children: object, data: dict[str, Any]) -> Text:
    year, behind = reference[_label_part(part=2)].format_data(data), str(_behind.format_data(data))
    return Text(year, behind if year else behind.lstrip(", \u00a0"))


@node  # type: ignore[untyped-decorator]
def _in_brackets(children: object, data: dict[str, Any]) -> Text:
    """« (2020, 3) » behind a name; « (3) » in a style without years, and nothing where there is no place either."""
    style = data["style"]
    place = Text(str(_behind.format_data(data)).lstrip(", \u00a0"))
    inside = place if style.is_note else _year_and_place.format_data(data)
    if not inside:
        return Text()
    return Text("\u00a0", style.left, join(sep=" ")[pre_text, inside].format_data(data), style.right)


def list_bibliographies(env: BuildEnvironment, document: nodes.document) -> None:
    """Make a list of each bibliography, an anchor at each entry, in every edition.

    sphinxcontrib-bibtex's own transform is left those that a directive wants as another kind of list.
    """
    domain = CiteDomain.of(env)
    for slot in list(document.findall(bibliography_node)):
        key = BibliographyKey(docname=slot["docname"], id_=slot["ids"][0])
        entries = domain.listed_in(key)
        if domain.bibliographies[key].list_ == "citation" and entries:
            paragraphs = shown(env, [citation.formatted_entry for citation in entries])
            items = [_item(citation, paragraph) for citation, paragraph in zip(entries, paragraphs, strict=True)]
            references = nodes.bullet_list("", *items, classes=["synth-references"])
            # LaTeX knows the classes of containers alone
            slot.replace_self(nodes.container("", references, classes=["synth-hanging"]))
        elif not entries:
            nothing = config.i18n_of(env.config)(N_("No publication is listed here yet."))
            slot.replace_self(nodes.paragraph("", nothing, classes=["synth-empty"]))


def _item(citation: Citation, paragraph: nodes.paragraph) -> nodes.list_item:
    node_text_transform(paragraph)  # another style than ours writes addresses as LaTeX
    # an anchor of its own: LaTeX writes none for a list item
    paragraph.insert(0, citation_anchor(citation.bibliography_key.docname, citation.citation_id))
    return nodes.list_item("", paragraph)
