"""Citations in headings and captions: the words that menus, contents, bookmarks and links to them show."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from synthkit.model.people import Person
from synthkit.sphinx.bibtex.chapter_references import documents, own
from synthkit.sphinx.bibtex.domain import CiteDomain
from synthkit.sphinx.bibtex.roles import words_of
from synthkit.sphinx.context import context_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.typography.french import spaced


def word_citations(env: BuildEnvironment, document: nodes.document) -> None:
    """Give citations in headings and captions words: their text is noted as it is read.

    What the whole book decides, letters and numbers, is put right by ``finish_words``. The document is read again when
    a .bib changes.
    """
    for node in list(document.findall(pending_xref)):
        if node.get("refdomain") != "cite" or not isinstance(node.parent, nodes.title | nodes.caption):
            continue
        role, target = node["reftype"], node["reftarget"]
        words = words_of(env, role, target, {})
        if words is not None:
            node[:] = [nodes.inline("", words, cite_role=role, cite_target=target, words=words)]
        for path in context_of(env).bibfile_dates:
            env.note_dependency(path)


def finish_words(app: Sphinx, env: BuildEnvironment) -> None:
    """Put what the whole book decides into headings as they were noted: letters of years, names, numbers."""
    labels = env.domains.standard_domain.labels
    labels_of: defaultdict[str, list[str]] = defaultdict(list)
    for name, (place, _, _) in labels.items():
        labels_of[place].append(name)
    for docname, document in SynthDomain.of(env).documents.items():
        if not document.cited:
            continue
        held = [holder[docname] for holder in (env.titles, env.longtitles, env.tocs) if docname in holder]
        changed = _finished(env, docname, held)
        if changed:
            document.records[:] = [
                record
                if isinstance(record, Person)
                else replace(
                    record,
                    title=_reworded(record.title, changed),
                    rich_title=_reworded(record.rich_title, changed),
                )
                for record in document.records
            ]
            for name in labels_of[docname]:
                place, anchor, title = labels[name]
                labels[name] = (place, anchor, _reworded(title, changed))
            slugs = env.metadata[docname].get("myst_slugs", {})
            for slug, (line, anchor, title) in slugs.items():
                slugs[slug] = (line, anchor, _reworded(title, changed))


def finish_links(env: BuildEnvironment, document: nodes.document) -> None:
    """The same for links to headings of their own document, which MyST words as it reads them."""
    for docname, root in documents(env, document):
        changed = _finished(env, docname, own(root, nodes.title))
        for link in own(root, nodes.reference) if changed else ():
            for text in list(link.findall(nodes.Text)):
                text.parent.replace(text, nodes.Text(_reworded(text, changed)))


def _finished(env: BuildEnvironment, docname: str, held: Iterable[nodes.Element]) -> dict[str, str]:
    """Finish the words of some headings; what they were by what they are."""
    changed: dict[str, str] = {}
    for node in [node for one in held for node in one.findall(nodes.inline) if "words" in node]:
        keys = [target.key for target in parse_citation_targets(node["cite_target"])]
        words = words_of(env, node["cite_role"], node["cite_target"], CiteDomain.of(env).hints_in(docname, keys))
        if words is not None and words != node["words"]:
            shown = spaced(words) if (env.config.language or "").startswith("fr") else words
            changed |= {node["words"]: words, node.astext(): shown}
            node["words"], node[:] = words, [nodes.Text(shown)]
    return changed


def _reworded(title: str, changed: Mapping[str, str]) -> str:
    for old, new in changed.items():
        title = title.replace(old, new)
    return title
