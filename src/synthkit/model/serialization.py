"""The catalogue as versioned JSON, and back: the only place that knows its schema.

Places in the source are stored by document name alone: a file's path belongs to the machine it
was read on.
"""

import datetime as dt
import json
from typing import Any

import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from synthkit.diagnostics import Where
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import PartialDate
from synthkit.model.events import Event, Proceedings, Session
from synthkit.model.people import Person
from synthkit.model.works import Chapter, Publication
from synthkit.schema import AnySessionKind, OwnKind, SessionKind, WorkKind

SCHEMA_VERSION = 1


class StoreError(ValueError):
    """The text is no catalogue, or one of a schema this version doesn't know."""


def _plain_kind(kind: AnySessionKind) -> object:
    return [*kind.__getnewargs__()] if isinstance(kind, OwnKind) else str(kind)


def _kind_of(plain: Any, _: object) -> AnySessionKind:
    if isinstance(plain, str):
        return SessionKind(plain)
    value, label, cited_as, has_page, needs_people = plain
    return OwnKind(value, label, WorkKind(cited_as) if cited_as else None, has_page, needs_people)


_PLACES: dict[str, Any] = {"path": override(omit=True), "line": override(omit=True)}
_CONVERTER = cattrs.Converter(omit_if_default=True, forbid_extra_keys=True)
_CONVERTER.register_unstructure_hook(dt.date, dt.date.isoformat)
_CONVERTER.register_structure_hook(dt.date, lambda text, _: dt.date.fromisoformat(text))
_CONVERTER.register_unstructure_hook(dt.time, lambda time: time.strftime("%H:%M"))
_CONVERTER.register_structure_hook(dt.time, lambda text, _: dt.time.fromisoformat(text))
_CONVERTER.register_unstructure_hook(PartialDate, str)
_CONVERTER.register_structure_hook(PartialDate, lambda text, _: PartialDate.parse(text))
_CONVERTER.register_unstructure_hook(AnySessionKind, _plain_kind)
_CONVERTER.register_structure_hook(AnySessionKind, _kind_of)
_CONVERTER.register_unstructure_hook(Where, make_dict_unstructure_fn(Where, _CONVERTER, **_PLACES))
_CONVERTER.register_structure_hook(Where, make_dict_structure_fn(Where, _CONVERTER, **_PLACES))
_KINDS = {"events": Event, "sessions": Session, "persons": Person, "chapters": Chapter, "volumes": Proceedings}


def dump(catalogue: Catalogue) -> str:
    """JSON with sorted keys, one line a value, ending in a newline."""
    plain = {name: _CONVERTER.unstructure(getattr(catalogue, name)) for name in ("publication", *_KINDS)}
    return json.dumps({"schema_version": SCHEMA_VERSION, **plain}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def load(text: str) -> Catalogue:
    """The catalogue that ``dump`` wrote, but for files and lines. Raises StoreError."""
    try:
        plain = json.loads(text)
        version = plain["schema_version"]
        if version != SCHEMA_VERSION:
            raise StoreError(f"schema version {version}; this synthkit reads {SCHEMA_VERSION}")
        publication = _CONVERTER.structure(plain["publication"], Publication)
        records = {name: _CONVERTER.structure(plain.get(name, ()), tuple[kind, ...]) for name, kind in _KINDS.items()}  # type: ignore[valid-type]
    except StoreError:
        raise
    except Exception as error:  # cattrs raises ExceptionGroups of many kinds
        raise StoreError("not a synthkit catalogue") from error
    return Catalogue(publication, **records)
