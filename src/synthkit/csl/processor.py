"""A bibliography and its citations in a CSL style: the whole book, as CSL 1.0.2 has it.

``Processor`` knows all works and all citations: their order and numbers, which citation is the first, what tells works
apart. ``citation`` and ``entry`` are what is printed, as parts (``inline.py``).
"""

from collections.abc import Iterable, Mapping
from collections.abc import Sequence as SequenceOf
from typing import Any

from synthkit.csl import inline
from synthkit.csl.cites import placed
from synthkit.csl.collapse import capitalise_term, clustered
from synthkit.csl.disambiguation import Cited, Disambiguation
from synthkit.csl.elements.base import Element, Group, Scope, Sequence
from synthkit.csl.elements.conditions import Choose
from synthkit.csl.elements.dates import Date
from synthkit.csl.elements.names import Names
from synthkit.csl.elements.texts import Label, Number, Text
from synthkit.csl.inline import Node, Parts, Run
from synthkit.csl.sorting import SortKey, in_order
from synthkit.csl.stylesheet import NAMESPACE, NOTHING, Stylesheet
from synthkit.csl.work import Cite, Context, Hints, Work

_KINDS = {kind.__name__.lower(): kind for kind in (Text, Number, Label, Names, Date, Group, Choose)}


class Layout(Scope):
    """``cs:citation`` or ``cs:bibliography`` with its layout."""

    def __init__(self, style: Stylesheet, use: str) -> None:
        super().__init__(style, use, _KINDS)
        layout = next(self.element.iterfind(f"{NAMESPACE}layout"), NOTHING)
        self.body, self.dress = Sequence(layout, self), Element(layout, self)
        self.keys = [SortKey(key, self) for key in self.element.iterfind(f"{NAMESPACE}sort/{NAMESPACE}key")]


class Processor:
    """A style with the works of a book: ``works`` in the order of the bibliography."""

    def __init__(self, style: Stylesheet) -> None:
        self.style = style
        self.cites, self.list = Layout(style, "citation"), Layout(style, "bibliography")
        self.works: dict[str, Work] = {}
        self._added: tuple[list[Mapping[str, Any]], dict[str, Hints]] = ([], {})
        root = style.root
        self._conditions = len(root.xpath("//@disambiguate"))
        self._is_english = style.language.startswith("en")

    def add(self, items: Iterable[Mapping[str, Any]]) -> None:
        """Take the works of a book, sort and number them, tell them apart."""
        items = list(items)
        if items == self._added[0]:  # as last time: what tells them apart too
            self.restore(*self._added)
            return
        found = [Work(item, Hints(number=number)) for number, item in enumerate(items, 1)]
        ordered = in_order(found, self.list.keys)
        counts_down = any(key.is_descending and key.is_number for key in self.list.keys)
        for number, work in enumerate(reversed(ordered) if counts_down else ordered, 1):
            work.hints = Hints(number=number)
        Disambiguation(self.cites.options, self._cited_alone, self._conditions).apply(ordered)
        self.works = {work.id: work for work in ordered}
        self._added = items, self.hints

    @property
    def hints(self) -> dict[str, Hints]:
        """What was found out of each work when all were added, in the order of the bibliography."""
        return {id_: work.hints for id_, work in self.works.items()}

    def restore(self, items: Iterable[Mapping[str, Any]], hints: Mapping[str, Hints]) -> None:
        """Take the works of a book with what an earlier processor of the style found out of them."""
        by_id = {str(item.get("id", "")): item for item in items}
        self.works = {id_: Work(by_id[id_], found) for id_, found in hints.items()}

    def context(self, work: Work, cite: Cite | None = None) -> Context:
        """What is known while a work is set."""
        language = str(work.item.get("language", "") or "")
        return Context(work, cite, is_english=language.startswith("en") if language else self._is_english)

    def _cited_alone(self, work: Work) -> Cited:
        cite = Cite(work)
        cite.position = "subsequent"
        context = self.context(work, cite)
        context.hidden.add("accessed")  # when somebody looked tells no work from another
        return inline.text_of(self.cites.body.render(context)), context.names

    def body(self, cite: Cite, *, without_author: bool = False) -> Parts:
        """One work of a citation, without what stands around them all."""
        context = self.context(cite.work, cite)
        context.suppress_author = without_author
        return self.cites.body.render(context)

    def placed(self, clusters: SequenceOf[tuple[int, SequenceOf[Mapping[str, Any]]]]) -> list[list[Cite]]:
        """The citations of a text, each with its place in it: the number of its note (0 for none) and its works."""
        cited = [
            (note, [Cite(self.works[str(record["id"])], record) for record in records]) for note, records in clusters
        ]
        distance = int(self.cites.options.get("near-note-distance", 5))
        return placed(cited, distance)

    def citation(self, cites: list[Cite]) -> Parts:
        """One citation with all its works, sorted and drawn together as the style says."""
        if self.cites.keys:
            cites = in_order(cites, self.cites.keys, lambda cite: (cite.work, cite))
        return clustered(self, cites)

    def entry(self, work: Work) -> Parts:
        """A work's entry in the bibliography, its first citation where the style has none; nothing if none is shown."""
        if self.style.bibliography is None:
            return self.body(Cite(work))
        context = self.context(work)
        parts = self.list.body.render(context)
        capitalise_term(parts)
        return self.list.dress.dressed(parts, context)

    def names(self, work: Work) -> Parts:
        """The names that an entry begins with, without their label; none where it begins with something else."""
        entry = self.entry(work)
        found = next(inline.nodes_of(entry, "names"), None)
        return [found] if found and inline.text_of(entry).startswith(inline.text_of([found])) else []

    def bibliography(self) -> list[tuple[Work, Parts]]:
        """All entries in their order, an author who returns shown as the style says."""
        found = [(work, self.entry(work)) for work in self.works.values()]
        return _substituted(found, self.list.options)

    def runs(self, parts: Parts) -> list[Run]:
        """Parts as runs, in the quotation marks of the locale."""
        return inline.runs(parts, self.style.locale.quotes)

    def plain(self, parts: Parts) -> str:
        """Parts as text."""
        return "".join(run.text for run in self.runs(parts))


def _substituted(entries: list[tuple[Work, Parts]], options: Mapping[str, str]) -> list[tuple[Work, Parts]]:
    """Entries with ``subsequent-author-substitute`` in the place of names that are those before."""
    sign = options.get("subsequent-author-substitute")
    if sign is None:
        return entries
    rule = options.get("subsequent-author-substitute-rule", "complete-all")
    before: list[str] = []
    whole = ""
    for _, parts in entries:
        names = next(inline.nodes_of(parts, "names"), None)
        if names is None:
            before, whole = [], ""
            continue
        each = list(inline.nodes_of(names.parts, "name"))
        texts, text = [inline.text_of(name.parts) for name in each], inline.text_of(names.parts)
        same = _same(texts, before)
        if text == whole and text and (rule == "complete-all" or not each):
            names.parts = [sign]
        elif rule == "complete-each" and text == whole:
            _replace(each, sign)
        elif rule == "partial-each":
            _replace(each[:same], sign)
        elif rule == "partial-first" and same:
            _replace(each[:1], sign)
        before, whole = texts, text
    return entries


def _same(texts: list[str], before: list[str]) -> int:
    same = 0
    while same < min(len(texts), len(before)) and texts[same] == before[same]:
        same += 1
    return same


def _replace(names: list[Node], sign: str) -> None:
    for name in names:
        name.parts = [sign] if sign else []
