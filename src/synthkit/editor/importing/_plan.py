"""An import as a whole: which sessions are new, where they stand, what changes in records, what the next time knows."""

import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from synthkit.diagnostics import CommandError, Remark
from synthkit.editor.importing._people import AskWho, Cast
from synthkit.editor.importing._programme import Item, Programme
from synthkit.editor.scaffold import speaker
from synthkit.editor.scaffold.draft import Change, Draft, value_of
from synthkit.editor.scaffold.project import Book, text_of
from synthkit.editor.scaffold.session import (
    add_to_programme,
    folder_of_pages,
    has_page,
    ids_of_work,
    list_pages,
    name_of_page,
    page_of_programme,
)
from synthkit.editor.scaffold.texts import source_of
from synthkit.i18n import N_
from synthkit.model.events import Event, Session
from synthkit.model.ids import first_free, folded
from synthkit.model.values import Format
from synthkit.schema import RECORDS, SessionKind, SessionStatus

#: Beside conf.py, and committed with the book: what was imported, for the next time.
STATE = "programme.import.json"
_CONFLICT = N_("Conflict: '%(id)s', option '%(option)s': the book has “%(ours)s”, the source “%(theirs)s”")
_BODY = {"session": "abstract", "speaker": "biography", "event": "abstract"}


@dataclass(slots=True)
class State:
    """An earlier import: ids of sessions and people by the source's keys, options of records by ids, columns."""

    sessions: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    records: dict[str, dict[str, str]] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)


class Plan(Draft):
    """All of an import before anything is written: what to write, what to say, what is new, changed, gone there.

    First it is decided where new pages stand, then all changes are stated by the lines that gives. ``settled``: whose
    value stands in a conflict, ``book`` or ``source``.
    """

    def __init__(self, book: Book, event: Event, settled: str = "", state: State | None = None) -> None:
        super().__init__(book)
        self.event = event
        self.settled = settled
        self.before = state or State()
        self.after = State()
        self.conflicts: list[Remark] = []
        self.counts = dict.fromkeys(("sessions", "people", "changed", "gone"), 0)

    def tell(self, message: str, **values: object) -> None:
        """Something an editor should know."""
        self.remarks.append(Remark(message, values))

    def merge(self, id_: str, theirs: Mapping[str, str], *, is_source: bool = False) -> None:
        """A record of the book: what changed there is written, what an editor changed stays.

        Of each option there are three values: as imported last, as in the book, as there now. In a conflict the book's
        stays, and is shown again next time unless it is settled.
        """
        source, directive = self.book.places[id_]
        body = _BODY[directive.name]
        theirs = theirs if is_source else _written(theirs, body, source.path.suffix)
        base, forms = self.before.records.get(id_, {}), {one.name: one.format for one in RECORDS[directive.name]}
        changes, kept = dict[str, str](), dict(theirs)
        for name in {**base, **theirs}:
            ours = value_of(directive, name, body)
            texts = (base.get(name, ""), ours, theirs.get(name, ""))
            before, here, there = (_normal(forms.get(name), text) for text in texts)
            if there in (before, here):
                continue
            if here == before or self.settled == "source":
                changes[name] = theirs.get(name, "")
            elif self.settled != "book":
                values = {"id": id_, "option": name, "ours": ours, "theirs": theirs.get(name, "")}
                self.conflicts.append(Remark(_CONFLICT, values))
                kept.pop(name, None)
                kept |= {name: base[name]} if name in base else {}
        for name in self.record(source, directive, changes, body):
            self.tell(N_("'%(id)s': change '%(option)s' to '%(found)s'"), id=id_, option=name, found=theirs.get(name))
        self.counts["changed"] += bool(changes)
        self.after.records[id_] = kept

    def is_taken_out(self, id_: str) -> bool:
        """Whether a record was imported once, and an editor has taken it out of the book."""
        if id_ in self.book.places or id_ not in self.before.records:
            return False
        self.tell(N_("'%(id)s' was taken out of the book; it isn't written again"), id=id_)
        self.after.records[id_] = self.before.records[id_]
        return True

    def people(self, who: Cast) -> None:
        """Known people merged, new ones in their place on the page of people."""
        home = speaker.home_of_people(self.book)
        markup = home.markup if home else self.book.markup
        new: list[dict[str, str]] = []
        for id_, values in who.people.items():
            if id_ in self.book.places:
                self.merge(id_, values)
            elif not self.is_taken_out(id_):
                self.after.records[id_] = texts = _written(values, "biography", markup.suffix)
                new.append({"id": id_, **texts})
        self.counts["people"] += len(new)
        speaker.add_people(self, home, new, markup)

    def session(self, id_: str, values: Mapping[str, str], page: str) -> None:
        """A session of the book merged, or a new one on its page, or without one behind the programme."""
        if id_ in self.book.places:
            self.merge(id_, values)
        elif not self.is_taken_out(id_):
            source = None if page else page_of_programme(self.book, self.event.id)
            markup = source.markup if source else self.book.markup
            self.counts["sessions"] += 1
            self.after.records[id_] = texts = _written(values, "abstract", markup.suffix)
            answers, body = {"id": id_, **texts}, texts.get("abstract", "")
            if source:
                add_to_programme(self, source, answers, body)
            else:
                self.new[f"{page}{markup.suffix}"] = self.page_of_record("session", answers, body, markup)

    def gone(self) -> None:
        """What is no longer there stands in the book as cancelled."""
        for key, id_ in self.before.sessions.items():
            if key in self.after.sessions or id_ in self.after.sessions.values():
                continue
            self.after.sessions[key] = id_
            self.after.records[id_] = base = self.before.records.get(id_, {})
            if base.get("status") != SessionStatus.CANCELLED and id_ in self.book.places:
                self.tell(N_("'%(id)s' is gone there; the book has it as cancelled"), id=id_)
                self.counts["gone"] += 1
                self.merge(id_, {**base, "status": SessionStatus.CANCELLED}, is_source=True)


def plan(
    book: Book, event: Event, reader: str, programme: Programme, *, settled: str = "", ask: AskWho | None = None
) -> Plan:
    """An import into an event of the book."""
    path, before, stored = _stored(book)
    name = f"{event.id} {reader}"
    work = Plan(book, event, settled, State(**stored.get(name, {})))
    if not programme.items and not work.before.sessions:
        raise CommandError(N_("the source holds no session; nothing was written"))
    work.after.columns = programme.columns
    who = Cast(book, programme, work.before.people, ask)
    work.remarks += who.remarks
    work.after.people = who.ids
    placed = list(_placed(work, who, programme))
    list_pages(work, [(page, is_new) for _, _, page, is_new in placed if page])
    work.people(who)
    work.merge(event.id, programme.facts)
    for id_, values, page, is_new in placed:
        work.session(id_, values, page if is_new else "")
    work.gone()
    kinds = [SessionKind(item.values["kind"]) for item in programme.items if not item.credits]
    if alone := sum(kind.needs_people and kind.cited_as is not None for kind in kinds):
        work.tell(N_("sessions that name nobody, though their kind asks for it: %(count)s"), count=alone)
    for what, number in sorted(programme.left.items()):
        work.tell(N_("the book has no place for: %(found)s (%(count)s)"), found=what, count=number)
    stored[name] = asdict(work.after)
    text = json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    work.others.append(Change(path, before or None, text))
    return work


def columns(book: Book, event: Event) -> dict[str, str]:
    """The columns of the spreadsheets that were imported into an event, by their headings."""
    states = (state for name, state in _stored(book)[2].items() if name.startswith(f"{event.id} "))
    return {heading: option for state in states for heading, option in state.get("columns", {}).items()}


def _stored(book: Book) -> tuple[Path, str, dict[str, dict[str, Any]]]:
    path = book.folder / STATE
    text = text_of(path) if path.is_file() else ""
    try:
        return path, text, json.loads(text or "{}")
    except ValueError as error:
        raise CommandError(N_("%(path)s can't be read: %(error)s"), path=path, error=error) from error


def _placed(work: Plan, who: Cast, programme: Programme) -> Iterator[tuple[str, dict[str, str], str, bool]]:
    """Each session in the order of the programme: its id, its options, its page, whether that is new."""
    book = work.book
    here = {str(session.id): session for session in book.catalogue.sessions if session.event == work.event.id}
    folder = folder_of_pages(book, {"event": work.event.id})
    names = {posixpath.basename(docname) for docname in book.sources if (posixpath.dirname(docname) or ".") == folder}
    begins = {item.key: _when(item, work.event) for item in programme.items}
    for item in programme.items:  # a block without hours begins with its first talk
        block = item.values.get("part-of", "")
        if block in begins:
            begins[block] = min(begins[block], begins[item.key])
    items = sorted(programme.items, key=lambda item: begins[item.key])
    work.after.sessions = _ids(work, who, items, here)
    imported = set(work.before.sessions.values())
    for item in items:
        id_, values = work.after.sessions[item.key], _values(work, who, item)
        is_new, page = id_ not in here and id_ not in imported, ""
        if is_new and has_page(book, values["kind"]):
            page = first_free([name_of_page(values["kind"], _families(who, item), values["title"]), id_], names)
            names.add(page)
            page = posixpath.normpath(posixpath.join(folder, page))
        elif id_ in here and here[id_].kind.has_page:
            page = here[id_].where.docname
        yield id_, values, page, is_new


def _ids(work: Plan, who: Cast, items: Sequence[Item], here: Mapping[str, Session]) -> dict[str, str]:
    """The id of each session: that of an earlier import, of the book's session with its title, or a new one."""
    taken = {*work.book.taken, *map(str.casefold, who.people)}
    found = {item.key: work.before.sessions[item.key] for item in items if item.key in work.before.sessions}
    # what has another key there now is found by its title
    known, free = set(found.values()), dict[str, list[str]]()
    for id_, session in sorted(here.items(), key=lambda one: str((one[1].day, one[1].start))):
        titles = (session.title, work.before.records.get(id_, {}).get("title", ""))
        for title in dict.fromkeys(map(folded, titles)) if id_ not in known else ():
            free.setdefault(title, []).append(id_)
    for item in items:
        if item.key in found:
            continue
        title = item.values["title"]
        if id_ := next((one for one in free.get(folded(title), ()) if one not in known), ""):
            work.tell(N_("'%(id)s' of the book is taken for “%(title)s”: same title"), id=id_, title=title)
        else:
            days, families = work.event.days, _families(who, item)
            year = item.values.get("date", "")[:4] or (str(days.first.year) if days else "")
            is_cited = families and SessionKind(item.values["kind"]).cited_as
            id_ = first_free(ids_of_work(families[0] if is_cited else "", year, title), taken)
        taken.add(id_)
        known.add(id_)
        found[item.key] = id_
    return found


def _families(who: Cast, item: Item) -> list[str]:
    people = (who.people[who.ids[key]] for key in item.credits.get("speakers") or item.credits.get("moderators", ()))
    return [person.get("family") or person.get("literal", "") for person in people]


def _when(item: Item, event: Event) -> tuple[str, bool, bool, str]:
    """By day and hour; hours of the night behind those of the day, what has none last."""
    date, start = item.values.get("date", ""), item.values.get("start", "")
    return date or "9", not start, start < f"{event.day_begins:%H:%M}", start


def _values(work: Plan, who: Cast, item: Item) -> dict[str, str]:
    credits = {option: ", ".join(dict.fromkeys(who.ids[key] for key in keys)) for option, keys in item.credits.items()}
    values = {"event": str(work.event.id), **item.values, **credits}
    if "part-of" in values:
        values["part-of"] = work.after.sessions[values["part-of"]]
    if values.get("language") == work.book.i18n.language:
        del values["language"]
    return values


def _written(values: Mapping[str, str], body: str, suffix: str) -> dict[str, str]:
    return {**values, body: source_of(values[body], suffix)} if values.get(body) else dict(values)


def _normal(form: Format | None, text: str) -> str:
    """A value as its format writes it, spaces made one."""
    text = " ".join(text.split())
    try:
        return str(form.write(form.parse(text))) if form and text else text
    except ValueError:
        return text
