"""``session``: one item of a programme, described by the section it stands in."""

from __future__ import annotations

from synthkit.diagnostics import Code, Where
from synthkit.i18n import N_
from synthkit.model.dates import parse_day, parse_time
from synthkit.model.events import EventId, Session, SessionId, SessionKind, TextKind, TitleBy
from synthkit.model.people import CreditRole
from synthkit.sphinx.directives._record import RecordDirective
from synthkit.sphinx.directives.options import Options

_DAY = N_("a date such as 2026-01-27")
_TIME = N_("a time such as 9:35")


class SessionDirective(RecordDirective):
    """A session; the heading above is its title, unless the option ``title`` gives one (breaks, discussions)."""

    fields = (
        "event",
        "kind",
        "title",
        "title-by",
        "date",
        "start",
        "end",
        "room",
        "part-of",
        "position",
        "speakers",
        "moderators",
        "discussants",
        "partners",
        "language",
        "keywords",
        "text",
        "slides",
        "recording",
        "doi",
        "pages",
        "reviewed",
        "reviewers",
    )

    def record(self, id_: str, options: Options, body: str, where: Where) -> Session:
        """A Session of the options; the body is its abstract."""
        block = options.text("part-of")
        return Session(
            id=SessionId(id_),
            event=EventId(options.text("event")),
            title=options.text("title"),
            kind=options.choice("kind", SessionKind, SessionKind.TALK),
            day=options.parsed("date", parse_day, Code.INVALID_DATE, _DAY),
            start=options.parsed("start", parse_time, Code.INVALID_TIME, _TIME),
            end=options.parsed("end", parse_time, Code.INVALID_TIME, _TIME),
            room=options.text("room"),
            part_of=SessionId(block) if block else None,
            position=options.number("position"),
            credits=(
                *options.credits("speakers", CreditRole.SPEAKER),
                *options.credits("moderators", CreditRole.MODERATOR),
                *options.credits("discussants", CreditRole.DISCUSSANT),
            ),
            partners=options.words("partners", ";\n"),
            language=options.text("language"),
            keywords=options.words("keywords"),
            abstract=body,
            title_by=options.choice("title-by", TitleBy, TitleBy.SPEAKERS),
            text=options.choice("text", TextKind, TextKind.ANNOUNCED),
            slides=options.url("slides"),
            recording=options.url("recording"),
            doi=options.text("doi"),
            pages=options.text("pages"),
            reviewed=options.parsed("reviewed", parse_day, Code.INVALID_DATE, _DAY),
            reviewers=options.words("reviewers"),
            where=where,
        )
