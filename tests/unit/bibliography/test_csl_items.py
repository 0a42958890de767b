from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from synthkit.bibliography.csl_items import Bibliography
from synthkit.bibliography.latex import decoded
from synthkit.export import bibtex
from synthkit.i18n import I18n
from synthkit.schema import WorkKind
from unit.invented import work

Read = Callable[[str], Bibliography]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """A bibliography of one file with that text."""

    def bibliography(text: str) -> Bibliography:
        path = tmp_path / "references.bib"
        path.write_text(text, encoding="utf-8")
        return Bibliography([path])

    return bibliography


def item(read: Read, fields: str, type_: str = "book") -> dict[str, object]:
    return dict(read(f"@{type_}{{a,\n{fields}\n}}\n").find("a"))


# -- what an entry becomes -------------------------------------------------------------------------


def test_an_article_becomes_a_csl_item(read: Read) -> None:
    fields = (
        "author = {Dupont, Lise and Éluard, Mona}, title = {Les cadrans}, journal = {Revue des heures}, "
        "volume = 4, number = {2}, pages = {3--9}, year = 2030, langid = {french}"
    )
    assert item(read, fields, "article") == {
        "id": "a",
        "type": "article-journal",
        "language": "fr-FR",
        "title": "Les cadrans",
        "container-title": "Revue des heures",
        "volume": "4",
        "issue": "2",
        "page": "3–9",
        "author": [{"family": "Dupont", "given": "Lise"}, {"family": "Éluard", "given": "Mona"}],
        "issued": {"date-parts": [[2030]]},
    }


def test_a_report_has_a_number_and_its_institution(read: Read) -> None:
    found = item(read, "title={T}, institution={Guilde}, address={Namur}, type={Cahiers}, number={7}", "techreport")
    assert {key: found.get(key) for key in ("type", "publisher", "publisher-place", "genre", "number", "issue")} == {
        "type": "report",
        "publisher": "Guilde",
        "publisher-place": "Namur",
        "genre": "Cahiers",
        "number": "7",
        "issue": None,
    }


@pytest.mark.parametrize(
    ("bibtex_type", "fields", "type_"),
    [
        ("book", "", "book"),
        ("INCOLLECTION", "", "chapter"),
        ("inproceedings", "", "paper-conference"),
        ("phdthesis", "", "thesis"),
        ("misc", "", "document"),
        ("misc", "url = {https://x.example}", "webpage"),
        ("presentation", "", "document"),
    ],
)
def test_each_type_has_its_csl_type_and_an_unknown_one_breaks_nothing(
    read: Read, bibtex_type: str, fields: str, type_: str
) -> None:
    assert item(read, f"title = {{T}}, {fields}", bibtex_type)["type"] == type_


def test_an_entry_knows_its_line(read: Read) -> None:
    found = read("% un commentaire\n\n@book{a, title={A}}\n\n@book{b,\n title={B}}\n").sources
    assert {entry.key: entry.line for entry in found} == {"a": 3, "b": 5}


def test_a_note_is_told_and_part_of_the_item(read: Read) -> None:
    found = read("@book{a, title={T}, note={Lu \\emph{en ligne}.}}").find("a")
    assert found["note"] == "Lu en ligne."


@pytest.mark.parametrize("author", ["{Guilde des Horlogers}", "{Guilde, SA and Sons}", "{OCDE}"])
def test_a_body_in_double_braces_stays_whole(read: Read, author: str) -> None:
    assert item(read, f"author = {{{author}}}")["author"] == [{"literal": author[1:-1]}]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Mirabelle", [{"literal": "Mirabelle"}]),
        ("Lise Dupont", [{"family": "Dupont", "given": "Lise"}]),
        ("de la Faure, Igor", [{"family": "Faure", "given": "Igor", "non-dropping-particle": "de la"}]),
        ("{\\'E}luard, Mona", [{"family": "Éluard", "given": "Mona"}]),
        ("Dupont, Lise and {Guilde}", [{"family": "Dupont", "given": "Lise"}, {"literal": "Guilde"}]),
        (
            "Dupont, Lise\n  and Faure, Igor",
            [{"family": "Dupont", "given": "Lise"}, {"family": "Faure", "given": "Igor"}],
        ),
    ],
)
def test_names_are_split_as_bibtex_splits_them(read: Read, author: str, names: list[dict[str, str]]) -> None:
    assert item(read, f"author = {{{author}}}")["author"] == names


def test_and_others_stays_for_the_style_to_say(read: Read) -> None:
    people = item(read, "author = {Dupont, Lise and others}")["author"]
    assert people == [{"family": "Dupont", "given": "Lise"}, {"literal": "others"}]


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ("langid = {french}", "fr-FR"),
        ("langid = {english}, language = {english}", "en-US"),
        ("language = {fr}", "fr"),
        ("language = {french}", "fr-FR"),
        ("langid = {French}", "fr-FR"),
        ("langid = {british}", "en-GB"),
        ("", ""),
    ],
)
def test_a_language_is_told_in_either_way_as_a_tag(read: Read, fields: str, language: str) -> None:
    assert item(read, f"title = {{T}}, {fields}")["language"] == language


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("year = 2030", {"date-parts": [[2030]]}),
        ("date = {2030-05-07}, year = 1999", {"date-parts": [[2030, 5, 7]]}),
        ("date = {2030-05}", {"date-parts": [[2030, 5]]}),
        ("year = {vers 1990}", {"literal": "vers 1990"}),
        ("", None),
    ],
)
def test_a_date_is_read_or_kept_as_words(read: Read, fields: str, issued: object) -> None:
    assert item(read, f"title = {{T}}, {fields}").get("issued") == issued


def test_doi_and_url_are_verbatim(read: Read) -> None:
    found = item(read, "doi = {10.1234/a_b(7)}, url = {https://x.example/a_b?c=%C3%A9&d=1#e~f}")
    assert (found["DOI"], found["URL"]) == ("10.1234/a_b(7)", "https://x.example/a_b?c=%C3%A9&d=1#e~f")


def test_escapes_within_doi_and_url_are_read(read: Read) -> None:
    found = item(read, r"doi = {10.1234/a\_b}, url = {https://x.example/a\_b\%20c}")
    assert (found["DOI"], found["URL"]) == ("10.1234/a_b", "https://x.example/a_b%20c")


# -- text ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("{OCDE} et {\\'E}luard", "OCDE et Éluard"),
        ("{\\oe}uvre \\& co, 50~\\%", "œuvre & co, 50 %"),
        ("deux\n   lignes", "deux lignes"),
        ("\\emph{très} gras", "très gras"),
        ("de $x^2$", "de x²"),
        ("L’été « 👩🏽‍💻 »", "L’été « 👩🏽‍💻 »"),
        ("</script>", "</script>"),
    ],
)
def test_a_value_is_read_as_text(value: str, text: str) -> None:
    assert decoded(value).replace("\u00a0", " ") == text


@pytest.mark.parametrize("value", ["50% des horloges", "Martin & Fils", "a_b", "n#1", "3 $ de plus"])
def test_a_value_nobody_escaped_loses_no_word(value: str) -> None:
    assert [word for word in value.split() if word not in decoded(value)] == []


@pytest.mark.parametrize("text", ["{x}", "a\\b", "100 %", "a_b # c & d", "~", "^", "\\input{x}", "$5"])
def test_what_our_own_export_writes_is_read_as_the_same_text(text: str) -> None:
    assert decoded(bibtex.escaped(text)) == text


def test_our_own_export_is_read_as_references(read: Read) -> None:
    found = read(bibtex.export([work(WorkKind.PAPER)], I18n("fr"))).find("dupont2031cadran")
    assert {key: found.get(key) for key in ("type", "title", "author", "container-title", "language", "issued")} == {
        "type": "paper-conference",
        "title": "Lire un cadran",
        "author": [{"family": "Dupont", "given": "Lise"}],
        "container-title": "Les horloges et le travail",
        "language": "fr-FR",
        "issued": {"date-parts": [[2031, 3, 4]]},
    }


# -- files -----------------------------------------------------------------------------------------


def test_a_missing_file_is_an_empty_bibliography(tmp_path: Path) -> None:
    assert Bibliography([tmp_path / "nulle-part.bib", tmp_path]).references == {}


def test_an_unknown_key_is_shown_as_itself(read: Read) -> None:
    assert read("").find("inconnu") == {"id": "inconnu", "type": "document", "title": "inconnu"}


def test_of_two_entries_of_one_key_the_first_stands(read: Read) -> None:
    assert read("@book{a, title={Un}}\n@book{a, title={Deux}}").find("a")["title"] == "Un"


def test_several_files_make_one_bibliography(tmp_path: Path) -> None:
    for key in "ab":
        (tmp_path / f"{key}.bib").write_text(f"@book{{{key}, title={{T}}}}", encoding="utf-8")
    assert [*Bibliography([tmp_path / "a.bib", tmp_path / "b.bib"]).references] == ["a", "b"]


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_bytes(b"\xef\xbb\xbf@book{a, title={T}}")
    assert [*Bibliography([tmp_path / "a.bib"]).references] == ["a"]


@pytest.mark.parametrize(
    "broken",
    [
        "@book{b, title = {jamais fermé\n",
        "@book{b title = {sans virgule}}",
        "@book{b, title = {T}} }}}",
        "@book{, title = {sans clé}}",
        "@book",
        "}{",
        "\x00\x01",
        "@book{b, author = {a, b, c, d, e}, title = {T}}",
        "@book{b, author = {and and and}, title = {T}}",
        "@book{b, author = {}, title = {}, year = {}}",
    ],
)
def test_a_broken_entry_gives_no_traceback_and_spares_its_neighbour(read: Read, broken: str) -> None:
    assert read(f"@book{{a, title = {{Avant}}}}\n{broken}\n").find("a")["title"] == "Avant"


def test_a_file_in_another_encoding_gives_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_bytes("@book{a, title = {L'été}, year = 2030}".encode("latin-1"))
    assert Bibliography([tmp_path / "a.bib"]).find("a")["issued"] == {"date-parts": [[2030]]}


def test_names_that_cannot_be_split_cost_no_entry(read: Read) -> None:
    found = item(read, "author = {Dupont, A, B, C, D}, title = {Trop de virgules}, year = 2030")
    assert (found["title"], found.get("issued")) == ("Trop de virgules", {"date-parts": [[2030]]})
