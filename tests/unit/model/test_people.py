from __future__ import annotations

import pytest

from synthkit.model.ids import folded
from synthkit.model.people import Affiliation, Name, Person, parse_credits, parse_name
from synthkit.model.values import (
    is_name,
    parse_idref,
    parse_isbn,
    parse_isni,
    parse_issn,
    parse_orcid,
    parse_ror,
    parse_wikidata,
)
from unit.invented import GUILD, IGOR


def test_a_name_is_said_given_particle_family() -> None:
    assert str(IGOR.name) == "Igor de la Faure"


def test_a_name_is_printed_family_first_with_its_particle() -> None:
    assert IGOR.name.family_first == "de la Faure, Igor"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Igor Faure Jr.", Name("Faure", "Igor", suffix="Jr.")),
        ("Igor Faure, Jr", Name("Faure", "Igor", suffix="Jr")),
        ("Faure, Jr., Igor", Name("Faure", "Igor", suffix="Jr.")),
        ("Faure, Igor, Jr.", Name("Faure", "Igor", suffix="Jr.")),
        ("Faure Jr., Igor", Name("Faure", "Igor", suffix="Jr.")),
        ("de la Faure III, Igor", Name("Faure", "Igor", "de la", suffix="III")),
        ("Joost van der Berg Sr", Name("Berg", "Joost", "van der", suffix="Sr")),
        ("Faure Jr.", Name("Jr.", "Faure")),
        ("{Faure, Gard et Cie, III}", Name(literal="Faure, Gard et Cie, III")),
        ("Vincent I. Faure", Name("Faure", "Vincent I.")),
        ("Léon VIDAL", Name("VIDAL", "Léon")),
    ],
)
def test_a_suffix_is_found_wherever_it_stands(written: str, name: Name) -> None:
    assert parse_name(written) == name


def test_a_suffix_is_said_behind_the_family_name_and_printed_behind_the_given() -> None:
    name = Name("Faure", "Igor", "de", suffix="Jr.")
    assert (str(name), name.family_first) == ("Igor de Faure Jr.", "de Faure, Igor, Jr.")


def test_a_comma_before_a_suffix_parts_no_two_people() -> None:
    found = parse_credits("Igor Faure, Jr., Lise Dupont (Lille) ; Ana Gard, III (Namur)")
    assert [(one.written, one.affiliation) for one in found] == [
        ("Igor Faure Jr.", ""),
        ("Lise Dupont", "Lille"),
        ("Ana Gard III", "Namur"),
    ]


def test_a_body_is_said_and_printed_as_its_literal_name() -> None:
    assert (str(GUILD.name), GUILD.name.family_first) == (GUILD.name.literal, GUILD.name.literal)


def test_a_single_name_stands_without_a_comma() -> None:
    assert Name("Mirabelle").family_first == "Mirabelle"


@pytest.mark.parametrize("particle", ["d’", "d'"])
def test_an_elided_particle_touches_its_family_name(particle: str) -> None:
    name = Name("Orville", "Jeanne", particle)
    assert (str(name), name.family_first) == (f"Jeanne {particle}Orville", f"{particle}Orville, Jeanne")


def test_accents_sort_as_the_letters_they_stand_on() -> None:
    families = ["Faure", "Zola", "Éluard", "Dupont", "Edmond"]
    assert sorted(families, key=lambda family: Name(family).sort_key) == ["Dupont", "Edmond", "Éluard", "Faure", "Zola"]


def test_ligatures_sort_as_two_letters() -> None:
    families = ["Ogier", "Œhlert", "Odier"]
    assert sorted(families, key=lambda family: Name(family).sort_key) == ["Odier", "Œhlert", "Ogier"]


def test_a_particle_does_not_decide_where_a_name_is_sorted() -> None:
    assert Name("Faure", "Igor", "de la").sort_key < Name("Gard", "Ana").sort_key


def test_namesakes_sort_by_given_name() -> None:
    assert Name("Dupont", "Éric").sort_key < Name("Dupont", "Fanny").sort_key


@pytest.mark.parametrize("written", ["ÉLUARD", "eluard", "E\u0301luard", "Éluard"])
def test_case_accents_and_composition_are_forgiven(written: str) -> None:
    assert folded(written) == "eluard"


def test_typographic_and_straight_apostrophes_are_the_same() -> None:
    assert folded("d’Orville") == folded("d'Orville")


def test_a_person_is_called_by_the_name_as_it_is_said() -> None:
    assert IGOR.title == "Igor de la Faure"


def test_registries_are_linked_only_where_there_is_an_identifier() -> None:
    person = Person("x", Name("Dupont"), orcid="0000-0002-1825-0097")
    assert (person.orcid_url, IGOR.orcid_url) == ("https://orcid.org/0000-0002-1825-0097", "")
    assert (Affiliation("A", "02feahw73").ror_url, Affiliation("A").ror_url) == ("https://ror.org/02feahw73", "")


@pytest.mark.parametrize("text", ["Éluard", "O’Hara", "J.-P.", "d’", "Łukasz", "李"])
def test_names_of_any_script_are_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("text", ["", " ", "…", "7", "Dupont2", "a@b", "<b>", "{x}", "a\\b", "a/b"])
def test_what_no_name_has_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("written", "checked"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        (" https://orcid.org/0000-0002-1825-0097 ", "0000-0002-1825-0097"),
        ("http://ORCID.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
    ],
)
def test_an_orcid_is_read_from_its_digits_or_its_address(written: str, checked: str) -> None:
    assert parse_orcid(written) == checked


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0000-0002-1825-0098",
        "0000-0002-1694-2330",
        "0000000218250097",
        "0000-0002-1825-00977",
        "https://evil.example/0000-0002-1825-0097",
        "0000-0002-1825-0097\n<script>",
        "0000-0002-1825-009٧",
    ],
)
def test_an_orcid_of_another_form_or_check_digit_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_orcid(written)


@pytest.mark.parametrize(
    "written", ["02feahw73", "https://ror.org/02feahw73", "02FEAHW73", " http://ror.org/02feahw73"]
)
def test_a_ror_is_read_from_its_characters_or_its_address(written: str) -> None:
    assert parse_ror(written) == "02feahw73"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "02feahw74",
        "02feahw37",
        "12feahw73",
        "02feahu73",
        "02feahw7",
        "02feahw733",
        "02feahw٧٣",
        "ror.org/02feahw73",
    ],
)
def test_a_ror_of_another_form_or_check_digit_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_ror(written)


@pytest.mark.parametrize(
    ("parse", "written", "checked"),
    [
        (parse_idref, "026709635", "026709635"),
        (parse_idref, "https://www.idref.fr/02874005X", "02874005X"),
        (parse_idref, "http://www.idref.fr/02874005x/id", "02874005X"),
        (parse_isni, "0000 0001 2169 1048", "0000000121691048"),
        (parse_isni, "ISNI 0000 0001 2169 1048", "0000000121691048"),
        (parse_isni, "https://isni.org/isni/0000000121691048", "0000000121691048"),
        (parse_isni, "https://www.isni.org/page/0000000121691048/", "0000000121691048"),
        (parse_wikidata, "q937", "Q937"),
        (parse_wikidata, "https://www.wikidata.org/wiki/Q937", "Q937"),
        (parse_wikidata, "http://www.wikidata.org/entity/Q937", "Q937"),
        (parse_issn, "https://portal.issn.org/resource/ISSN/0378-5955", "0378-5955"),
        (parse_issn, "ISSN 03785955", "0378-5955"),
        (parse_isbn, "urn:isbn:978-2-1234-5680-3", "978-2-1234-5680-3"),
    ],
)
def test_an_identifier_is_read_from_itself_or_its_address(parse, written: str, checked: str) -> None:
    assert parse(written) == checked


@pytest.mark.parametrize(
    ("parse", "written"),
    [
        *((parse_idref, text) for text in ("", "026709636", "02670963", "https://evil.example/026709635", "02670963٥")),
        *((parse_isni, text) for text in ("", "0000 0001 2169 1049", "https://isni.org/isni/", "000000012169104")),
        *((parse_wikidata, text) for text in ("", "Q0", "P31", "937", "https://wikidata.example/wiki/Q937")),
        *((parse_issn, text) for text in ("0378-5956", "https://portal.issn.example/resource/ISSN/0378-5955")),
    ],
)
def test_an_identifier_of_another_form_or_check_digit_is_refused(parse, written: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse(written)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        (Name("Ackerman", "Ada"), "AA"),
        (Name("Faure", "Igor", "de la"), "IF"),
        (Name("Orville", "Léa", "d’"), "LO"),
        (Name("Bobillier-Chaumon", "Marc-Éric"), "MB"),
        (Name("éluard", "mona"), "MÉ"),
        (Name("E\u0301luard", "Mona"), "MÉ"),
        (Name("Œhlert", "Inès"), "IŒ"),
        (Name("Молчанова", "Зоя"), "ЗМ"),
        (Name("Παπαδοπούλου", "Άννα"), "ΆΠ"),
        (Name("王", "小明"), "王"),
        (Name("김", "지우"), "김"),
        (Name("कुमार", "अनिल"), "कु"),
        (Name("حداد", "ليلى"), "ح"),
        (Name("Okonkwo"), "O"),
        (Name(given="Zoé"), "Z"),
        (Name("« Zed »", "(Jo)"), "JZ"),
        (Name("SS", "ﬁ"), "FS"),
        (Name(literal="Guilde des Horlogers and Sons, SA"), "GH"),
        (Name(literal="l’Atelier du Fil"), "AF"),
        (Name(literal="Molière"), "M"),
        (Name(literal="collectif sans majuscule"), "C"),
        (Name(literal="国立大学"), "国"),
        (Name(literal="100 %"), ""),
        (Name("", ""), ""),
    ],
    ids=str,
)
def test_initials_stand_for_a_name_in_any_script(name: Name, initials: str) -> None:
    assert name.initials == initials


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Lise Dupont", Name("Dupont", "Lise")),
        ("Anne Marie Dupont", Name("Dupont", "Anne Marie")),
        ("Dupont, Lise", Name("Dupont", "Lise")),
        ("Joost van der Berg", Name("Berg", "Joost", "van der")),
        ("van der Berg, Joost", Name("Berg", "Joost", "van der")),
        ("Zoé d’Orville", Name("Orville", "Zoé", "d’")),
        ("Inès de La Tour", Name("La Tour", "Inès", "de")),
        ("Yann Le Goff", Name("Le Goff", "Yann")),
        ("Tom Van den Berg", Name("Van den Berg", "Tom")),
        ("Kaï", Name(literal="Kaï")),
        ("{Guilde des Horlogers, SA}", Name(literal="Guilde des Horlogers, SA")),
    ],
)
def test_a_name_is_read_as_it_is_written_and_a_body_where_it_is_marked(written: str, name: Name) -> None:
    assert parse_name(written) == name
