"""The book's references through the same CSL engine as its own works.

sphinxcontrib-bibtex finds out what is cited where; a pybtex style and a referencing style of our own define how it
reads. Bibliographies become plain lists: LaTeX would move every ``citation`` node of the book into one last chapter.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

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
from sphinxcontrib.bibtex.domain import Citation
from sphinxcontrib.bibtex.nodes import bibliography as bibliography_node
from sphinxcontrib.bibtex.plugin import register_plugin as register_referencing_plugin
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle
from sphinxcontrib.bibtex.style.template import SphinxReferenceText, join, node
from sphinxcontrib.bibtex.transforms import node_text_transform

from synthkit.bibliography.csl_items import Bibliography
from synthkit.csl.style import Label, RememberingStyle, Style, labelled
from synthkit.csl.work import Hints
from synthkit.i18n import N_
from synthkit.sphinx import config
from synthkit.sphinx.bibtex import reader
from synthkit.sphinx.bibtex.chapter_references import citation_anchor, shown
from synthkit.sphinx.bibtex.domain import PLUGIN, SPLIT, CiteDomain, CslEntry, label_of
from synthkit.sphinx.bibtex.roles import around, words_of_one
from synthkit.sphinx.builders import is_checked
from synthkit.sphinx.context import context_of
from synthkit.sphinx.warnings import in_settings, report


def use_style(app: Sphinx) -> None:
    """Make the style of conf.py the one sphinxcontrib-bibtex formats with.

    Connected before its own ``builder-inited``. A style nobody knows is a problem; the default stands in.
    """
    (first, *others), problems = config.styles(app.config)
    report(in_settings(problems, app.confdir), config.i18n_of(app.config))
    context = context_of(app.env)
    context.bibfile_dates = reader.dates(app)
    context.references = references = reader.CachedBibliography(app)
    known = context.cache.get("formatted") or {}
    style = RememberingStyle(first.name, app.config.language or "en", known)
    context.styles = (style, *others)
    is_bare = is_checked(app.builder)
    cite = CiteDomain.of(app.env)
    cite.references = references
    cite.made_by = repr((references.state, style.made_of, is_bare))
    formatting = partial(CslStyle, style, cite, is_bare=is_bare)
    register_pybtex_plugin("pybtex.style.formatting", PLUGIN, formatting, force=True)
    for backend in ("docutils", "plaintext"):
        # named so, pybtex would look through all installed packages again at each citation
        register_pybtex_plugin("pybtex.backends", backend, find_pybtex_plugin("pybtex.backends", backend), force=True)
    referencing = partial(LabelReferences, style, references)
    group = "sphinxcontrib.bibtex.style.referencing"
    register_referencing_plugin(group, PLUGIN, referencing, force=True)  # type: ignore[arg-type]  # it calls it


class CslStyle:
    """A pybtex style whose entries come from the CSL engine; for a check (``is_bare``) they have no text.

    Of pybtex's own base class nothing is left to inherit: it composes label, name and sorting styles of its own.
    """

    def __init__(self, style: Style, cite: CiteDomain, *, is_bare: bool) -> None:
        self._style, self._cite, self._is_bare = style, cite, is_bare
        self._found: dict[str, tuple[Label, Hints]] = {}

    def sort(self, entries: Iterable[Entry]) -> list[Entry]:
        """As the style sorts them; as the book cites them where it doesn't."""
        place = self._cite.first_cited()
        cited = {entry.key: entry for entry in sorted(entries, key=lambda entry: place.get(entry.key, len(place)))}
        if self._is_bare:
            self._found = {key: (Label(key), Hints()) for key in cited}
        else:
            self._found = labelled(self._style, {key: self._cite.references.find(key) for key in cited})
        return [cited[key] for key in self._found]

    def format_labels(self, sorted_entries: Iterable[Entry]) -> list[str]:
        """The labels of the text, with what tells them apart."""
        return [SPLIT.join((label.text, label.who, label.year)) for label, _ in self._found.values()]

    def format_entry(self, label: str, entry: Entry) -> FormattedEntry:
        """One entry of the bibliography."""
        if self._is_bare:
            return FormattedEntry(entry.key, Text(), label)
        style, found = self._style, self._cite.references.find(entry.key)
        _, hints = self._found.get(entry.key, ("", Hints()))  # a footnote's entry is in no list
        names = style.names(found, hints) if style.substitute else ""
        return CslEntry(entry.key, style.reference(found, hints), label, names, hints)


class LabelReferences(BaseReferenceStyle):
    """Citations as links to the entries, in the words of ``roles.words_of_one``."""

    def __init__(self, style: Style, references: Bibliography) -> None:
        self._style, self._references = style, references

    def outer(self, role_name: str, children: list[BaseText]) -> Template:
        """References joined; in brackets where the role says so."""
        left, separator, right = around(self._style, role_name)
        return join[left, join(sep=separator)[children], right]

    def inner(self, role_name: str) -> Template:
        """One reference."""

        @node  # type: ignore[untyped-decorator]
        def one(children: object, data: dict[str, Any]) -> Text:
            info, label = data["reference_info"], label_of(data["formatted_entry"])
            behind = self._style.behind(self._references.find(data["entry"].key), info.post_text)
            words = words_of_one(self._style, role_name, label, info.pre_text, behind, "\u00a0")
            return Text(*(SphinxReferenceText(info, text) if is_link else text for text, is_link in words if text))

        return one


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
