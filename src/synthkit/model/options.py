"""Options as an editor wrote them, read into values and records; every mistake is noted and none is fatal."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from synthkit import schema
from synthkit.diagnostics import Code, Problem, Where, nearest
from synthkit.i18n import N_, I18n
from synthkit.model.catalogue import Record
from synthkit.model.events import Event, Proceedings, Session
from synthkit.model.ids import folded
from synthkit.model.people import Name, Person, affiliations, parse_credit
from synthkit.model.values import Format, choice
from synthkit.model.works import Chapter
from synthkit.schema import Fact, OwnKind

Choice = TypeVar("Choice", bound=StrEnum)
#: No edition could show them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Options:
    """The options of one directive. A value that can't be read is a problem and counts as not given.

    ``own_kinds`` are the kinds of sessions that the publication adds to those of the schema.
    """

    def __init__(
        self,
        given: Mapping[str, str | None],
        known: Iterable[str],
        record: str,
        where: Where,
        own_kinds: Mapping[str, OwnKind] | None = None,
    ) -> None:
        self.problems: list[Problem] = []
        self._given = {name: _CONTROL.sub("", value or "") for name, value in given.items()}
        self._own_kinds = own_kinds or {}
        self._record = record
        self._where = where
        known = sorted(known)
        for name, value in given.items():
            if self._given[name] != (value or ""):
                message = N_(
                    "'%(id)s': option '%(option)s' holds a control character, which is left out; expected: text"
                )
                self._note(Code.CONTROL_CHARACTER, message, option=name)
            if name not in known:
                message = N_("'%(id)s' has an unknown option '%(found)s'; known: %(known)s")
                called = sorted(_called().get(folded(name), set()) & {*known})
                close = called[0] if called else nearest(name, known)
                self._note(Code.UNKNOWN_OPTION, message, found=name, nearest=close, known=", ".join(known))

    def text(self, name: str) -> str:
        """The value as one line; empty when it isn't given."""
        return " ".join(self._given.get(name, "").split())

    def value(self, name: str, form: Format) -> Any:
        """The value in its format, what is meant by one that isn't; None when it isn't given or nobody can tell."""
        given = self._given.get(name, "") if form.has_lines else self.text(name)
        if not given:
            return None
        if form.kinds is schema.SessionKind and given.lower() in self._own_kinds:
            return self._own_kinds[given.lower()]
        try:
            return form.parse(given)
        except ValueError:
            meant = form.meaning(given)
            expected = form.expected if form.kinds else meant or form.expected
            if form.kinds is schema.SessionKind and self._own_kinds:
                expected = ", ".join((expected, *self._own_kinds))
            near = {"nearest": meant or nearest(given, form.known())} if form.known else {}
            self._note(form.code, form.message, option=name, found=given, expected=expected, **near)
            return form.parse(meant) if meant else None

    def choice(self, name: str, default: Choice) -> Choice:
        """One of the values of an enumeration."""
        return self.value(name, choice(type(default))) or default

    def note_lost(self, option: str, needed: str) -> None:
        """Note an option that counts only beside another one."""
        message = N_("'%(id)s': option '%(option)s' is in no edition without '%(expected)s'; expected: both")
        self._note(Code.MISSING_OPTION, message, option=option, expected=needed)

    def _note(self, code: Code, message: str, **values: object) -> None:
        self.problems.append(Problem(code, message, self._where, {"id": self._record, **values}))


@cache
def _called() -> Mapping[str, set[str]]:
    """Options by what their questions, their labels or their roles are in French."""
    i18n, found = I18n("fr"), dict[str, set[str]]()
    for option in (one for rows in schema.RECORDS.values() for one in rows):
        of_role = (option.role.label, option.role.many) if option.role else ()
        for text in (option.question, option.label, *of_role):
            found.setdefault(folded(i18n(text).partition(" (")[0]), set()).add(option.name)
    return found


def record_of(directive: str, id_: str, options: Options, body: str, where: Where) -> Record:
    """The record of a directive's options; ``body`` is its text without markup."""
    cls, body_field, always = _RECORDS[directive]
    known = {field.name for field in fields(cls)}
    values: dict[str, Any] = {"id": id_, "where": where, body_field: body, **always}
    parts: dict[str, dict[str, Any]] = {"name": {}} if cls is Person else {}
    facts: list[Fact] = []
    for option in schema.RECORDS[directive]:
        value = options.value(option.name, option.format)
        name, *part = option.path
        if value is None:
            continue
        if option.role:
            credits = (parse_credit(one, option.role) for one in value)
            value = tuple(dict.fromkeys((*values.get(name, ()), *credits)))
        if part:
            parts.setdefault(name, {})[part[0]] = value
        elif name in known:
            values[name] = value
        else:
            facts.append(Fact(option.name, option.format.write(value)))
    for name, part_values in parts.items():
        part_of, needed = _PARTS[name]
        if not needed or part_values.get(needed):
            values[name] = part_of(**part_values)
        else:
            paths = {option.path: option.name for option in schema.RECORDS[directive]}
            options.note_lost(paths[name, next(iter(part_values))], paths[name, needed])
    return cls(facts=tuple(facts), **values)


#: The class of each directive's record, the field of its text, the fields it can't be without.
_RECORDS: Mapping[str, tuple[type[Record], str, Mapping[str, str]]] = {
    "event": (Event, "abstract", {}),
    "session": (Session, "abstract", {"event": ""}),
    "speaker": (Person, "biography", {}),
    "chapter": (Chapter, "abstract", {}),
    "proceedings": (Proceedings, "abstract", {}),
}
#: Parts of a record with the field without which there is none.
_PARTS: Mapping[str, tuple[Callable[..., object], str]] = {
    "name": (Name, ""),
    "affiliations": (affiliations, "named"),
    "proceedings": (Proceedings, "title"),
}
