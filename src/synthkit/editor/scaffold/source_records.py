"""Records as a directive writes them, as far as a draft asks: ids, names, times. What can't be read is left out."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from synthkit.diagnostics import Where
from synthkit.editor.scaffold.source_scan import Directive
from synthkit.model.catalogue import Record
from synthkit.model.credits import parse_credits, parse_list
from synthkit.model.dates import parse_day, parse_days, parse_time
from synthkit.model.events import Event, EventId, EventKind, Session, SessionId, SessionKind
from synthkit.model.people import CreditRole, Name, Person, PersonId
from synthkit.model.works import Chapter, ChapterId

Value = TypeVar("Value")
Kind = TypeVar("Kind", bound=StrEnum)


def record_of(directive: Directive, where: Where) -> Record:
    """The record of an ``event``, ``session``, ``speaker`` or ``chapter``."""
    readers: dict[str, Callable[[Directive, Where], Record]] = {
        "event": _event,
        "session": session_of,
        "speaker": _person,
        "chapter": _chapter,
    }
    return readers[directive.name](directive, where)


def _event(directive: Directive, where: Where) -> Event:
    option = directive.options.get
    return Event(
        id=EventId(directive.argument),
        title=option("title", "") or directive.heading,
        kind=_read(EventKind, option("kind", "")) or EventKind.COLLOQUIUM,
        days=_read(parse_days, option("date", "")),
        timezone=option("timezone", ""),
        where=where,
    )


def session_of(directive: Directive, where: Where) -> Session:
    """The session of a ``session``."""
    option = directive.options.get
    block = option("part-of", "")
    return Session(
        id=SessionId(directive.argument),
        event=EventId(option("event", "")),
        title=option("title", "") or directive.heading,
        kind=_read(SessionKind, option("kind", "")) or SessionKind.TALK,
        day=_read(parse_day, option("date", "")),
        start=_read(parse_time, option("start", "")),
        end=_read(parse_time, option("end", "")),
        room=option("room", ""),
        part_of=SessionId(block) if block else None,
        position=_read(int, option("position", "")) or 0,
        credits=(
            *parse_credits(option("speakers", "")),
            *parse_credits(option("moderators", ""), CreditRole.MODERATOR),
            *parse_credits(option("discussants", ""), CreditRole.DISCUSSANT),
        ),
        where=where,
    )


def _person(directive: Directive, where: Where) -> Person:
    option = directive.options.get
    return Person(
        id=PersonId(directive.argument),
        name=Name(
            family=option("family", ""),
            given=option("given", ""),
            particle=option("particle", ""),
            literal=option("literal", ""),
        ),
        variants=parse_list(option("variants", "")),
        where=where,
    )


def _chapter(directive: Directive, where: Where) -> Chapter:
    title = directive.options.get("title", "") or directive.heading
    authors = parse_list(directive.options.get("authors", ""))
    return Chapter(id=ChapterId(directive.argument), title=title, authors=authors, where=where)


def _read(parse: Callable[[str], Value], text: str) -> Value | None:
    try:
        return parse(text) if text else None
    except ValueError:
        return None
