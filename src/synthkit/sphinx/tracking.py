"""Which facts a page depends on, found by recording what it looks up while it is filled.

A page's placeholders query the catalogue, the references, the downloads. A proxy stands in for each of these sources
and records every query with a digest of its answer. After the next reading each query runs again; a page is outdated
when a digest differs. So no renderer declares dependencies, and none can be forgotten.

Records are proxied too: a record that is an answer counts by its kind and id, and each field counts when it is read. A
page that only links to a session doesn't depend on the session's abstract.
"""

import dataclasses
from collections.abc import Callable, ItemsView, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

from synthkit.diagnostics import Where
from synthkit.model.catalogue import Catalogue
from synthkit.model.events import Event, Proceedings, Session
from synthkit.model.people import Person
from synthkit.model.works import Chapter, Work

_RECORD, _OWNER = "_tracked_record", "_tracked_owner"
#: Types of values that hold no others; nearly all are of these.
_ATOMS = frozenset({str, int, float, bool, bytes, type(None)})
#: As many answers are remembered.
_MOST = 20_000
#: The digest where the record that was queried is gone.
GONE = b""
#: The digest of a query that got two answers: it equals no other.
AMBIGUOUS = b"?"
#: The digest where several records have the id that was queried: it was recorded for none.
SEVERAL = b"??"


class Query(NamedTuple):
    """An attribute of a source, with the arguments of the call (none for a property)."""

    source: str
    name: str
    arguments: tuple[object, ...] = ()


class RecordRef(NamedTuple):
    """A record as an argument: its kind and id."""

    kind: str
    id: str


class Tracker:
    """Records queries while ``recorded`` is a dictionary; nothing while it is None."""

    def __init__(self) -> None:
        self.recorded: dict[Query, bytes] | None = None

    def record(self, query: Query, answer: object) -> None:
        """Keep a query with its answer."""
        self.keep(query, digest(answer))

    def keep(self, query: Query, answer: bytes) -> None:
        """Keep a query with the digest of its answer."""
        if self.recorded is not None and self.recorded.setdefault(query, answer) != answer:
            self.recorded[query] = AMBIGUOUS


class TrackingProxy:
    """Stands for a source under a name: public attributes are recorded, and the records in answers are proxied."""

    def __init__(self, tracker: Tracker, name: str, source: object) -> None:
        self._tracker, self._name, self._source = tracker, name, source
        self._record_proxies: dict[int, object] = {}
        # a source doesn't change: each query with the digest of its answer, and what is handed out for it; its records,
        # of which two may have one id, are held, so that no other object gets the same number
        self._answers: dict[tuple[Query, tuple[int, ...]], tuple[bytes, Any, Sequence[object]]] = {}
        self._fields: dict[tuple[int, str], tuple[Query, bytes, Any]] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        attribute = getattr(self._source, name)
        if not callable(attribute):
            return self._answer(Query(self._name, name), (), lambda: attribute)

        def call(*arguments: object) -> object:
            plain = [_unwrap(argument) for argument in arguments]
            query = Query(self._name, name, tuple(map(_reference, plain)))
            return self._answer(query, plain, lambda: attribute(*plain))

        return call

    def _answer(self, query: Query, plain: Sequence[object], ask: Callable[[], object]) -> object:
        key = query, tuple(id(one) for one in plain if type(one) in _PROXY_TYPES)
        known = self._answers.get(key)
        if known is None:
            _bound(self._answers)
            answer = ask()
            known = self._answers[key] = digest(answer), self._wrap(answer), plain
        self._tracker.keep(query, known[0])
        return known[1]

    def _wrap(self, value: Any) -> Any:
        kind: Any = type(value)
        if kind in _ATOMS:
            return value
        if kind is tuple:
            return tuple(map(self._wrap, value))
        if kind in _PROXY_TYPES:
            # by identity; the proxy holds the record, so no other object gets the same number
            if id(value) not in self._record_proxies:
                proxy = self._record_proxies[id(value)] = object.__new__(_PROXY_TYPES[kind])
                object.__setattr__(proxy, _RECORD, value)
                object.__setattr__(proxy, _OWNER, self)
            return self._record_proxies[id(value)]
        fields = {name: getattr(value, name) for name in _fields_of(kind)}
        wrapped = {name: self._wrap(part) for name, part in fields.items()}
        return kind(**wrapped) if any(wrapped[name] is not fields[name] for name in fields) else value

    def read_field(self, record: Any, name: str) -> Any:
        """The field of a record, recorded and wrapped."""
        known = self._fields.get((id(record), name))  # the proxy holds the record
        if known is None:
            _bound(self._fields)
            value = getattr(record, name)
            query = Query(type(record).__name__, name, (record.id,))
            known = self._fields[id(record), name] = query, digest(value), self._wrap(value)
        if name != "id":
            self._tracker.keep(known[0], known[1])
        return known[2]


def _bound(known: dict[Any, Any]) -> None:
    """Forget all once it is much: of a large book it would be as long as the book."""
    if len(known) >= _MOST:
        known.clear()


@cache
def _fields_of(kind: type[Any]) -> tuple[str, ...]:
    """The arguments an object of a dataclass is made of; nothing for another type."""
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return tuple(field.name for field in fields if field.init)


def current_digest(query: Query, sources: Mapping[str, Any]) -> bytes:
    """The digest of what the sources answer now; ``sources["catalogue"]`` finds the records.

    Whose record was asked for can't be known where several have its id.
    """
    catalogue: Catalogue = sources["catalogue"]
    references = (one.id for one in query.arguments if isinstance(one, RecordRef))
    if not catalogue.repeated_ids.isdisjoint(query.arguments[:1] if query.source in _KINDS else references):
        return SEVERAL
    if query.source in _KINDS:
        record = _find(catalogue, RecordRef(query.source, str(query.arguments[0])))
        return GONE if record is None else digest(getattr(record, query.name))
    arguments = [_find(catalogue, one) if isinstance(one, RecordRef) else one for one in query.arguments]
    if None in arguments and None not in query.arguments:
        return GONE
    attribute = getattr(sources[query.source], query.name)
    return digest(attribute(*arguments) if callable(attribute) else attribute)


def digest(value: object) -> bytes:
    """A digest that is the same in each process."""
    return blake2b(repr(_canonical(value)).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _canonical(value: Any) -> object:  # noqa: PLR0911 - a case a type
    """Records by kind and id, a place by its document (no page shows a line), sets sorted, dataclasses by field."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind in _PROXY_TYPES:
        return _reference(value)
    if isinstance(value, Where):
        return value.docname
    if isinstance(value, tuple | list):
        return [_canonical(part) for part in value]
    if isinstance(value, Mapping | ItemsView):
        pairs = value.items() if isinstance(value, Mapping) else value
        return [(_canonical(key), _canonical(part)) for key, part in pairs]
    if isinstance(value, set | frozenset):
        return sorted(repr(_canonical(part)) for part in value)
    if hasattr(value, "pformat"):  # a node of docutils, whose repr leaves most of it out
        return value.pformat()
    if dataclasses.is_dataclass(value):
        return kind.__name__, [_canonical(getattr(value, field.name)) for field in dataclasses.fields(value)]
    return value


def _proxy_type(kind: type[Any]) -> type[Any]:
    """A subclass whose instances pass for records of the kind and record which fields are read."""
    fields = frozenset(field.name for field in dataclasses.fields(kind))

    def read(self: object, name: str) -> Any:
        if name == "__class__":
            return kind
        if name not in fields:
            return object.__getattribute__(self, name)
        owner: TrackingProxy = object.__getattribute__(self, _OWNER)
        return owner.read_field(object.__getattribute__(self, _RECORD), name)

    return type(f"Tracked{kind.__name__}", (kind,), {"__slots__": (_RECORD, _OWNER), "__getattribute__": read})


_PROXY_TYPES: dict[type[Any], type[Any]] = {
    kind: _proxy_type(kind) for kind in (Event, Session, Person, Chapter, Proceedings, Work)
}
_RECORD_PROXIES = frozenset(_PROXY_TYPES.values())
_KINDS = frozenset(kind.__name__ for kind in _PROXY_TYPES)


def _find(catalogue: Catalogue, record: RecordRef) -> Any:
    return getattr(catalogue, record.kind.lower())(record.id)


def _unwrap(value: Any) -> Any:
    return object.__getattribute__(value, _RECORD) if type(value) in _RECORD_PROXIES else value


def _reference(value: Any) -> object:
    return RecordRef(type(value).__name__, value.id) if type(value) in _PROXY_TYPES else value
