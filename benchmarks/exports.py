"""How fast works are exported: BibTeX, RIS and CSL-JSON beside a plain ``json.dumps`` of the same records.

``python benchmarks/exports.py [WORKS] [ROUNDS]`` makes WORKS invented talks, papers and chapters (10,000), exports them
in each format ROUNDS times (5), and prints works per second (the median) and the peak of memory that one export takes.
"""

from __future__ import annotations

import datetime as dt
import json
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict

from synthkit.export import bibtex, csl_json, ris
from synthkit.i18n import I18n
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import Days, PartialDate
from synthkit.model.events import Event, Proceedings, Session
from synthkit.model.people import Credit, Name, Person
from synthkit.model.works import Chapter, Publication, Work
from synthkit.schema import SessionKind, TextKind

ABSTRACT = "Ce que l’on sait du tissage à 80 % & de ses machines : une enquête dans deux ateliers. " * 6


def made_up(count: int) -> tuple[Work, ...]:
    """Works of an invented colloquium: of ten, four talks, one panel of five, three papers and two chapters."""
    people = [
        Person(f"person-{n}", Name(family=f"Famille{n}", given="Éloïse", particle="de" if n % 7 == 0 else ""))
        for n in range(max(5, count // 3))
    ]
    event = Event(
        "colloquium",
        title="Ce que fait la machine au tissage ?",
        days=Days(dt.date(2031, 5, 6), dt.date(2031, 5, 9)),
        timezone="Europe/Paris",
        venue="Halle aux toiles",
        city="Lisieux",
        proceedings=Proceedings(title="Actes du tissage", published=PartialDate(2032, 3, 1)),
    )
    sessions = [
        Session(
            f"session{n}",
            event.id,
            title=f"Le métier n° {n} et l’IA des ateliers",
            kind=SessionKind.PANEL if n % 10 == 4 else SessionKind.TALK,
            day=dt.date(2031, 5, 6),
            credits=tuple(Credit(people[(n + k) % len(people)].id) for k in range(5 if n % 10 == 4 else 2)),
            keywords=("tissage", "machines", "travail"),
            abstract=ABSTRACT,
            text=TextKind.PAPER if n % 10 > 4 else TextKind.ANNOUNCED,
            doi=f"10.5555/{n}" if n % 3 == 0 else "",
        )
        for n in range(count)
        if n % 10 < 8
    ]
    chapters = [
        Chapter(f"chapter{n}", title=f"Chapitre {n}", abstract=ABSTRACT, keywords=("lin",))
        for n in range(count)
        if n % 10 >= 8
    ]
    book = Publication(
        id="book",
        title="Tissages",
        editors=(Name(literal="Atelier du Fil"),),
        authors=(Name(literal="Atelier du Fil"),),
        publisher="Presses de Lisieux",
        date=PartialDate(2032),
        language="fr",
    )
    return Catalogue(book, [event], sessions, people, chapters).works


def measured(export: Callable[[], str], rounds: int) -> tuple[list[float], int, int]:
    """Seconds of each round, the peak of one export in bytes, the size of what it makes."""
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        text = export()
        seconds.append(time.perf_counter() - start)
    tracemalloc.start()
    export()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return seconds, peak, len(text.encode())


def main() -> None:
    """Print one line a format."""
    count, rounds = (int(argument) for argument in (*sys.argv[1:3], *("10000", "5")[len(sys.argv) - 1 :]))
    works = made_up(count)
    i18n = I18n("fr")
    records = [asdict(work) for work in works]
    exports: dict[str, Callable[[], str]] = {
        "json.dumps": lambda: json.dumps(records, default=str, ensure_ascii=False),
        "BibTeX": lambda: bibtex.export(works, i18n),
        "RIS": lambda: ris.export(csl_json.item(work, i18n) for work in works),
        "CSL-JSON": lambda: csl_json.export(csl_json.item(work, i18n) for work in works),
    }
    print(f"{len(works)} works, median of {rounds} rounds")
    print(f"{'format':12} {'works/s':>10} {'seconds':>9} {'peak MB':>9} {'file MB':>9} {'of json.dumps':>14}")
    base = 0.0
    for name, export in exports.items():
        seconds, peak, size = measured(export, rounds)
        median = statistics.median(seconds)
        base = base or median
        figures = (
            f"{len(works) / median:10.0f} {median:9.3f} {peak / 1e6:9.1f} {size / 1e6:9.1f} {median / base:13.1f}x"
        )
        print(f"{name:12} {figures}")


if __name__ == "__main__":
    main()
