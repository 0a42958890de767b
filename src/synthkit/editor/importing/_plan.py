"""An import as a whole: which sessions are new, where their pages stand, what the next time has to know."""

import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from synthkit.editor.importing._merging import Plan, Planning, State
from synthkit.editor.importing._people import AskWho, Cast, cast
from synthkit.editor.importing._programme import Item, Programme
from synthkit.editor.scaffold.pages import Change, Place
from synthkit.editor.scaffold.project import Book, text_of
from synthkit.editor.scaffold.prompts import RefusedError
from synthkit.editor.scaffold.session import cited_id, folder_of_pages, has_page, name_of_page
from synthkit.editor.scaffold.speaker import is_page_of_people
from synthkit.editor.scaffold.validators import short_id
from synthkit.i18n import N_
from synthkit.model.events import Event, Session
from synthkit.model.ids import first_free, folded
from synthkit.schema import SessionKind

#: Beside conf.py, and committed with the book: what was imported, for the next time.
STATE = "programme.import.json"


def plan(
    book: Book, event: Event, reader: str, programme: Programme, *, settled: str = "", ask: AskWho | None = None
) -> Plan:
    """An import into an event of the book. ``settled``: whose value stands in a conflict, ``book`` or ``source``."""
    path, before, stored = _stored(book)
    name = f"{event.id} {reader}"
    work = Planning(book, event, settled, State(**stored.get(name, {})))
    if not programme.items and not work.before.sessions:
        raise RefusedError(N_("the source holds no session; nothing was written"))
    work.after.columns = programme.columns
    who = cast(book, programme, work.before.people, ask)
    work.plan.remarks += who.remarks
    work.after.people = who.ids
    placed = list(_placed(work, who, programme))
    _set_in_contents(work, placed)
    work.people(who)
    work.merge(event.id, programme.event)
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
    work.plan.draft = work.draft(Change(path, before, text, 1) if before else (path, text))
    return work.plan


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
        raise RefusedError(N_("%(path)s can't be read: %(error)s"), path=path, error=error) from error


def _placed(work: Planning, who: Cast, programme: Programme) -> Iterator[tuple[str, dict[str, str], str, bool]]:
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


def _ids(work: Planning, who: Cast, items: Sequence[Item], here: Mapping[str, Session]) -> dict[str, str]:
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
            short = first_free([short_id(title)], taken)
            id_ = cited_id(families[0], year, title, taken) if is_cited else short
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


def _values(work: Planning, who: Cast, item: Item) -> dict[str, str]:
    credits = {option: ", ".join(dict.fromkeys(who.ids[key] for key in keys)) for option, keys in item.credits.items()}
    values = {"event": str(work.event.id), **item.values, **credits}
    if "part-of" in values:
        values["part-of"] = work.after.sessions[values["part-of"]]
    if values.get("language") == work.book.i18n.language:
        del values["language"]
    return values


def _set_in_contents(work: Planning, placed: Sequence[tuple[str, dict[str, str], str, bool]]) -> None:
    """New pages behind those that precede them in the programme, runs of them at once."""
    book = work.book
    people = [source.docname for source in book.sources.values() if is_page_of_people(book, source)]
    order = [(page, is_new) for _, _, page, is_new in placed if page]
    pages = [page for page, _ in order]
    start = 0
    for is_new, run in groupby(order, key=lambda one: one[1]):
        end = start + len(list(run))
        if is_new:
            work.contents(pages[start:end], Place(pages[:start][::-1], [*pages[end:], *people]))
        start = end
