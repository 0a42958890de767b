from __future__ import annotations

import json
from dataclasses import replace

import pytest

from synthkit.export import bundle, csl_json
from synthkit.i18n import I18n
from synthkit.model.dates import Days, PartialDate
from synthkit.model.people import Name
from synthkit.model.works import Work
from synthkit.schema import CreditRole, TextKind, TitleBy, WorkKind
from unit.invented import EVENT, HOSTILE, work

FRENCH = I18n("fr")
VOLUME_FACTS = {"editor", "container-title", "publisher", "publisher-place"}


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        (WorkKind.TALK, "speech"),
        (WorkKind.PANEL, "speech"),
        (WorkKind.PAPER, "paper-conference"),
        (WorkKind.CHAPTER, "chapter"),
        (WorkKind.PROCEEDINGS, "book"),
        (WorkKind.BOOK, "book"),
    ],
)
def test_each_kind_of_work_has_its_csl_type(kind: WorkKind, type_: str) -> None:
    assert csl_json.item(work(kind), FRENCH)["type"] == type_


def test_a_chapter_is_a_whole_item() -> None:
    found = work(editors=(Name("Œhlert", "Inès"),), keywords=("temps", "cadran"), doi="10.1234/a_b", pages="3–9")
    assert csl_json.item(found, FRENCH) == {
        "id": "dupont2031cadran",
        "type": "chapter",
        "title": "Lire un cadran",
        "author": [{"family": "Dupont", "given": "Lise"}],
        "editor": [{"family": "Œhlert", "given": "Inès"}],
        "issued": {"date-parts": [[2031, 3, 4]]},
        "container-title": "Les horloges et le travail",
        "publisher": "Presses du Beffroi",
        "publisher-place": "Tournai",
        "page": "3–9",
        "language": "fr",
        "keyword": "temps, cadran",
        "DOI": "10.1234/a_b",
        "URL": "https://horloges.example/cadran.html",
    }


def test_a_title_has_its_italics() -> None:
    found = work(title="Lire l’Anthologie", rich_title="Lire l’<i>Anthologie</i>")
    assert csl_json.item(found, FRENCH)["title"] == "Lire l’<i>Anthologie</i>"


def test_a_talk_has_its_event_and_nothing_of_the_volume() -> None:
    item = csl_json.item(work(WorkKind.TALK, editors=(Name("Œhlert"),), title_by=TitleBy.EDITORS), FRENCH)
    assert not VOLUME_FACTS & set(item)
    assert {key: item[key] for key in ("event-title", "event-place", "event-date", "genre", "note")} == {
        "event-title": "Horloges et métiers",
        "event-place": "Halle aux grains, Lille, France",
        "event-date": {"date-parts": [[2031, 3, 4], [2031, 3, 5]]},
        "genre": "Communication",
        "note": "Communication annoncée au programme, titre donné par la rédaction",
    }


def test_a_paper_has_the_numbers_of_its_volume_and_a_talk_has_not() -> None:
    numbers = {"volume": "2", "series": "Cadrans", "series_number": "14", "issn": "0378-5955"}
    shown = {"volume": "2", "collection-title": "Cadrans", "collection-number": "14", "ISSN": "0378-5955"}
    paper = csl_json.item(work(WorkKind.PAPER, **numbers), FRENCH)
    assert {key: paper[key] for key in shown} == shown
    assert not shown.keys() & csl_json.item(work(WorkKind.TALK, **numbers), FRENCH).keys()


def test_a_talk_in_a_printed_volume_says_where_it_is_presented_but_has_no_pages_of_its_own() -> None:
    item = csl_json.item(work(WorkKind.TALK, pages="45–49"), FRENCH)
    assert not VOLUME_FACTS & set(item)
    assert item["note"] == ("Communication annoncée au programme. Dans : Les horloges et le travail, p. 45–49")


def test_a_paper_has_the_places_of_the_event_and_of_the_publisher_apart() -> None:
    item = csl_json.item(work(WorkKind.PAPER), FRENCH)
    assert (item["event-place"], item["publisher-place"]) == ("Halle aux grains, Lille, France", "Tournai")


def test_an_event_of_one_day_has_one_date() -> None:
    event = replace(EVENT, days=Days(EVENT.days.first, EVENT.days.first) if EVENT.days else None)
    item = csl_json.item(work(WorkKind.TALK, event=event), FRENCH)
    assert item["event-date"] == {"date-parts": [[2031, 3, 4]]}


@pytest.mark.parametrize(
    ("name", "csl"),
    [
        (Name("Dupont", "Lise"), {"family": "Dupont", "given": "Lise"}),
        (Name("Faure", "Igor", suffix="Jr."), {"family": "Faure", "given": "Igor", "suffix": "Jr."}),
        (Name("Faure", "Igor", "de la"), {"family": "Faure", "given": "Igor", "non-dropping-particle": "de la"}),
        (Name("Mirabelle"), {"family": "Mirabelle"}),
        (Name(literal="Guilde, SA and co"), {"literal": "Guilde, SA and co"}),
    ],
)
def test_a_name_keeps_its_parts_and_a_body_stays_whole(name: Name, csl: dict[str, str]) -> None:
    assert csl_json.name(name) == csl


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        (PartialDate(2031), {"date-parts": [[2031]]}),
        (PartialDate(2031, 3), {"date-parts": [[2031, 3]]}),
        (PartialDate(2031, 3, 4), {"date-parts": [[2031, 3, 4]]}),
        (None, {}),
    ],
)
def test_a_date_has_as_many_parts_as_are_known(date: PartialDate | None, parts: dict[str, object]) -> None:
    assert csl_json.date_parts(date) == parts


def test_a_language_is_a_tag_with_hyphens() -> None:
    assert csl_json.item(work(language="pt_BR"), FRENCH)["language"] == "pt-BR"


def test_what_is_unknown_is_left_out() -> None:
    assert csl_json.item(Work("a", WorkKind.BOOK, ""), FRENCH) == {"id": "a", "type": "book"}


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    item = csl_json.item(work(title=text, abstract=text, authors=(Name(literal=text),)), FRENCH)
    assert json.loads(json.dumps(item)) == item
    assert (item["title"], item["abstract"], item["author"]) == (text, text, [{"literal": text}])


CREDITS = (
    (CreditRole.CHAIR, (Name("Œhlert", "Inès"),)),
    (CreditRole.MODERATOR, (Name("Faure", "Igor", "de la"),)),
    (CreditRole.DISCUSSANT, (Name("Éluard", "Mona"),)),
    (CreditRole.TRANSLATOR, (Name(literal="Guilde"),)),
)


def test_whoever_takes_part_has_the_variable_of_the_role() -> None:
    item = csl_json.item(work(WorkKind.TALK, credits=CREDITS), FRENCH)
    assert item["author"] == [{"family": "Dupont", "given": "Lise"}]
    assert item["chair"] == [
        {"family": "Œhlert", "given": "Inès"},
        {"family": "Faure", "given": "Igor", "non-dropping-particle": "de la"},
    ]
    assert (item["contributor"], item["translator"]) == (
        [{"family": "Éluard", "given": "Mona"}],
        [{"literal": "Guilde"}],
    )


def test_a_talk_of_several_possible_days_is_issued_within_them() -> None:
    found = work(WorkKind.TALK, date=PartialDate(2031, 3), days=EVENT.days)
    assert csl_json.item(found, FRENCH)["issued"] == {"date-parts": [[2031, 3, 4], [2031, 3, 5]]}


def test_only_what_was_announced_has_the_status() -> None:
    kinds = (TextKind.ANNOUNCED, TextKind.REPORT)
    assert [csl_json.item(work(WorkKind.TALK, text=kind), FRENCH).get("status") for kind in kinds] == ["annoncée", None]


def test_a_status_never_stands_in_place_of_the_year() -> None:
    assert "status" not in csl_json.item(work(WorkKind.TALK, date=None), FRENCH)


def test_a_page_on_a_talk_says_so() -> None:
    page = work(WorkKind.CHAPTER, authors=(Name(literal="La rédaction"),), about=work(WorkKind.TALK), version="1.0")
    assert csl_json.item(page, FRENCH)["note"] == (
        "page sur : Communication annoncée au programme, Lise Dupont, version 1.0"
    )


@pytest.mark.parametrize(("kind", "role"), [(WorkKind.TALK, "chair"), (WorkKind.PAPER, "contributor")])
def test_in_a_file_who_is_in_the_chair_of_a_paper_is_no_author_to_zotero(kind: WorkKind, role: str) -> None:
    chaired = work(kind, event=EVENT, credits=((CreditRole.CHAIR, (Name("Faure", "Igor"),)),))
    (found,) = json.loads(csl_json.EXPORTER.render(bundle([chaired], FRENCH)))
    assert {key: found.get(key) for key in ("chair", "contributor")} == {
        **dict.fromkeys(("chair", "contributor")),
        role: [{"family": "Faure", "given": "Igor"}],
    }


def test_in_a_file_a_particle_stands_in_the_family_name_where_zotero_reads_it() -> None:
    authors = (Name("Orville", "Zoé", "d’"), Name("Berg", "Joost", "van der"), Name(literal="Guilde"))
    made = bundle([work(authors=authors)], FRENCH)
    wanted = [
        {"family": "d’Orville", "given": "Zoé"},
        {"family": "van der Berg", "given": "Joost"},
        {"literal": "Guilde"},
    ]
    assert json.loads(csl_json.EXPORTER.render(made))[0]["author"] == wanted
