from __future__ import annotations

import pytest

from synthkit.diagnostics import Code, Where
from synthkit.i18n import I18n
from synthkit.model.events import Session
from synthkit.model.options import Options, record_of
from synthkit.model.people import Affiliation, Person
from synthkit.model.values import (
    AFFILIATIONS,
    BODIES,
    DAY,
    DAYS,
    DOI,
    EDITORS,
    FILE,
    ISBN,
    ISSN,
    LANGUAGE,
    LICENCE,
    OCCASIONS,
    ORCID,
    PAGES,
    ROR,
    TIME,
    WEB,
    WEB_OR_TEXT,
    WIKIDATA,
    WORDS,
    ZONE,
    Format,
    choice,
    parse_affiliations,
    parse_doi,
    parse_language,
    parse_pages,
)
from synthkit.schema import EventKind, SessionKind


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(("fr", "fr"), ("fra", "fr"), ("fre", "fr"), ("EN", "en"), ("eng", "en"), ("en_GB", "en-GB")),
        *(("pt-br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"), ("tlh", "tlh"), ("oci", "oc")),
    ],
)
def test_a_language_is_its_shortest_code(written: str, code: str) -> None:
    assert parse_language(written) == code


@pytest.mark.parametrize("written", ["français", "klingon", "xx", "zzz", "en-ZZZ", "en-XQ", "f", "en fr"])
def test_what_is_no_code_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=written):
        parse_language(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("français", "fr"), ("English", "en"), ("Deutsch", "de"), ("Français", "fr"), ("brezhoneg", "br")],
)
def test_a_language_by_its_name_is_told_its_code_and_taken_for_it(written: str, expected: str) -> None:
    options = Options({"language": written}, ["language"], "rouages", Where("rouages"))
    assert options.value("language", LANGUAGE) == expected
    (problem,) = options.problems
    assert problem.format(I18n("en")).endswith(f"is '{written}'; expected: {expected}")


def test_further_times_are_days_with_times_and_rooms() -> None:
    found = OCCASIONS.parse("2026-01-28 9:00–10:00, Salle bleue; 2026-01-29 9 h 30 - 10h")
    assert [(str(one.day), f"{one.start:%H:%M}", f"{one.end:%H:%M}", one.room) for one in found] == [
        ("2026-01-28", "09:00", "10:00", "Salle bleue"),
        ("2026-01-29", "09:30", "10:00", ""),
    ]
    assert OCCASIONS.parse(OCCASIONS.write(found)) == found


@pytest.mark.parametrize("written", ["2026-01-28", "9:00–10:00", "2026-01-28 9:00", "28/01/2026 9:00–10:00", "x 9–10"])
def test_a_further_time_without_a_day_or_an_end_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        OCCASIONS.parse(written)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("CNRS (02feahw73); Musée du Beffroi", (("CNRS", "02feahw73"), ("Musée du Beffroi", ""))),
        ("CNRS (https://ror.org/02feahw73)", (("CNRS", "02feahw73"),)),
        ("Halle aux grains (Hag), Lille", (("Halle aux grains (Hag), Lille", ""),)),
        ("Halle (Hag) (02feahw73)", (("Halle (Hag)", "02feahw73"),)),
    ],
)
def test_institutions_have_each_its_ror(written: str, found: tuple[tuple[str, str], ...]) -> None:
    assert parse_affiliations(written) == found
    assert parse_affiliations(AFFILIATIONS.write(found)) == found


def test_a_ror_whose_digits_dont_check_is_refused() -> None:
    with pytest.raises(ValueError, match="02feahw74"):
        parse_affiliations("CNRS (02feahw74)")


@pytest.mark.parametrize(("given", "rors"), [({}, ["02feahw73", ""]), ({"ror": "05dxps055"}, ["02feahw73", ""])])
def test_the_ror_of_an_institution_is_its_own(given: dict[str, str], rors: list[str]) -> None:
    options = Options({"affiliation": "CNRS (02feahw73); Beffroi", **given}, ["affiliation", "ror"], "a", Where("a"))
    assert [at.ror for at in record_of("speaker", "a", options, "", Where("a")).affiliations] == rors


def test_the_option_ror_is_the_first_institutions() -> None:
    options = Options({"affiliation": "CNRS; Beffroi", "ror": "02feahw73"}, ["affiliation", "ror"], "a", Where("a"))
    found = record_of("speaker", "a", options, "", Where("a"))
    assert isinstance(found, Person)
    assert found.affiliations == (Affiliation("CNRS", "02feahw73"), Affiliation("Beffroi"))


def test_an_issn_is_checked() -> None:
    assert ISSN.parse("03785955") == "0378-5955"
    with pytest.raises(ValueError, match=r".*"):
        ISSN.parse("0378-5954")


def test_registration_is_an_address_or_words() -> None:
    assert WEB_OR_TEXT.parse("https://registration.example/rouages") == "https://registration.example/rouages"
    assert WEB_OR_TEXT.parse("sur place, dix minutes avant") == "sur place, dix minutes avant"
    with pytest.raises(ValueError, match="javascript"):
        WEB_OR_TEXT.parse("javascript://x")


@pytest.mark.parametrize(
    ("written", "editors"),
    [
        ("kai, le-goff", ("kai", "le-goff")),
        ("kai ; le-goff", ("kai", "le-goff")),
        ("Dupont, Lise; Faure, Igor", ("Dupont, Lise", "Faure, Igor")),
        ("Lise Dupont,\n{Ligue, des; Heures}", ("Lise Dupont", "{Ligue, des; Heures}")),
        (" , ", ()),
    ],
)
def test_editors_stand_between_commas_or_semicolons_outside_the_braces_of_a_body(
    written: str, editors: tuple[str, ...]
) -> None:
    assert EDITORS.parse(written) == editors
    assert EDITORS.parse(EDITORS.write(editors)) == editors


@pytest.mark.parametrize(
    "written",
    [
        "10.5555/a(b)_c",
        "doi:10.5555/a(b)_c",
        "DOI: 10.5555/a(b)_c",
        "DOI 10.5555/a(b)_c",
        "https://doi.org/10.5555/a(b)_c",
        "http://dx.doi.org/10.5555/a%28b%29_c",
        "doi.org/10.5555/a(b)_c",
        "https://www.doi.org/10.5555/a(b)_c?utm_source=lettre#top",
        "doi:https://doi.org/10.5555/a(b)_c",
    ],
)
def test_a_doi_is_found_in_its_address(written: str) -> None:
    assert parse_doi(written) == "10.5555/a(b)_c"


@pytest.mark.parametrize(
    ("written", "pages"),
    [
        ("11–24", "11–24"),
        ("p. 11-24", "11–24"),
        ("pp. 11--24", "11–24"),
        ("Page 7", "7"),
        ("S. 11–24", "11–24"),
        ("11–24 p.", "11–24"),
        ("11\u201124", "11–24"),
        ("págs. 11−24", "11–24"),
        ("S12", "S12"),
        ("xii — xv", "xii–xv"),
        ("A-1–A-9", "A-1–A-9"),
        ("prologue", "prologue"),
    ],
)
def test_pages_are_read_as_a_range_without_the_word(written: str, pages: str) -> None:
    assert parse_pages(written) == pages


@pytest.mark.parametrize(
    ("form", "written", "meant"),
    [
        *(
            (DAYS, written, "2024-05-02/2024-05-03")
            for written in ("2–3 mai 2024", "du 2 au 3 mai 2024", "2-3 May 2024")
        ),
        (DAYS, "2024-05-02 - 2024-05-03", "2024-05-02/2024-05-03"),
        (DAYS, "du 30 avril au 2 mai 2024", "2024-04-30/2024-05-02"),
        (DAYS, "mai 2024", ""),
        *((DAY, written, "2024-05-02") for written in ("2024/5/2", "20240502", "2024-05-02T10:00")),
        *((TIME, written, "9:30") for written in ("9.30", "09:30:00", "0930", "9:30 AM")),
        (TIME, "2:00 PM", "14:00"),
        (TIME, "neuf heures", ""),
        (PAGES, "12 à 24", "12–24"),
        (PAGES, "12-", "12"),
        *((PAGES, written, "12–24") for written in ("12/24", "12_24", "12...24", "12 a 24", "de 12 à 24")),
        *((PAGES, written, "") for written in ("24-12", "A12-A10")),
        (WORDS, "Mots-clés : lin, laine.", "lin, laine"),
        (WORDS, '["lin", "laine"]', "lin, laine"),
        *((WORDS, written, "lin, laine, fil") for written in ("lin – laine – fil", "lin | laine | fil")),
        (EDITORS, "{Bief", ""),
        (LICENCE, "CC-BY-4,0", "CC BY 4.0"),
        (LICENCE, "CCBY-NC 4", "CC BY-NC 4.0"),
        (LICENCE, "https://creativecommons.org/licenses/by-sa/4.0/deed.fr", "CC BY-SA 4.0"),
        (LICENCE, "CC BYNC 4.0", "CC BY-NC 4.0"),
        (LICENCE, "BY 4.0", "CC BY 4.0"),
        *((WEB, written, "https://lin.example/a") for written in ("htps://lin.example/a", "https:/lin.example/a")),
        *(
            (WEB, written, "https://lin.example/a")
            for written in ("<https://lin.example/a>", "[a](http://lin.example/a)")
        ),
        (WEB, "https://https://lin.example", "https://lin.example"),
        *((WEB, written, "") for written in ("article.pdf", "https://exemple", "https://lin..example/a")),
        (WEB_OR_TEXT, "www.lin.example/inscription", "https://www.lin.example/inscription"),
        (ISSN, "ISSN : 0378-5955 (imprimé)", "0378-5955"),
        (ISBN, "978-2-1234-5680-3 (broché)", "978-2-1234-5680-3"),
        (DOI, "10.5555 / lin", "10.5555/lin"),
        (ROR, "https://ror.org/02feahw73/", "02feahw73"),
        (WIKIDATA, "wd:Q937", "Q937"),
        *((LANGUAGE, country, code) for country, code in (("jp", "ja"), ("gr", "el"), ("cz", "cs"))),
        (LANGUAGE, "chinois simplifié", "zh-Hans"),
        (ZONE, "Montréal", "America/Montreal"),
        (DAYS, "January 27-28, 2026", ""),
        (DAYS, "2026-01-27..2026-01-28", "2026-01-27/2026-01-28"),
        (DAYS, "27/01/2026-28/01/2026", "2026-01-27/2026-01-28"),
        (choice(SessionKind), "pause", "break"),
        (choice(SessionKind), "Communication", "talk"),
        (choice(EventKind), "journée d’études", "study-day"),
        (choice(SessionKind), "xylophone", ""),
        *((WORDS, written, "lin, laine") for written in ("lin / laine", "lin • laine")),
        (BODIES, "CNRS / Inria", "CNRS; Inria"),
        (AFFILIATIONS, "CNRS / Inria", "CNRS; Inria"),
        (EDITORS, "Zoé Duval et Luc Roy", "Zoé Duval; Luc Roy"),
        (ORCID, "ORCID 0000000218250097", "0000-0002-1825-0097"),
        (ZONE, "paris", "Europe/Paris"),
        *((LICENCE, written, "") for written in ("CC BY 5.0", "CC-BY-NC-XX", "CC BY-ND-SA 4.0", "CC NC 4.0")),
        (FILE, "https://lin.example/zoe.png", ""),
    ],
)
def test_what_is_no_value_is_refused_with_what_was_meant_where_that_is_certain(
    form: Format, written: str, meant: str
) -> None:
    with pytest.raises(ValueError, match=r"^"):
        form.parse(written)
    assert form.meaning(written) == meant


@pytest.mark.parametrize(
    ("form", "written"),
    [
        *(
            (LICENCE, name)
            for name in ("CC BY 4.0", "cc-by-nc-nd", "CC BY-SA 3.0 FR", "CC0", "Licence Ouverte 2.0", "MIT")
        ),
        (WORDS, "Hommes/Femmes, post-vérité"),
        (EDITORS, "{Bief et Compagnie}; zoe-duval"),
        *((PAGES, written) for written in ("12–24, 30", "12:1–12:24", "112–15", "1.12", "xii–xv")),
        *((WORDS, written) for written in ("IIIe siècle av. J.-C.", "Guerre de 1914 – 1918", "[sic], lin")),
        *((LICENCE, written) for written in ("By permission of the authors", "CC BY", "https-free")),
        (WEB_OR_TEXT, "Entrée libre."),
        (DOI, "10.1002/(SICI)1097-4571"),
    ],
)
def test_what_is_sound_is_read(form: Format, written: str) -> None:
    assert form.parse(written)


def test_a_person_named_twice_in_a_role_has_it_once() -> None:
    options = Options({"speakers": "zoe, zoe"}, ["speakers"], "rouages", Where("rouages"))
    session = record_of("session", "rouages", options, "", Where("rouages"))
    assert isinstance(session, Session)
    assert len(session.credits) == 1


@pytest.mark.parametrize(
    ("directive", "given", "needed"), [("event", "isbn", "proceedings-title"), ("speaker", "ror", "affiliation")]
)
def test_an_option_that_counts_beside_another_one_alone_is_reported(directive: str, given: str, needed: str) -> None:
    values = {"isbn": "978-2-1234-5680-3", "ror": "02feahw73"}
    options = Options({given: values[given]}, [given], "lin", Where("lin"))
    record_of(directive, "lin", options, "", Where("lin"))
    (problem,) = options.problems
    assert (problem.code, problem.values["option"], problem.values["expected"]) == (Code.MISSING_OPTION, given, needed)
