"""Sources of knowledge that note what is asked of them and what they answer.

A page is filled with what it asks: the catalogue for a session's neighbours, a person for the name. Each question is
noted with a digest of its answer. When the book was read again the questions are asked again, and a page is out of
date when an answer is another. So nobody has to say what a page depends on, and nobody can forget it.

A record is noted by its kind and id where it is an answer, and each of its fields when that is read: who only links to
a session doesn't depend on its abstract.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, ItemsView, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

from synthkit.diagnostics import Where
from synthkit.model.catalogue import Catalogue, Record
from synthkit.model.events import Event, Session
from synthkit.model.people import Person
from synthkit.model.works import Chapter, Work

_PLAIN, _SOURCE = "_watched_plain", "_watched_source"
#: Kinds of values that hold no others; nearly all are of these.
_ATOMS = frozenset({str, int, float, bool, bytes, type(None)})
#: The answer where the record that was asked is gone.
UNKNOWN = b""
#: Kept of a question that got two answers: it equals none.
DISPUTED = b"?"
#: By the source of a question, the one whose state says that its answers are what they were.
STATE_OF = dict.fromkeys(("Event", "Session", "Person", "Chapter", "Work", "book"), "catalogue")


class Question(NamedTuple):
    """What was asked: of which source, which attribute, with which arguments (none for a property)."""

    source: str
    name: str
    arguments: tuple[object, ...] = ()


class Named(NamedTuple):
    """A record as an argument: its kind and id."""

    kind: str
    id: str


class Watch:
    """Notes what is asked while ``noted`` is a dictionary; nothing while it is None."""

    def __init__(self) -> None:
        self.noted: dict[Question, bytes] | None = None
        # a field's last value with its digest: what is common to a book is read on each of its pages
        self._fields: dict[Question, tuple[object, bytes]] = {}

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is asked meanwhile is no question of the page."""
        noted, self.noted = self.noted, None
        try:
            yield
        finally:
            self.noted = noted

    def note(self, question: Question, answer: object) -> None:
        """Keep a question; one that got two answers is never answered the same again."""
        if self.noted is not None:
            self._keep(self.noted, question, digest(answer))

    def note_field(self, question: Question, value: object) -> None:
        """Keep that a field of a record was read; the very value that was read before has the digest it had."""
        if self.noted is not None:
            known = self._fields.get(question)
            if known is None or known[0] is not value:
                known = self._fields[question] = (value, digest(value))
            self._keep(self.noted, question, known[1])

    def _keep(self, noted: dict[Question, bytes], question: Question, found: bytes) -> None:
        if noted.setdefault(question, found) != found:
            noted[question] = DISPUTED


class Watched:
    """Stands for a source under a name: what is public is asked and noted, and answers are watched too."""

    def __init__(self, watch: Watch, name: str, source: object) -> None:
        self._watch, self._name, self._source = watch, name, source
        self._lent: dict[int, object] = {}

    def stands_for(self, source: object) -> bool:
        """Whether this is what is asked."""
        return self._source is source

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(self._source, name)
        if not callable(found):
            return self._answered(Question(self._name, name), found)

        def ask(*arguments: object) -> object:
            plain = [_plain(argument) for argument in arguments]
            question = Question(self._name, name, tuple(map(_as_argument, plain)))
            return self._answered(question, found(*plain))

        return ask

    def _answered(self, question: Question, answer: object) -> object:
        self._watch.note(question, answer)
        return self.lent(answer)

    def lent(self, value: Any) -> Any:
        """A value whose records note which of their fields are read."""
        if type(value) in _ATOMS:
            return value
        if isinstance(value, tuple) and type(value) is tuple:
            return tuple(map(self.lent, value))
        if type(value) in _LENT:
            known = self._lent.get(id(value))
            if known is None:
                # the record is kept with it, so that no other gets its identity
                known = self._lent[id(value)] = _lent(value, self)
            return known
        fields = [(name, getattr(value, name)) for name in _fields_of(type(value))]  # type: ignore[arg-type]
        lent = {name: self.lent(found) for name, found in fields}
        return type(value)(**lent) if any(lent[name] is not found for name, found in fields) else value

    def note_field(self, record: object, name: str, value: object) -> None:
        """Keep that a field of a record was read."""
        self._watch.note_field(Question(type(record).__name__, name, (record.id,)), value)  # type: ignore[attr-defined]


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    """What an object of a kind is made of; nothing when it is no dataclass."""
    return (
        tuple(field.name for field in dataclasses.fields(kind) if field.init) if dataclasses.is_dataclass(kind) else ()
    )


class WatchedTable(dict[Any, Any]):
    """Stands for a table: which keys are looked up is noted with what they have, or the whole where all is read."""

    def __init__(self, watch: Watch, name: str, table: Mapping[Any, Any]) -> None:
        super().__init__(table)
        self._watch, self._name = watch, name

    def __getitem__(self, key: Any) -> Any:
        self._watch.note(Question(self._name, "get", (key,)), super().get(key))
        return super().__getitem__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        """What the key has."""
        self._watch.note(Question(self._name, "get", (key,)), super().get(key))
        return super().get(key, default)

    def setdefault(self, key: Any, default: Any = None) -> Any:
        """What the key has."""
        return self.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._watch.note(Question(self._name, "__contains__", (key,)), super().__contains__(key))
        return super().__contains__(key)

    def _whole(self) -> None:
        self._watch.note(Question(self._name, "items"), super().items())

    def __iter__(self) -> Any:
        self._whole()
        return super().__iter__()

    def keys(self) -> Any:
        """All keys."""
        self._whole()
        return super().keys()

    def values(self) -> Any:
        """All values."""
        self._whole()
        return super().values()

    def items(self) -> Any:
        """Keys and values."""
        self._whole()
        return super().items()


def asked_again(question: Question, sources: Mapping[str, object]) -> bytes:
    """The digest of what the sources answer now; ``sources["catalogue"]`` knows the records."""
    catalogue = sources["catalogue"]
    assert isinstance(catalogue, Catalogue)
    if question.source in _FINDERS:
        record = _found(catalogue, question.source, str(question.arguments[0]))
        return UNKNOWN if record is None else digest(getattr(record, question.name))
    arguments = [
        _found(catalogue, argument.kind, argument.id) if isinstance(argument, Named) else argument
        for argument in question.arguments
    ]
    if None in arguments and None not in question.arguments:
        return UNKNOWN
    found = getattr(sources[question.source], question.name)
    return digest(found(*arguments) if callable(found) else found)


def digest(answer: object) -> bytes:
    """A digest of an answer that is the same in each process."""
    return blake2b(repr(_shape(answer)).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _shape(value: object) -> object:
    """What an answer is: records by kind and id, a place by its document (no page shows a line), sets sorted."""
    found = value
    if type(value) in _ATOMS:
        return value
    if type(value) in _LENT:
        found = Named(type(value).__name__, value.id)  # type: ignore[attr-defined]
    elif isinstance(value, Where):
        found = value.docname
    elif isinstance(value, tuple | list):
        found = [_shape(part) for part in value]
    elif isinstance(value, Mapping | ItemsView):
        pairs = value.items() if isinstance(value, Mapping) else value
        found = [(_shape(key), _shape(part)) for key, part in pairs]
    elif isinstance(value, set | frozenset):
        found = sorted(map(repr, map(_shape, value)))
    elif hasattr(value, "pformat"):  # a node of docutils, whose repr leaves most of it out
        found = value.pformat()
    elif dataclasses.is_dataclass(value):
        found = type(value).__name__, [_shape(getattr(value, field.name)) for field in dataclasses.fields(value)]
    return found


_SIMPLE = frozenset({str, int, bool, bytes})

# -- records -----------------------------------------------------------------------------------------------


def _watching(kind: type[Any]) -> type[Any]:
    """The class of a kind's records that note their fields; they pass for the kind."""
    fields = frozenset(field.name for field in dataclasses.fields(kind))

    def read(self: object, name: str) -> Any:
        if name == "__class__":
            return kind
        if name not in fields:
            return object.__getattribute__(self, name)
        plain, source = object.__getattribute__(self, _PLAIN), object.__getattribute__(self, _SOURCE)
        value = getattr(plain, name)
        if name != "id":
            source.note_field(plain, name, value)
        return source.lent(value)

    return type(f"Watched{kind.__name__}", (kind,), {"__slots__": (_PLAIN, _SOURCE), "__getattribute__": read})


_LENT: dict[type[Any], type[Any]] = {kind: _watching(kind) for kind in (Event, Session, Person, Chapter, Work)}
_FINDERS: dict[str, Callable[[Catalogue, str], Record | Work | None]] = {
    "Event": lambda catalogue, id_: catalogue.event(id_),
    "Session": lambda catalogue, id_: catalogue.session(id_),
    "Person": lambda catalogue, id_: catalogue.person(id_),
    "Chapter": lambda catalogue, id_: catalogue.chapter(id_),
    "Work": lambda catalogue, id_: catalogue.work(id_),
}


def _lent(record: object, source: Watched) -> object:
    kind = _LENT[type(record)]
    lent = object.__new__(kind)
    object.__setattr__(lent, _PLAIN, record)
    object.__setattr__(lent, _SOURCE, source)
    return lent


def _plain(value: Any) -> Any:
    """A record as the source knows it."""
    return object.__getattribute__(value, _PLAIN) if type(value) in _WATCHING else value


_WATCHING = frozenset(_LENT.values())


def _as_argument(value: object) -> object:
    return Named(type(value).__name__, value.id) if type(value) in _LENT else value  # type: ignore[attr-defined]


def _found(catalogue: Catalogue, kind: str, id_: str) -> Record | Work | None:
    return _FINDERS[kind](catalogue, id_)
