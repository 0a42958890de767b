"""Citations in a style of notes: footnotes, which are filled in once it is known what the book cites before.

In headings and captions a citation stays in the text, in a footnote of the author it stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from pybtex.richtext import BaseText, Text
from sphinx.addnodes import pending_xref
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo, SphinxReferenceText

from synthkit.csl.locators import located
from synthkit.csl.rich_text import segments
from synthkit.sphinx.bibtex.chapter_references import documents, own
from synthkit.sphinx.bibtex.domain import CiteDomain
from synthkit.sphinx.bibtex.entries import rich
from synthkit.sphinx.bibtex.roles import TEXTUAL
from synthkit.sphinx.context import context_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import Citation

    from synthkit.csl.inline import Run
    from synthkit.csl.processor import Cite

#: Where a citation stays in the text.
_WHOLE = (nodes.footnote, nodes.title, nodes.caption, nodes.rubric)
_PUNCTUATION = ".,;:!?…"


def make_footnotes(env: BuildEnvironment, document: nodes.document) -> None:
    """Move citations to footnotes, which are numbered with those of the author."""
    if not context_of(env).styles[0].is_note:
        return
    cited = [node for node in document.findall(pending_xref) if node.get("refdomain") == "cite" and not _is_kept(node)]
    for citation in cited:
        name = f"citation-{citation['ids'][0]}"
        call = nodes.footnote_reference("", auto=1, refname=name)
        document.note_footnote_ref(call)
        document.note_autofootnote_ref(call)
        noted = citation.deepcopy()
        if citation["reftype"] in TEXTUAL:
            noted["reftype"], noted["ids"] = "p", []
            citation.parent.insert(citation.parent.index(citation) + 1, call)
        else:
            citation.parent[citation.parent.index(citation)] = call
            _join(call, is_french=(env.config.language or "").startswith("fr"))
        footnote = nodes.footnote("", nodes.paragraph("", "", noted), auto=1, names=[name])
        document += footnote
        document.note_explicit_target(footnote, footnote)
        document.note_autofootnote(footnote)
    if cited:
        _number_together(document)


def _is_kept(node: nodes.Node) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, _WHOLE):
            return True
    return False


def _join(call: nodes.footnote_reference, *, is_french: bool) -> None:
    """Set the call of a note to the word before it; in English behind the sign that follows."""
    parent, place = call.parent, call.parent.index(call)
    before = parent[place - 1] if place else None
    if isinstance(before, nodes.Text):
        parent[place - 1] = nodes.Text(before.rstrip(" \n\u00a0"))
    after = parent[place + 1] if place + 1 < len(parent) else None
    if not is_french and isinstance(after, nodes.Text) and after[:1] and after[0] in _PUNCTUATION:
        parent[place + 1] = nodes.Text(after[1:])
        parent.insert(place, nodes.Text(after[0]))


def _number_together(document: nodes.document) -> None:
    """One row of numbers for all notes: those an author gave by hand make way."""
    for footnote in document.footnotes:
        footnote["auto"] = 1
        del footnote[0]
        document.note_autofootnote(footnote)
        for number in footnote["names"]:  # a name that is a number keeps docutils from giving it to another note
            document.nameids.pop(number, None)
            document.nametypes.pop(number, None)
        calls = [call for number in footnote["names"] for call in document.footnote_refs.pop(number, ())]
        footnote["names"] = [f"note-{number}" for number in footnote["names"]]
        document.note_explicit_target(footnote, footnote)
        for call in calls:
            call["auto"], call["refname"] = 1, footnote["names"][0]
            call.clear()
            document.note_footnote_ref(call)
    document.footnotes.clear()
    calls = [call for call in document.findall(nodes.footnote_reference) if "refname" in call]
    document.autofootnote_refs[:] = [call for call in calls if call.get("auto") == 1]
    place = {name: number for number, name in reversed(list(enumerate(call["refname"] for call in calls)))}
    last = len(calls)
    document.autofootnotes.sort(key=lambda note: min((place.get(name, last) for name in note["names"]), default=last))


def fill_footnotes(env: BuildEnvironment, document: nodes.document) -> None:
    """Give the citations in footnotes their text: whole, short, or *ibid.*"""
    style = context_of(env).styles[0]
    if not style.is_note:
        return
    is_paper = context_of(env).builder.format == "latex"
    if is_paper:  # where notes stand below the text, no rule goes before them
        for rule in list(document.findall(nodes.transition)):
            if "footnotes" in rule["classes"]:
                rule.parent.remove(rule)
    domain = CiteDomain.of(env)
    processor = domain.told_apart(style, context_of(env).references.references)
    for docname, root in documents(document, env.current_document.docname):
        found = [
            (number, node, [record for record in _records(node) if record["id"] in processor.works])
            for number, node in _noted(root)
        ]
        before = [] if env.config.synthkit_chapter_numbering is not False else domain.cited_before(docname)
        clusters = [(0, [{"id": key}]) for key in before if key in processor.works]
        cited = processor.placed([*clusters, *((number, records) for number, _, records in found)])[len(clusters) :]
        for (_, node, records), cites in zip(found, cited, strict=True):
            if cites:
                entries = domain.cited(record["id"] for record in records)
                listed = {} if is_paper else {citation.key: citation for citation in entries}
                runs = processor.runs(processor.citation(cites))
                after = node.next_node(descend=False, siblings=True)
                if runs and isinstance(after, nodes.Text) and after.startswith("."):
                    runs[-1].text = runs[-1].text.removesuffix(".")  # the author's own ends the sentence
                shown = nodes.inline("", "", classes=["bibtex-citation"])
                shown += _text(runs, cites, listed, env, docname).render(domain.backend)
                node.replace_self(shown)


def _noted(root: nodes.Element) -> Iterator[tuple[int, pending_xref]]:
    """The citations in the footnotes of a document in their order, each with the number of its note."""
    notes = [(int(note[0].astext()), note) for note in own(root, nodes.footnote) if note[0].astext().isdecimal()]
    for number, footnote in sorted(notes, key=lambda note: note[0]):
        for node in list(footnote.findall(pending_xref)):
            if node.get("refdomain") == "cite" and node["reftype"] not in TEXTUAL:
                yield number, node


def _records(node: pending_xref) -> list[dict[str, str]]:
    return [
        {"id": target.key, "prefix": f"{target.pre} " if target.pre else "", **located(target.post)}
        for target in parse_citation_targets(node["reftarget"])
    ]


def _text(runs: list[Run], cites: list[Cite], listed: dict[str, Citation], env: BuildEnvironment, docname: str) -> Text:
    """A citation: on screen the beginning of each of its works leads to the list of references."""
    items = {cite.work.id: cite.work.item for cite in cites}
    parts: list[BaseText] = []
    for key, group in groupby(runs, key=lambda run: run.cite):
        item = items.get(str(key), {})
        links = {str(item[name]): str(item[name]) for name in ("URL",) if item.get(name)}
        for place, segment in enumerate(segments(group, links)):
            entry = listed.get(str(key)) if not place and not segment.url else None
            if entry:
                info = SphinxReferenceInfo(
                    context_of(env).builder, docname, entry.bibliography_key.docname, entry.citation_id, None, "", ""
                )
                parts.append(SphinxReferenceText(info, rich(segment)))
            else:
                parts.append(rich(segment))
    return Text(*parts)
