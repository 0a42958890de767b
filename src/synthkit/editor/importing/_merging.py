"""What the book has and what the source has now, record by record: what is written, what stays, what is in conflict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from synthkit.editor.importing._people import Cast
from synthkit.editor.scaffold import speaker
from synthkit.editor.scaffold.edits import Edits, value_of
from synthkit.editor.scaffold.markup import MARKUPS
from synthkit.editor.scaffold.pages import Change, Draft, Place, added, page_of_record
from synthkit.editor.scaffold.project import Book, Source
from synthkit.editor.scaffold.prompts import Remark
from synthkit.editor.scaffold.session import block_of, page_of_programme
from synthkit.editor.scaffold.source_scan import Directive
from synthkit.editor.scaffold.texts import source_of
from synthkit.i18n import N_
from synthkit.model.events import Event
from synthkit.model.people import Name
from synthkit.model.values import Format
from synthkit.schema import RECORDS, SessionStatus

_BODY = {"session": "abstract", "speaker": "biography", "event": "abstract"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """An option that was changed on both sides: what the book has, and what the source has now."""

    record: str
    option: str
    ours: str
    theirs: str


@dataclass(slots=True)
class Plan:
    """All of an import before anything is written: what to write, what to say, what is new, changed, gone there."""

    draft: Draft = field(default_factory=Draft)
    remarks: list[Remark] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("sessions", "people", "changed", "gone"), 0))


@dataclass(slots=True)
class State:
    """An earlier import: ids of sessions and people by the source's keys, options of records by ids, columns."""

    sessions: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    records: dict[str, dict[str, str]] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)


class Planning:
    """One import under way: first where new pages stand, then all changes by the lines that gives."""

    def __init__(self, book: Book, event: Event, settled: str = "", state: State | None = None) -> None:
        self.book = book
        self.event = event
        self.settled = settled
        self.before = state or State()
        self.after = State()
        self.plan = Plan()
        self.edits = Edits()
        self.originals = book.sources
        self.markup = MARKUPS[book.suffix]
        self.new: dict[str, str] = {}

    def tell(self, message: str, **values: object) -> None:
        """Something an editor should know."""
        self.plan.remarks.append(Remark(message, values))

    @cached_property
    def places(self) -> Mapping[str, tuple[Source, Directive]]:
        """Records by their ids; first asked for when the contents are as they will be."""
        found = [(source, record) for source in self.book.sources.values() for record in source.called(*RECORDS)]
        return {record.argument: (source, record) for source, record in found}

    def merge(self, id_: str, theirs: Mapping[str, str], *, is_source: bool = False) -> None:
        """A record of the book: what changed there is written, what an editor changed stays.

        Of each option there are three values: as imported last, as in the book, as there now. In a conflict the book's
        stays, and is shown again next time unless it is settled.
        """
        source, directive = self.places[id_]
        body = _BODY[directive.name]
        theirs = theirs if is_source else _written(theirs, body, source.path.suffix)
        base, forms = self.before.records.get(id_, {}), {one.name: one.format for one in RECORDS[directive.name]}
        changes, kept = dict[str, str](), dict(theirs)
        for name in {**base, **theirs}:
            ours = value_of(directive, name, body)
            values = (base.get(name, ""), ours, theirs.get(name, ""))
            before, here, there = (_normal(forms.get(name), text) for text in values)
            if there in (before, here):
                continue
            if here == before or self.settled == "source":
                changes[name] = theirs.get(name, "")
            elif self.settled != "book":
                self.plan.conflicts.append(Conflict(id_, name, ours, theirs.get(name, "")))
                kept.pop(name, None)
                kept |= {name: base[name]} if name in base else {}
        for name in self.edits.record(source, directive, changes, body):
            self.tell(N_("'%(id)s': change '%(option)s' to '%(found)s'"), id=id_, option=name, found=theirs.get(name))
        self.plan.counts["changed"] += bool(changes)
        self.after.records[id_] = kept

    def is_taken_out(self, id_: str) -> bool:
        """Whether a record was imported once, and an editor has taken it out of the book."""
        if id_ in self.places or id_ not in self.before.records:
            return False
        self.tell(N_("'%(id)s' was taken out of the book; it isn't written again"), id=id_)
        self.after.records[id_] = self.before.records[id_]
        return True

    def people(self, who: Cast) -> None:
        """Known people merged, new ones in their place on the page of people."""
        home = speaker.home_of_people(self.book)
        markup = MARKUPS[home.path.suffix] if home else self.markup
        new: list[tuple[Name, str]] = []
        for id_, values in who.people.items():
            if id_ in self.places:
                self.merge(id_, values)
            elif not self.is_taken_out(id_):
                self.after.records[id_] = texts = _written(values, "biography", markup.suffix)
                block = speaker.block_of({"id": id_, **texts}, texts.get("biography", ""), markup)
                new.append((speaker.name_of(values), block))
        self.plan.counts["people"] += len(new)
        new.sort(key=lambda one: one[0].sort_key)
        if home:
            for name, block in new:
                self.edits.block(home, speaker.place(self.book, home, name), block)
        elif new:
            page, heading = speaker.first_page_of_people(self.book, markup)
            self.new[f"{page}{markup.suffix}"] = "\n".join((heading, *(block for _, block in new)))
            self.contents([page], Place())

    def session(self, id_: str, values: Mapping[str, str], page: str) -> None:
        """A session of the book merged, or a new one on its page, or without one behind the programme."""
        if id_ in self.places:
            return self.merge(id_, values)
        if self.is_taken_out(id_):
            return None
        source, markup = (None, self.markup) if page else page_of_programme(self.book, self.event.id)
        self.plan.counts["sessions"] += 1
        self.after.records[id_] = texts = _written(values, "abstract", markup.suffix)
        body = texts.get("abstract", "")
        if source:
            return self.edits.block(source, source.text.count("\n"), block_of({"id": id_, **texts}, body, markup))
        self.new[f"{page}{markup.suffix}"] = page_of_record(
            "session", {"id": id_, **texts}, body, markup, self.book.i18n
        )
        return None

    def gone(self) -> None:
        """What is no longer there stands in the book as cancelled."""
        for key, id_ in self.before.sessions.items():
            if key in self.after.sessions or id_ in self.after.sessions.values():
                continue
            self.after.sessions[key] = id_
            self.after.records[id_] = base = self.before.records.get(id_, {})
            if base.get("status") != SessionStatus.CANCELLED and id_ in self.places:
                self.tell(N_("'%(id)s' is gone there; the book has it as cancelled"), id=id_)
                self.plan.counts["gone"] += 1
                self.merge(id_, {**base, "status": SessionStatus.CANCELLED}, is_source=True)

    def contents(self, pages: Sequence[str], place: Place) -> None:
        """Lines of new pages in the table of contents."""
        change = added(self.book, pages[0], place, pages[1:])
        if isinstance(change, Change):
            source = self.book.source(change.path, change.after)
            self.book.sources = {**self.book.sources, source.docname: source}
        elif change:
            self.plan.remarks.append(change)

    def draft(self, state: Change | tuple[Path, str] | None) -> Draft:
        """All of it, each file once."""
        texts = {name: one.text for name, one in self.book.sources.items() if one is not self.originals[name]}
        texts |= self.edits.texts(self.book)
        changed = [Change(of.path, of.text, text, 1) for name, text in texts.items() for of in [self.originals[name]]]
        new = [(self.book.folder / name, text) for name, text in self.new.items()]
        if isinstance(state, Change):
            changed += [state] if state.before != state.after else []
        elif state:
            new.append(state)
        return Draft(tuple(new), tuple(changed))


def _written(values: Mapping[str, str], body: str, suffix: str) -> dict[str, str]:
    return {**values, body: source_of(values[body], suffix)} if values.get(body) else dict(values)


def _normal(form: Format | None, text: str) -> str:
    """A value as its format writes it, spaces made one."""
    text = " ".join(text.split())
    try:
        return str(form.write(form.parse(text))) if form and text else text
    except ValueError:
        return text
