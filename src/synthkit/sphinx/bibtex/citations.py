"""Citations in brackets and in footnotes as the style sets them, once the whole book is known.

Those that name the authors in the sentence, and those of headings and captions, are ``style.py``'s.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from docutils import nodes
from pybtex.richtext import BaseText, Text
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import Citation
from sphinxcontrib.bibtex.style.template import SphinxReferenceInfo, SphinxReferenceText

from synthkit.csl.cites import located
from synthkit.csl.inline import Run
from synthkit.csl.rich_text import segments
from synthkit.csl.work import Cite, Work
from synthkit.sphinx.bibtex.chapter_references import documents, own
from synthkit.sphinx.bibtex.domain import PLUGIN, CiteDomain, rich
from synthkit.sphinx.context import context_of

#: A role in brackets whose sentence names the authors, as ``[-@key]`` of pandoc.
_WITHOUT_AUTHOR = "yearpar"
#: Roles in brackets; ``cite`` itself is one of them.
_IN_BRACKETS = ("p", "ps", _WITHOUT_AUTHOR)


def fill_citations(env: BuildEnvironment, document: nodes.document) -> None:
    """Give citations their text; in notes whole, short, or *ibid.*"""
    context = context_of(env)
    if env.config.bibtex_reference_style != PLUGIN:
        return
    style = context.styles[0]
    is_paper_note = style.is_note and context.builder.format == "latex"
    if is_paper_note:  # where notes stand below the text, no rule goes before them
        for rule in list(document.findall(nodes.transition)):
            if "footnotes" in rule["classes"]:
                rule.parent.remove(rule)
    domain = CiteDomain.of(env)
    processor = domain.disambiguated(style)
    for docname, root in documents(env, document):
        found = [
            (number, node, _records(node)) for number, node in (_noted(root) if style.is_note else _bracketed(root))
        ]
        entries = domain.cited(record["id"] for _, _, records in found for record in records)
        listed = {citation.key: citation for citation in entries}
        for key, hints in domain.hints_in(docname, listed).items():
            if key in processor.works:
                processor.works[key] = Work(processor.works[key].item, hints)
        clusters = [
            (number, node, [record for record in records if record["id"] in processor.works])
            for number, node, records in found
        ]
        before = [] if env.config.synthkit_chapter_numbering is not False else domain.cited_before(docname)
        earlier = [(0, [{"id": key}]) for key in before if key in processor.works]
        cited = processor.placed([*earlier, *((number, records) for number, _, records in clusters)])[len(earlier) :]
        for (_, node, _), cites in zip(clusters, cited, strict=True):
            if not cites:
                continue
            runs = processor.runs(processor.citation(cites))
            if not any(run.text.strip() for run in runs):  # without the author a style of authors has nothing left
                for cite in cites:
                    cite.without_author = False
                runs = processor.runs(processor.citation(cites))
            after = node.next_node(descend=False, siblings=True)
            if style.is_note and runs and isinstance(after, nodes.Text) and after.startswith("."):
                runs[-1].text = runs[-1].text.removesuffix(".")  # the author's own ends the sentence
            shown = nodes.inline("", "", ids=node["ids"], classes=["bibtex-citation"])
            shown += _text(runs, cites, {} if is_paper_note else listed, env, docname).render(domain.backend)
            node.parent.replace(node, shown)


def _bracketed(root: nodes.Element) -> Iterator[tuple[int, pending_xref]]:
    """The citations in brackets of a document, which stand in no note (0)."""
    for node in list(own(root, pending_xref)):
        is_titled = isinstance(node.parent, nodes.title | nodes.caption)
        if node.get("refdomain") == "cite" and node["reftype"] in _IN_BRACKETS and not is_titled:
            yield 0, node


def _noted(root: nodes.Element) -> Iterator[tuple[int, pending_xref]]:
    """The citations in the footnotes of a document in their order, each with the number of its note."""
    notes = [(int(note[0].astext()), note) for note in own(root, nodes.footnote) if note[0].astext().isdecimal()]
    for number, footnote in sorted(notes, key=lambda note: note[0]):
        for node in list(footnote.findall(pending_xref)):
            if node.get("refdomain") == "cite" and node["reftype"] in _IN_BRACKETS:
                yield number, node


def _records(node: pending_xref) -> list[dict[str, str]]:
    without = {"suppress-author": "1"} if node["reftype"] == _WITHOUT_AUTHOR else {}
    return [
        {"id": target.key, "prefix": f"{target.pre} " if target.pre else "", **located(target.post), **without}
        for target in parse_citation_targets(node["reftarget"])
    ]


def _text(runs: list[Run], cites: list[Cite], listed: dict[str, Citation], env: BuildEnvironment, docname: str) -> Text:
    """A citation: on screen the beginning of each of its works leads to the list of references."""
    items = {cite.work.id: cite.work.item for cite in cites}
    parts: list[BaseText] = []
    for key, group in groupby(runs, key=lambda run: run.cite):
        item = items.get(str(key), {})
        links = {str(item[name]): str(item[name]) for name in ("URL",) if item.get(name)}
        for cite in cites:
            links |= _paragraph(cite, env) if cite.work.id == key else {}
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


def _paragraph(cite: Cite, env: BuildEnvironment) -> dict[str, str]:
    """Where « § 12 » leads in a book of synthkit that intersphinx knows: the script of its pages finds a number."""
    url, number = str(cite.work.item.get("URL", "")).partition("#")[0], re.match(r"\d+", cite.locator)
    books = getattr(env, "intersphinx_cache", {}).items()
    if not (
        cite.has_sign and number and any(url.startswith(top) and "synth:chapter" in found for top, (*_, found) in books)
    ):
        return {}
    return {f"§{space}{number[0]}": f"{url}#par-{number[0]}" for space in " \u00a0\u202f"}
