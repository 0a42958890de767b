"""Citations in a style of notes: footnotes, which ``citations.py`` fills in.

In headings and captions a citation stays in the text, in a footnote of the author it stays where it is.
"""

import re

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment

from synthkit.sphinx.bibtex.roles import IN_BRACKETS, TEXTUAL
from synthkit.sphinx.context import context_of

#: Where a citation stays in the text.
_WHOLE = (nodes.footnote, nodes.title, nodes.caption, nodes.rubric)
_PUNCTUATION = ".,;:!?…"


def make_footnotes(env: BuildEnvironment, document: nodes.document) -> None:
    """Move citations to footnotes, which are numbered with those of the author."""
    if not context_of(env).styles[0].is_note:
        return
    cited = [
        node
        for node in document.findall(pending_xref)  # a year or a name alone is a word of the sentence
        if node.get("refdomain") == "cite" and node["reftype"] in (*TEXTUAL, *IN_BRACKETS) and not _is_kept(node)
    ]
    for citation in cited:
        name = f"citation-{citation['ids'][0]}"
        call = nodes.footnote_reference("", auto=1, refname=name)
        document.note_footnote_ref(call)
        document.note_autofootnote_ref(call)
        noted = citation.deepcopy()
        if citation["reftype"] in TEXTUAL:
            noted["reftype"], noted["ids"] = "p", []
            citation["reftarget"] = re.sub(r"\{[^{}]*\}", "", citation["reftarget"])  # the place is the note's
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
