from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import icalendar
import pytest

from synthkit.export import icalendar as ical
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import Days, Occasion, PartialDate
from synthkit.model.events import Revision, Session
from synthkit.model.people import Credit
from synthkit.schema import Attendance, RevisionKind, SessionKind, SessionStatus
from unit.invented import DAY_ONE, EVENT, HOSTILE, PUBLICATION, alone, session

FRENCH = I18n("fr")
TALK = session("rouages", "9:05", "9:35", room="Salle du beffroi", abstract="Des dents ; des roues.")


def entry(found: Session = TALK, book: Catalogue | None = None, **event: object) -> icalendar.Event:
    """The one entry of a session, read by another than who wrote it."""
    text = ical.session(found, book or alone(found, **event), FRENCH)
    (read,) = icalendar.Calendar.from_ical(text).events
    return read


def test_a_session_is_one_entry_with_all_a_calendar_wants() -> None:
    whole = ical.session(TALK, alone(TALK), FRENCH)
    zone = whole[whole.index("BEGIN:VTIMEZONE") : whole.index("BEGIN:VEVENT")]
    # the clocks of Paris go back on the last Sunday of October
    assert "TZID:Europe/Paris\r\n" in zone
    assert re.search(r"BEGIN:STANDARD\r\nDTSTART:20301027T030000\r\n(?:RDATE:.*\r\n)?TZNAME:CET\r\n", zone)
    assert whole.replace(zone, "").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//synthkit//synthkit//EN",
        "BEGIN:VEVENT",
        "SUMMARY:Exposé rouages",
        "DTSTART;TZID=Europe/Paris:20310304T090500",
        "DTEND;TZID=Europe/Paris:20310304T093500",
        "DTSTAMP:20320501T000000Z",
        "UID:rouages+horloges-2031@horloges",
        "DESCRIPTION:Lise Dupont\\nCommunication\\, Horloges et métiers\\nDes dents ",
        " \\; des roues.\\nhttps://horloges.example/actes/rouages.html#rouages",
        "LOCATION:Salle du beffroi\\, Halle aux grains\\, Lille\\, France",
        "URL:https://horloges.example/actes/rouages.html#rouages",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_cancelled_session_is_struck_out_where_somebody_has_it() -> None:
    assert entry(replace(TALK, status=SessionStatus.CANCELLED))["status"] == "CANCELLED"
    assert "status" not in entry()


@pytest.mark.parametrize(
    ("hours", "start", "end"),
    [
        (("23:00", "0:30"), (4, 22, 0), (4, 23, 30)),
        (("0:30", "1:00"), (4, 23, 30), (5, 0, 0)),
        (("22:00", "6:00"), (4, 21, 0), (5, 5, 0)),
        (("4:00", "5:00"), (4, 3, 0), (4, 4, 0)),
    ],
)
def test_hours_of_the_night_have_the_day_they_are_on(
    hours: tuple[str, str], start: tuple[int, ...], end: tuple[int, ...]
) -> None:
    found = entry(session("nuit", *hours))
    assert (found.start, found.end) == tuple(dt.datetime(2031, 3, *at, tzinfo=dt.UTC) for at in (start, end))


def test_the_hour_at_which_a_day_begins_is_the_events() -> None:
    found = entry(session("aube", "3:00", "3:30"), day_begins=dt.time(0))
    assert found.start == dt.datetime(2031, 3, 4, 2, tzinfo=dt.UTC)


def test_each_time_of_a_session_is_an_entry_of_its_own_once() -> None:
    again = Occasion(dt.date(2031, 3, 5), dt.time(14), dt.time(15), "Salle 2")
    found = replace(TALK, also=(again,))
    book = alone(found)
    for text in (ical.session(found, book, FRENCH), ical.programme(book.events[0], book, FRENCH)):
        entries = icalendar.Calendar.from_ical(text).events
        assert [(str(one["uid"]), one.start.day) for one in entries] == [
            ("rouages+horloges-2031@horloges", 4),
            ("rouages+horloges-2031+2@horloges", 5),
        ]


def test_a_session_elsewhere_or_online_says_where() -> None:
    assert entry(replace(TALK, venue="Citadel Hall", room=""))["location"] == "Citadel Hall"
    assert entry(replace(TALK, attendance=Attendance.ONLINE, room=""))["location"] == "En ligne"


def test_an_event_is_one_entry_of_whole_days_that_takes_nobodys_time() -> None:
    (read,) = icalendar.Calendar.from_ical(ical.event(EVENT, alone(), FRENCH)).events
    assert (read.start, read.end) == (dt.date(2031, 3, 4), dt.date(2031, 3, 6))
    assert read["transp"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("day", "hour"),
    [("2031-03-29", 8), ("2031-03-30", 7), ("2031-10-25", 7), ("2031-10-26", 8)],
    ids=["winter", "first day of summer", "summer", "first day of winter"],
)
def test_nine_in_paris_is_the_hour_it_is_that_day(day: str, hour: int) -> None:
    date = dt.date.fromisoformat(day)
    read = entry(session("a", "9:00", "10:00", day=date), days=Days(date, date))
    assert read.start == dt.datetime.combine(date, dt.time(hour), dt.UTC)


def test_times_of_an_event_whose_zone_nobody_says_have_none() -> None:
    text = ical.session(TALK, alone(TALK, timezone=""), FRENCH)
    assert "DTSTART:20310304T090500\r\nDTEND:20310304T093500\r\n" in text


def test_an_hour_that_the_clocks_leave_out_makes_no_entry_that_ends_before_it_starts() -> None:
    night = dt.date(2031, 3, 29)  # hours before four are the next day's
    found = session("nuit", "2:30", "3:00", day=night)
    assert ical.session(found, alone(found), FRENCH) == ""


@pytest.mark.parametrize(
    "found",
    [
        session("a", "9:00"),
        session("a", "", "9:00"),
        session("a", "9:00", "9:00"),
        session("a", "10:00", "9:00"),
        session("a", "9:00", "10:00", day=None),
        session("a", "9:00", "10:00", event="inconnu"),
    ],
    ids=["no end", "no start", "no length", "reversed", "no day", "no event"],
)
def test_a_session_whose_times_are_not_known_is_in_no_calendar(found: Session) -> None:
    assert ical.session(found, alone(found), FRENCH) == ""


def test_an_event_without_a_date_is_in_no_calendar() -> None:
    undated = replace(EVENT, days=None)
    assert ical.event(undated, alone(days=None), FRENCH) == ""


def test_a_programme_has_each_session_once_and_no_break() -> None:
    block = "matin"
    book = alone(
        session("matin", "9:00", "10:00", kind=SessionKind.BLOCK),
        session("un", "9:00", "9:30", part_of=block),
        session("deux", "9:30", "10:00", part_of=block),
        session("pause", "10:00", "10:30", kind=SessionKind.BREAK),
        session("soir", "17:00", "18:00", kind=SessionKind.BLOCK),
        session("sans-heure", part_of="soir"),
        session("quand"),
    )
    text = ical.programme(EVENT, book, FRENCH)
    assert [str(one["summary"]) for one in icalendar.Calendar.from_ical(text).events] == [
        "Exposé un",
        "Exposé deux",
        "Exposé soir",
    ]
    assert "sans-heure" in text


def test_an_entry_is_dated_by_the_publication_or_its_last_revision_never_by_the_clock() -> None:
    revised = replace(TALK, revisions=(Revision(dt.date(2033, 1, 2), RevisionKind.ERRATUM, "L’heure."),))
    undated = Catalogue(replace(PUBLICATION, date=None), (EVENT,), (TALK,))
    days = [read.DTSTAMP.date() for read in (entry(), entry(revised), entry(book=undated))]
    assert days == [dt.date(2032, 5, 1), dt.date(2033, 1, 2), DAY_ONE]


def test_the_entry_of_a_session_keeps_its_name_when_the_book_gets_its_address() -> None:
    homeless = Catalogue(replace(PUBLICATION, url="", date=PartialDate(2032)), (EVENT,), (TALK,))
    assert entry(book=homeless)["uid"] == entry()["uid"]
    assert "url" not in entry(book=homeless)


def test_whoever_is_credited_is_named() -> None:
    found = replace(TALK, credits=(Credit("Mona Éluard"), Credit("Zoé Nulle-Part")))
    assert str(entry(found)["description"]).startswith("Mona Éluard et Zoé Nulle-Part\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    found = replace(TALK, title=f"T {text}", room=text)
    read = entry(found)
    assert read.errors == []
    assert str(read["summary"]).split() == f"T {text}".replace("\x00", "").replace("\x07", "").split()
    assert set(read) <= {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "DESCRIPTION", "LOCATION", "URL"}


def test_no_line_is_longer_than_the_format_allows() -> None:
    found = replace(TALK, title="É" * 300, abstract="œuvre " * 200)
    lines = ical.session(found, alone(found), FRENCH).encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
