"""The TypeScript compiler takes the JSON-LD of every kind of work for what schema.org says it is."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
from pathlib import Path

import pytest
from conftest import need

from synthkit.metadata import schema_org
from synthkit.metadata.tags import PagePlace
from synthkit.model.catalogue import Catalogue
from synthkit.model.dates import Days, PartialDate
from synthkit.model.events import Event, Proceedings, Session
from synthkit.model.people import Affiliation, Credit, Name, Person
from synthkit.model.works import Chapter, Publication
from synthkit.schema import SessionKind, TextKind, WorkKind

NPM_INSTALL = "sudo apt install npm"
PACKAGES = ["schema-dts", "typescript"]

LIBRARY = Catalogue(
    Publication(
        id="moulins",
        title="Les moulins",
        editors=(Name("Le Goff", "Jean Pierre"), Name(literal="Ligue des Meuniers")),
        authors=(Name(literal="Ligue des Meuniers"),),
        publisher="Presses de l’Aubier",
        place="Dinant",
        date=PartialDate(2032, 5),
        version="1.2",
        language="fr",
        url="https://moulins.example/",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        isbn="978-2-1234-5680-3",
        doi="10.1234/moulins",
        description="Tout sur les moulins.",
    ),
    [
        Event(
            "moulins-2031",
            "Moulins & meules",
            days=Days(dt.date(2031, 3, 4), dt.date(2031, 3, 5)),
            venue="Grange haute",
            address="3 rue du Bief",
            city="Dinant",
            country="Belgique",
            organisers=("Ligue des Meuniers", "Musée de l’Eau"),
            url="https://meules.example/",
            proceedings=Proceedings(
                "Actes des moulins", ("Zoé Tamis",), published=PartialDate(2033), series="Cahiers", doi="10.1234/actes"
            ),
            abstract="Deux jours au fil de l’eau.",
        )
    ],
    [
        Session(
            kind.value + text.value,
            "moulins-2031",
            f"« Moudre » </script> {kind.value}",
            kind,
            dt.date(2031, 3, 4),
            credits=(Credit("zoe"), Credit("Ligue des Meuniers")),
            keywords=("eau", "vent"),
            abstract="Une meule tourne.",
            text=text,
            doi="10.1234/<m>",
            pages="12–19",
        )
        for kind, text in (
            (SessionKind.TALK, TextKind.ANNOUNCED),
            (SessionKind.PANEL, TextKind.REPORT),
            (SessionKind.TALK, TextKind.PAPER),
        )
    ],
    [
        Person(
            "zoe",
            Name("Tamis", "Zoé", "de la"),
            affiliations=(Affiliation("Musée de l’Eau", "05dxps055"),),
            orcid="0000-0002-1825-0097",
            idref="026709635",
            isni="0000000121691048",
            wikidata="Q937",
        )
    ],
    [Chapter("bief", "Le bief", ("zoe",), PartialDate(2032), keywords=("eau",), pages="7")],
)


def program(thing: object) -> str:
    """A TypeScript file that compiles where ``thing`` is of a type of schema.org."""
    written = json.dumps(thing, ensure_ascii=False, indent=1)
    return (
        f'import type {{ Thing, WithContext }} from "schema-dts";\nexport const work: WithContext<Thing> = {written};\n'
    )


@pytest.fixture(scope="session")
def compiler(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with schema-dts and the compiler; without them a skip, with CI set a failure."""
    need("npm", NPM_INSTALL)
    folder = tmp_path_factory.mktemp("jsonld")
    command = ["npm", "i", "--no-audit", "--no-fund", "--prefix", str(folder), *PACKAGES]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        told = f"{' '.join(command)}\n{done.stderr}"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    return folder


def refused(folder: Path, programs: dict[str, str]) -> dict[str, list[str]]:
    """What the compiler says against each file, by the file's stem."""
    for old in folder.glob("*.ts"):
        old.unlink()
    for name, text in programs.items():
        (folder / f"{name}.ts").write_text(text, encoding="utf-8")
    options = [
        "--strict",
        "--noEmit",
        "--skipLibCheck",
        "--target",
        "es2022",
        "--module",
        "nodenext",
        "--pretty",
        "false",
    ]
    command = [str(folder / "node_modules" / ".bin" / "tsc"), *options, *(f"{name}.ts" for name in programs)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    said = {name: [line for line in done.stdout.splitlines() if line.startswith(f"{name}.ts")] for name in programs}
    assert bool(done.returncode) == any(said.values()), done.stdout + done.stderr
    return {name: lines for name, lines in said.items() if lines}


def test_the_compiler_refuses_what_schema_org_does_not_know(compiler: Path) -> None:
    context = {"@context": "https://schema.org"}
    wrong = {
        "type": {**context, "@type": "Talk", "name": "x"},
        "property": {**context, "@type": "Book", "name": "x", "pageStart": "1"},
        "range": {**context, "@type": "Book", "editor": {"@type": "Organization", "name": "x"}},
        "nested": {**context, "@type": "Chapter", "about": {"@type": "Event", "speaker": "x"}},
    }
    assert set(refused(compiler, {name: program(thing) for name, thing in wrong.items()})) == set(wrong)


def test_the_compiler_takes_every_kind_of_work_with_and_without_an_address(compiler: Path) -> None:
    assert {work.kind for work in LIBRARY.works} == set(WorkKind)
    persons = {person.id: person for person in LIBRARY.persons}
    programs = {
        name: program(schema_org.data(work, LIBRARY.publication, persons, place))
        for work in LIBRARY.works
        for name, place in ((work.id, PagePlace()), (f"{work.id}-online", PagePlace(work.url)))
    }
    assert len(programs) == 2 * len(LIBRARY.works)
    assert refused(compiler, programs) == {}
