"""The indexes of the printed book: persons, subjects and institutions, each with its pages.

What a record names, the headings and their order are ``indexes``'; whoever sets the book finds out the pages, puts
those that follow each other together and names each once. Wherever the text names somebody or a body there is, it is
found by the name; a subject where a session or chapter that has it as keyword uses the word, else on its first page.
Passages that an author marked by ``index`` stand among the subjects.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise

from docutils import nodes
from sphinx import addnodes
from sphinx.addnodes import start_of_file
from sphinx.environment import BuildEnvironment
from sphinx.util.index_entries import split_index_msg
from sphinx.util.texescape import escape

from synthkit.build.page_numbers import latex_name
from synthkit.i18n import N_
from synthkit.index import headings, occurrences
from synthkit.index.headings import Heading
from synthkit.index.passages import Phrases, stems
from synthkit.model.catalogue import Catalogue
from synthkit.model.ids import folded
from synthkit.model.people import Person
from synthkit.sphinx.config import i18n_of
from synthkit.sphinx.domain import SynthDomain
from synthkit.sphinx.latex.front_matter import listed
from synthkit.sphinx.latex.page_references import RECORD_BEGINS, WORK_BEGINS, WORK_ENDS, target_of
from synthkit.sphinx.node_helpers import label_of_index, latex

#: From which label to which other one.
Span = tuple[str, str]
#: What is copied elsewhere, or no text.
_UNREAD = (nodes.title, nodes.caption, nodes.FixedTextElement, nodes.literal, nodes.math)
#: Classes of what is no text about somebody or something.
_LISTED = frozenset({"synth-facts", "synth-references"})


def append_indexes(env: BuildEnvironment, document: nodes.document) -> None:
    """Note where persons are named and subjects treated, and write the indexes behind the last page."""
    named = env.config.synthkit_index_names
    found = Found(SynthDomain.of(env).catalogue, named, env.config.language or "en")
    found.read(document, env.current_document.docname)
    i18n = i18n_of(env.config)
    see, subjects = i18n(N_("see")), headings.subjects([*found.keywords, *found.passages])
    people = [person for person in SynthDomain.of(env).catalogue.persons if person.id in found.of_person]
    others = [name for name in named.get("persons", {}) if name in found.of_person]
    institutions = [one for one in found.known.headings if one.target in found.of_institution]
    written = [
        _index("person", i18n(N_("Index of persons")), headings.persons(people, others), found.of_person, see),
        _index("keyword", i18n(N_("Index of subjects")), subjects, found.of_subject, see),
        _index("institution", i18n(N_("Index of institutions")), institutions, found.of_institution, see),
    ]
    if any(written):
        document += latex(
            rf"\synthkitbehindparts\renewcommand*{{\synthkitseename}}{{{escape(see, 'lualatex')}}}", "behind-parts"
        )
        document.extend(filter(None, written))
    about = tuple(heading.shown for heading in headings.subjects(found.keywords))
    if about:
        document.insert(0, latex(rf"\synthkitkeywords{{{listed(about)}}}", "keywords", about))


class Found:
    """What stands where, by person, subject and institution, in the order of the book."""

    def __init__(self, catalogue: Catalogue, named: Mapping[str, Mapping[str, Iterable[str]]], language: str) -> None:
        self._catalogue = catalogue
        self._by_anchor: dict[tuple[str, str], str] = {(one.where.docname, one.id): one.id for one in catalogue.persons}
        self._marks = 0
        self.of_person: dict[str, list[Span]] = {}
        self.of_subject: dict[str, list[Span]] = {}
        self.of_institution: dict[str, list[Span]] = {}
        self.keywords: list[str] = []
        self.passages: list[str] = []
        self.known = occurrences.institutions_known(catalogue, named.get("institutions"))
        others = named.get("persons", {})
        upright = [(name, (" ".join(reversed(name.split(", ", 1))), *spellings)) for name, spellings in others.items()]
        names = {spelling: name for name, spellings in upright for spelling in spellings}
        people = {spelling: str(one.id) for one in catalogue.persons for spelling in (str(one.name), *one.variants)}
        words = {keyword: folded(keyword) for one in catalogue.records for keyword in occurrences.keywords_of(one)}
        self._persons, self._bodies = Phrases(names | people), Phrases(self.known.spellings)
        self._subjects = Phrases(words, stems(language))
        #: Of each work that has begun and not ended, how often each of its keywords was found before.
        self._open: dict[str, dict[str, int]] = {}

    def read(self, node: nodes.Element, docname: str, *, is_prose: bool = True) -> None:
        """Note all that stands in a node, walked by children: pages that moved don't know their parents."""
        is_prose = is_prose and "printed" not in node and not _LISTED.intersection(node["classes"])
        for child in list(node.children):
            if isinstance(child, start_of_file):
                self.read(child, child["docname"])
            elif isinstance(child, nodes.raw):
                self._begin(child)
            elif isinstance(child, addnodes.index):
                node.replace(child, self._marks_of(child))
            elif isinstance(child, nodes.reference):
                person = self._by_anchor.get(target_of(docname, child))
                if person:
                    node.insert(node.index(child), self._mark((self.of_person, person)))
            elif isinstance(child, nodes.Text) and is_prose and isinstance(node, nodes.paragraph | nodes.Inline):
                node.replace(child, self._passages_of(child))
            elif isinstance(child, nodes.Element) and not isinstance(child, _UNREAD):
                self.read(child, docname, is_prose=is_prose)

    def _passages_of(self, text: nodes.Text) -> list[nodes.Node]:
        """A text with a mark at each place that names somebody, a body, or a subject of what it stands in."""
        found: dict[int, list[tuple[dict[str, list[Span]], str]]] = {}
        treated = {keyword for keywords in self._open.values() for keyword in keywords}
        for phrases, spans in ((self._persons, self.of_person), (self._bodies, self.of_institution)):
            for start, target in phrases.find(text):
                found.setdefault(start, []).append((spans, target))
        for start, target in self._subjects.find(text) if treated else ():
            if target in treated:
                found.setdefault(start, []).append((self.of_subject, target))
        made: list[nodes.Node] = []
        for start, end in pairwise([*sorted({0, *found}), len(text)]):
            made += [self._mark(*found[start])] if start in found else []
            made.append(nodes.Text(text[start:end]))
        return made

    def _mark(self, *named: tuple[dict[str, list[Span]], str]) -> nodes.raw:
        self._marks += 1
        place = f"at:{self._marks}"
        for spans, target in named:
            spans.setdefault(target, []).append((place, place))
        return latex(rf"\synthkitat{{{self._marks}}}", "mark", place)

    def _marks_of(self, passage: addnodes.index) -> list[nodes.raw]:
        """« a; b » is said « a, b », a pair in both orders; what only sends on to another entry is left out."""
        shown = []
        for kind, text, *_ in passage["entries"]:
            parts = split_index_msg(kind, text)
            shown += [", ".join(parts)] if not kind.startswith("see") else []
            shown += [", ".join(reversed(parts))] if kind == "pair" else []
        self.passages += shown
        return [self._mark((self.of_subject, folded(subject))) for subject in shown]

    def _begin(self, mark: nodes.raw) -> None:
        if RECORD_BEGINS in mark:
            place = f"at:record:{latex_name(mark[RECORD_BEGINS])}"
            self._note(mark[RECORD_BEGINS], (place, place))
        elif WORK_BEGINS in mark:
            name = latex_name(mark[WORK_BEGINS])
            self._note(mark[WORK_BEGINS], (f"first:{name}", f"last:{name}"))
        elif WORK_ENDS in mark:
            first = f"first:{latex_name(mark[WORK_ENDS])}"
            for keyword, count in self._open.pop(mark[WORK_ENDS], {}).items():
                spans = self.of_subject.setdefault(keyword, [])
                if len(spans) == count:
                    spans.append((first, first))

    def _note(self, id_: str, span: Span) -> None:
        found = self._catalogue.session(id_) or self._catalogue.chapter(id_) or self._catalogue.event(id_)
        record = found or self._catalogue.person(id_)
        if record is None:
            return
        named = [person.id for person, _ in occurrences.people_of(self._catalogue, record)]
        for person in dict.fromkeys([*named, *([record.id] if isinstance(record, Person) else [])]):
            self.of_person.setdefault(person, []).append(span)
        keywords = occurrences.keywords_of(record)
        self.keywords += keywords
        if span[0] != span[1]:
            self._open[id_] = {word: len(self.of_subject.get(word, ())) for word in map(folded, keywords)}
        else:
            for keyword in keywords:
                self.of_subject.setdefault(folded(keyword), []).append(span)
        for affiliation, _ in occurrences.institutions_of(self._catalogue, record):
            self.of_institution.setdefault(self.known.known_by(affiliation), []).append(span)


def _index(kind: str, title: str, found: Iterable[Heading], spans: dict[str, list[Span]], see: str) -> nodes.raw | None:
    lines, printed = [], []
    for letter, group in groupby(found, key=lambda heading: heading.letter):
        entries = list(group)
        lines += [rf"\synthkitletter{{{letter}}}", *(_entry(heading, spans) for heading in entries)]
        places = [() if one.see else tuple(spans[one.target]) for one in entries]
        words = [f"{one.shown}, {see} {one.see}" if one.see else one.shown for one in entries]
        printed.append((letter, tuple(zip(words, places, strict=True))))
    if not lines:
        return None
    label = label_of_index(kind)
    begin = rf"\begin{{synthkitindex}}{{{escape(title, 'lualatex')}}}\label{{{label}}}"
    return latex("\n".join([begin, *lines, r"\end{synthkitindex}"]), "index", label, title, tuple(printed))


def _entry(heading: Heading, spans: dict[str, list[Span]]) -> str:
    shown = escape(heading.shown, "lualatex")
    if heading.see:
        return rf"\synthkitsee{{{shown}}}{{{escape(heading.see, 'lualatex')}}}"
    pages = "".join(rf"\synthkitspan{{{first}}}{{{last}}}" for first, last in spans[heading.target])
    return rf"\synthkitentry{{{shown}}}{{{pages}}}"
