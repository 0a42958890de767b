"""``event``: a colloquium or a conference, described by the section it stands in."""

from __future__ import annotations

from synthkit.diagnostics import Code, Where
from synthkit.i18n import N_
from synthkit.model.dates import PartialDate, parse_days
from synthkit.model.events import Event, EventId, EventKind, Proceedings
from synthkit.sphinx.directives._record import RecordDirective
from synthkit.sphinx.directives.options import Options


class EventDirective(RecordDirective):
    """An event; the heading above is its title unless the option ``title`` gives one."""

    fields = (
        "title",
        "kind",
        "date",
        "hours",
        "timezone",
        "venue",
        "address",
        "city",
        "country",
        "organisers",
        "participants",
        "partners",
        "contact",
        "url",
        "direction",
        "hosts",
        "proceedings-title",
        "editors",
        "publisher",
        "place",
        "published",
        "series",
        "isbn",
        "doi",
    )

    def record(self, id_: str, options: Options, body: str, where: Where) -> Event:
        """An Event of the options."""
        days = options.parsed(
            "date",
            parse_days,
            Code.INVALID_DATE,
            N_("a date such as 2026-01-27, or the first and last day as 2026-01-27/2026-01-28"),
        )
        return Event(
            id=EventId(id_),
            title=options.text("title"),
            kind=options.choice("kind", EventKind, EventKind.COLLOQUIUM),
            days=days,
            hours=options.text("hours"),
            timezone=options.timezone("timezone"),
            venue=options.text("venue"),
            address=options.text("address"),
            city=options.text("city"),
            country=options.text("country"),
            organisers=options.words("organisers", ";\n"),
            participants=options.words("participants", ";\n"),
            partners=options.words("partners", ";\n"),
            contact=options.text("contact"),
            url=options.url("url"),
            direction=options.credits("direction"),
            hosts=options.credits("hosts"),
            proceedings=_proceedings(options),
            abstract=body,
            where=where,
        )


def _proceedings(options: Options) -> Proceedings | None:
    title = options.text("proceedings-title")
    if not title:
        return None
    return Proceedings(
        title=title,
        editors=options.words("editors", ";\n"),
        publisher=options.text("publisher"),
        place=options.text("place"),
        published=options.parsed(
            "published", PartialDate.parse, Code.INVALID_DATE, N_("a date such as 2026, 2026-01 or 2026-01-27")
        ),
        series=options.text("series"),
        isbn=options.text("isbn"),
        doi=options.text("doi"),
    )
