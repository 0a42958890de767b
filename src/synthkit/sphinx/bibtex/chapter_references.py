"""A list of references at the end of each chapter that cites, in every edition.

The entries are those of the book's one bibliography, letters and all, so nothing is formatted twice. Citations in
the text lead to the chapter's own list: on paper it is a few pages away, and the bibliography a hundred.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import pybtex_docutils
from docutils import nodes
from sphinx.addnodes import pending_xref, start_of_file
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.nodes import raw_latex

from synthkit.i18n import N_
from synthkit.sphinx.bibtex.domain import CiteDomain
from synthkit.sphinx.builders import has_pages
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.node_helpers import placed

_HYPERLINK = re.compile(r"\\hyperlink\{cite\..*:(?P<id>[^:{}]*)\}\{")
Kind = TypeVar("Kind", bound=nodes.Element)


def append_references(env: BuildEnvironment, document: nodes.document) -> None:
    """List what each document cites, behind its text and before its section « Citer »."""
    if not env.config.synthkit_chapter_references:
        return
    title = i18n_of(env.config)(N_("References of this chapter"))
    # a page with a list of its own needs no second one
    listed = {key.docname for key in CiteDomain.of(env).bibliographies}
    for docname, root in documents(env, document):
        section = next((child for child in root.children if isinstance(child, nodes.section)), None)
        if section is None or docname in env.toctree_includes or docname in (env.config.root_doc, *listed):
            continue
        domain = CiteDomain.of(env)
        entries = {citation.key: citation.formatted_entry for citation in domain.cited(_cited(root))}
        if not entries:
            continue
        entries = domain.numbered_in(docname, entries)
        paragraphs = shown(env, list(entries.values()))
        for key, paragraph in zip(entries, paragraphs, strict=True):
            paragraph.insert(0, citation_anchor(docname, reference_anchor(key)))
        items = [nodes.list_item("", paragraph) for paragraph in paragraphs]
        references = nodes.bullet_list("", *items, classes=["synth-references"])
        # texts may stand below the page's own heading (an event and a chapter, several sessions)
        ends = [node for node in own(section, nodes.Element) if "synth-end" in node.get("classes", ())]
        holder = ends[-1].parent if ends else section
        place = holder.index(ends[-1]) if ends else len(section)
        holder.insert(place, nodes.rubric(title, title, classes=["synth-references-title"]))
        holder.insert(place + 1, nodes.container("", references, classes=["synth-hanging"]))


def shown(env: BuildEnvironment, entries: Sequence[Any]) -> list[nodes.paragraph]:
    """The entries of a list; on paper, authors who are those of the entry before are what the style has for them.

    On screen an entry is also seen alone, behind a link to it.
    """
    paragraphs = [pybtex_docutils.Backend().paragraph(entry) for entry in entries]
    sign = context_of(env).styles[0].substitute if context_of(env).builder.format == "latex" else ""
    names = [getattr(entry, "names", "") for entry in entries]
    for paragraph, own_names, before in zip(paragraphs[1:], names[1:], names, strict=False):
        if sign and own_names and own_names == before:
            left = len(own_names)
            for text in list(paragraph.findall(nodes.Text)):
                text.parent.replace(text, nodes.Text(sign + text[left:] if left == len(own_names) else text[left:]))
                left -= min(left, len(text))
                if not left:
                    break
    return paragraphs


def link_to_own_list(env: BuildEnvironment, document: nodes.document) -> None:
    """Lead resolved citations to the list of their own chapter."""
    domain = CiteDomain.of(env)
    for docname, root in documents(env, document):
        local = {anchor for target in own(root, nodes.target) for anchor in target["ids"]}
        citations = [node for node in own(root, nodes.inline) if "bibtex-citation" in node["classes"]]
        for link in (link for citation in citations for link in citation.findall(nodes.reference)):
            anchor = reference_anchor(domain.key_of(str(link.get("refuri", "")).rpartition("#")[2]))
            if anchor in local:
                del link["refuri"]
                link["refid"] = anchor
        for opening in (opening for citation in citations for opening in citation.findall(raw_latex)):
            found = _HYPERLINK.fullmatch(opening.rawsource)  # as sphinxcontrib-bibtex writes them for LaTeX
            anchor = reference_anchor(domain.key_of(found["id"])) if found else ""
            if anchor in local:
                opening.rawsource = rf"\hyperlink{{cite.{docname}:{anchor}}}{{"


def citation_anchor(docname: str, anchor: str) -> nodes.target:
    """Where citations of an entry lead, in print by the name sphinxcontrib-bibtex links to."""
    target = nodes.target("", "", ids=[anchor])
    target += nodes.raw("", rf"\hypertarget{{cite.{docname}:{anchor}}}{{}}", format="latex")
    return target


def reference_anchor(key: str) -> str:
    """The anchor of a reference in a chapter's list."""
    return f"ref-{key}"


def documents(env: BuildEnvironment, document: nodes.document) -> Sequence[tuple[str, nodes.Element]]:
    """The documents in a doctree by name, where the builder doesn't write each alone."""
    files = () if has_pages(context_of(env).builder) else placed(document, "")
    found = [(own, node) for own, node in files if isinstance(node, start_of_file)]
    return found or [(env.current_document.docname, document)]


def own(root: nodes.Element, kind: type[Kind]) -> Iterator[Kind]:
    """The nodes of a kind in a document, without those of documents within it."""
    if isinstance(root, nodes.document):
        yield from root.findall(kind)
        return
    for _, node in placed(root, "", (start_of_file,)):
        if isinstance(node, kind) and not isinstance(node, start_of_file):
            yield node


def _cited(root: nodes.Element) -> set[str]:
    return {
        target.key
        for node in own(root, pending_xref)
        if node.get("refdomain") == "cite"
        for target in parse_citation_targets(node["reftarget"])
    }
