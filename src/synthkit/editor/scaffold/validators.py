"""Checks of single answers: each gives the answer as it will be written, or raises RefusedError."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from synthkit.diagnostics import nearest
from synthkit.editor.scaffold.markup import one_line
from synthkit.editor.scaffold.project import Book
from synthkit.editor.scaffold.prompts import Answers
from synthkit.editor.scaffold.refusals import RefusedError
from synthkit.i18n import N_
from synthkit.model.credits import parse_credits
from synthkit.model.dates import PartialDate, parse_day, parse_days, parse_time
from synthkit.model.ids import first_free, is_id, suggested_id
from synthkit.model.people import is_name, parse_orcid, parse_ror

Check = Callable[[object, Answers, str], str]


def _parsed(parse: Callable[[str], object], expected: str) -> Check:
    """A check by a parser that raises ValueError; what it makes of the answer is written."""

    def check(context: object, answers: Answers, given: str) -> str:
        try:
            return str(parse(one_line(given)))
        except (ValueError, KeyError, OSError) as error:
            raise RefusedError(
                N_("'%(found)s' can't be taken; expected: %(expected)s"), found=given, expected=expected
            ) from error

    return check


def _zone(given: str) -> str:
    return ZoneInfo(given).key


def _name(given: str) -> str:
    if not is_name(given):
        raise ValueError(given)
    return given


def _address(given: str) -> str:
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s<>\"{}\\^`|]", given):
        raise ValueError(given)
    return given


DAY = _parsed(parse_day, N_("a date such as 2026-01-27"))
DAYS = _parsed(
    lambda given: parse_days(given.replace(" ", "")).iso,
    N_("a date such as 2026-01-27, or the first and last day as 2026-01-27/2026-01-28"),
)
DATE = _parsed(PartialDate.parse, N_("a date such as 2026, 2026-01 or 2026-01-27"))
TIME = _parsed(lambda given: f"{parse_time(given):%H:%M}", N_("a time such as 9:35"))
ORCID = _parsed(parse_orcid, N_("an ORCID such as 0000-0002-1825-0097, check digit included"))
ROR = _parsed(parse_ror, N_("a ROR such as 02feahw73, check digits included"))
ZONE = _parsed(_zone, N_("an IANA time zone such as Europe/Paris"))
WEB = _parsed(_address, N_("an address that begins with https://"))
NAME = _parsed(_name, N_("a name, with a letter and without digits or signs"))


def free_id(book: Book, answers: Answers, given: str) -> str:
    """An id that is well formed and that nobody has."""
    if not is_id(given):
        raise RefusedError(
            N_(
                "'%(found)s' can't be an id; expected: a letter, then letters, digits and - _ . : between them, "
                "for instance '%(example)s'"
            ),
            found=given,
            example=suggested_id(given),
        )
    where = book.taken.get(given.casefold())
    if where:
        raise RefusedError(
            N_("the id '%(found)s' is taken already, at %(where)s; free: '%(free)s'"),
            found=given,
            where=where,
            free=first_free([given], book.taken),
        )
    return given


def people(book: Book, answers: Answers, given: str) -> str:
    """Ids or names; one several people answer to is refused, one nobody answers to is not (yet) a mistake."""
    for credit in parse_credits(given):
        found = book.catalogue.people_called(credit.written)
        if len(found) > 1:
            raise RefusedError(
                N_("'%(found)s' is the name of several people; expected: one of the ids %(known)s"),
                found=credit.written,
                known=", ".join(person.id for person in found),
            )
        if not found and not is_name(credit.written):
            raise RefusedError(
                N_("'%(found)s' is neither an id of the book nor a name; nearest known: '%(nearest)s'"),
                found=credit.written,
                nearest=nearest(credit.written, (person.id for person in book.catalogue.persons)) or "–",
            )
    return one_line(given)


def folder(book: Book, answers: Answers, given: str) -> str:
    """A folder of the book, relative to it; the book's own is ``.``."""
    path = (book.folder / given).resolve()
    if not path.is_relative_to(book.folder.resolve()):
        raise RefusedError(N_("the folder '%(found)s' is outside the book"), found=given)
    return path.relative_to(book.folder.resolve()).as_posix()


def text(context: object, answers: Answers, given: str) -> str:
    """Any text, on one line; there has to be some of it."""
    bare = one_line(given)
    if not bare:
        raise RefusedError(N_("'%(found)s' holds no text"), found=given)
    return bare
