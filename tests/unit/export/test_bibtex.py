from __future__ import annotations

from dataclasses import replace

import bibtexparser
import pybtex.database
import pytest

from synthkit.bibliography.csl_items import Bibliography
from synthkit.export import bibtex
from synthkit.i18n import I18n
from synthkit.model.dates import Days, PartialDate
from synthkit.model.people import Name
from synthkit.model.works import Work
from synthkit.schema import CreditRole, TextKind, TitleBy, WorkKind
from unit.invented import CHAPTER, EVENT, HOSTILE, PUBLICATION, VOLUME, catalogue, work

FRENCH, ENGLISH = I18n("fr"), I18n("en")


def lines(work: Work, *fields: str, i18n: I18n = FRENCH) -> list[str]:
    """The first line of an entry, then those of some fields as they stand in the file."""
    first, *rest = bibtex.export([work], i18n).splitlines()
    return [first, *(line.strip().rstrip(",") for line in rest if line.split("=")[0].strip() in fields)]


def value(work: Work, field: str) -> str:
    """What stands between the braces of one field; empty without the field."""
    found = lines(work, field)[1:]
    return found[0].split(" = ", 1)[1][1:-1] if found else ""


# -- a slice of each kind of work ------------------------------------------------------------------


def test_a_talk_is_an_unpublished_with_its_event() -> None:
    fields = (
        "author",
        "title",
        "type",
        "note",
        "eventtitle",
        "eventdate",
        "venue",
        "month",
        "day",
        "date",
        "publisher",
    )
    assert lines(work(WorkKind.TALK), *fields) == [
        "@unpublished{dupont2031cadran,",
        "author = {Dupont, Lise}",
        "title = {Lire un cadran}",
        "type = {Communication}",
        "note = {Communication annoncée au programme. "
        "Horloges et métiers, 4 mars 2031, Halle aux grains, Lille, France}",
        "month = mar",
        "day = {4}",
        "date = {2031-03-04}",
        "eventtitle = {Horloges et métiers}",
        "eventdate = {2031-03-04/2031-03-05}",
        "venue = {Halle aux grains, Lille, France}",
    ]


def test_a_paper_has_the_numbers_of_its_volume() -> None:
    found = work(WorkKind.PAPER, volume="2", series="Cadrans", series_number="14", issn="0378-5955")
    assert lines(found, "volume", "series", "number", "issn")[1:] == [
        *("volume = {2}", "series = {Cadrans}", "number = {14}", "issn = {0378-5955}"),
    ]


def test_a_talk_names_the_pages_of_the_volume_where_biblatex_takes_them() -> None:
    found = work(WorkKind.TALK, pages="45–49", licence="CC BY 4.0")
    presented = "Dans : Les horloges et le travail, p. 45–49. CC BY 4.0"
    assert lines(found, "pages", "addendum")[1:] == [f"addendum = {{{presented}}}"]


def test_a_panel_is_an_unpublished_of_its_own_type() -> None:
    assert lines(work(WorkKind.PANEL), "type") == ["@unpublished{dupont2031cadran,", "type = {Table ronde}"]


def test_a_paper_is_in_proceedings_with_the_publishers_place_and_the_events() -> None:
    assert lines(work(WorkKind.PAPER, pages="12–19"), "booktitle", "publisher", "address", "venue", "pages") == [
        "@inproceedings{dupont2031cadran,",
        "booktitle = {Les horloges et le travail}",
        "publisher = {Presses du Beffroi}",
        "address = {Tournai}",
        "pages = {12--19}",
        "venue = {Halle aux grains, Lille, France}",
    ]


def test_a_chapter_is_in_a_collection_and_has_no_event() -> None:
    assert lines(work(WorkKind.CHAPTER), "booktitle", "eventtitle", "venue", "url") == [
        "@incollection{dupont2031cadran,",
        "booktitle = {Les horloges et le travail}",
        "url = {https://horloges.example/cadran.html}",
    ]


def test_proceedings_have_editors_and_their_event() -> None:
    assert lines(work(WorkKind.PROCEEDINGS), "author", "editor", "booktitle", "eventtitle") == [
        "@proceedings{dupont2031cadran,",
        "editor = {Œhlert, Inès}",
        "eventtitle = {Horloges et métiers}",
    ]


def test_the_book_is_a_book_of_its_editors() -> None:
    assert lines(work(WorkKind.BOOK), "author", "editor", "publisher", "address") == [
        "@book{dupont2031cadran,",
        "editor = {Œhlert, Inès}",
        "publisher = {Presses du Beffroi}",
        "address = {Tournai}",
    ]


def test_the_editors_title_and_report_are_told_in_the_note() -> None:
    found = work(WorkKind.TALK, text=TextKind.REPORT, title_by=TitleBy.EDITORS)
    assert value(found, "note").startswith("Communication rapportée par la rédaction, titre donné par la rédaction. ")


def test_words_are_the_readers_language() -> None:
    assert lines(work(WorkKind.TALK), "type", i18n=ENGLISH)[1] == "type = {Talk}"


# -- dates and languages ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "told"),
    [
        (PartialDate(2031), ["year = {2031}", "date = {2031}"]),
        (PartialDate(2031, 12), ["year = {2031}", "month = dec", "date = {2031-12}"]),
        (PartialDate(2031, 1, 9), ["year = {2031}", "month = jan", "day = {9}", "date = {2031-01-09}"]),
        (None, []),
    ],
)
def test_a_date_is_told_in_both_ways_its_month_bare(date: PartialDate | None, told: list[str]) -> None:
    assert lines(work(date=date), "year", "month", "day", "date")[1:] == told


def test_an_event_of_one_day_has_no_range() -> None:
    event = replace(EVENT, days=Days(EVENT.days.first, EVENT.days.first) if EVENT.days else None)
    assert value(work(WorkKind.TALK, event=event), "eventdate") == "2031-03-04"


@pytest.mark.parametrize(
    ("code", "told"), [("fr", "french"), ("fr-FR", "french"), ("fr_FR", "french"), ("en-GB", "english"), ("", "")]
)
def test_a_language_is_told_by_the_name_that_babel_knows(code: str, told: str) -> None:
    found = work(language=code)
    assert (value(found, "language"), value(found, "langid")) == (told, told)


@pytest.mark.parametrize("code", ["tlh", "klingon", "français", "e}n", "x\ny", "%"])
def test_a_language_nobody_knows_breaks_no_file(code: str) -> None:
    library = bibtexparser.parse_string(bibtex.export([work(language=code)], FRENCH))
    assert [entry.key for entry in library.entries] == ["dupont2031cadran"]
    assert library.failed_blocks == []


# -- text ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("50 % & #1 à 3 $_", r"50 \% \& \#1 à 3 \$\_"),
        (r"\input{x}", r"\textbackslash{}input\{x\}"),
        ("}", r"\textbraceright{}"),
        ("}{", r"\textbraceright{}\textbraceleft{}"),
        ("{a, {b}", r"\textbraceleft{}a, \textbraceleft{}b\textbraceright{}"),
        ("a~b^c", r"a\textasciitilde{}b\textasciicircum{}c"),
        ("Œuvre d’été « 1 »", "Œuvre d’été « 1 »"),
        ("a\r\n\tb\x00\x07c", "a bc"),
        ("  ", ""),
        ("</script>", "</script>"),
        ("👩🏽‍💻 \u202eab\u202c", "👩🏽‍💻 \u202eab\u202c"),
    ],
)
def test_text_is_escaped_once_and_stays_on_one_line(text: str, written: str) -> None:
    assert bibtex.escaped(text) == written


@pytest.mark.parametrize("text", HOSTILE)
def test_braces_of_an_entry_balance_whatever_a_title_holds(text: str) -> None:
    written = bibtex.export([work(title=text, abstract=text)], FRENCH)
    assert written.count("{") == written.count("}")


@pytest.mark.parametrize("field", ["doi", "isbn", "pages", "url", "version", "licence", "series", "language"])
@pytest.mark.parametrize("text", ["a}b", "a{b", "a,\n b = {c", "@book{x,"])
def test_no_field_can_break_out_of_its_braces(field: str, text: str) -> None:
    written = bibtex.export([work(**{field: text}), work(WorkKind.BOOK, id="apres")], FRENCH)
    library = bibtexparser.parse_string(written)
    assert [entry.key for entry in library.entries] == ["dupont2031cadran", "apres"]
    assert library.failed_blocks == []
    assert [*pybtex.database.parse_string(written, "bibtex").entries] == ["dupont2031cadran", "apres"]


def test_doi_and_url_are_verbatim() -> None:
    found = work(doi="10.1234/a_b%c#d", url="https://x.example/a_b?c=%C3%A9&d#e")
    assert (value(found, "doi"), value(found, "url")) == ("10.1234/a_b%c#d", "https://x.example/a_b?c=%C3%A9&d#e")


def test_keywords_are_a_list() -> None:
    assert value(work(keywords=("temps", "R&D")), "keywords") == r"temps, R\&D"


def test_what_is_unknown_is_left_out() -> None:
    bare = Work("a", WorkKind.BOOK, "")
    assert bibtex.export([bare], FRENCH).split() == ["@book{a,", "}"]


# -- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name("Dupont", "Lise"), "Dupont, Lise"),
        (Name("Faure", "Igor", "de la"), "de la Faure, Igor"),
        (Name("Orville", "Jeanne", "d’"), "d’Orville, Jeanne"),
        (Name("Faure", "Igor", "de la", suffix="Jr."), "de la Faure, Jr., Igor"),
        (Name("Mirabelle"), "{Mirabelle}"),
        (Name(given="Mirabelle"), "{Mirabelle}"),
        (Name(literal="Guilde des Horlogers and Sons, SA"), "{Guilde des Horlogers and Sons, SA}"),
        (Name("Dupont, fils", "Lise"), "{Dupont, fils}, Lise"),
        (Name("Sand and Sea", "Lise"), "{Sand and Sea}, Lise"),
        (Name("AND", "Lise"), "{AND}, Lise"),
        (Name("Anderson", "Brandy"), "Anderson, Brandy"),
        (Name("A}{B", "L%"), r"A\textbraceright{}\textbraceleft{}B, L\%"),
    ],
)
def test_a_name_is_written_so_that_it_is_split_where_it_should_be(name: Name, written: str) -> None:
    assert bibtex.name(name) == written


def test_authors_are_joined_in_printed_order() -> None:
    found = work(authors=(Name("Faure", "Igor"), Name(literal="Guilde"), Name("Dupont", "Lise")))
    assert value(found, "author") == "Faure, Igor and {Guilde} and Dupont, Lise"


# -- capitals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("L’IA à Lille", "L’{IA} à {Lille}"),
        ("Lille, ville d’horloges", "Lille, ville d’horloges"),
        ("Le temps : Une affaire ? Oui", "Le temps : Une affaire ? {Oui}"),
        ("Le cas « Horloge »", "Le cas « {Horloge} »"),
        ("« Le temps » : “Encore”", "« {Le} temps » : “{Encore}”"),
        ("1914. La montre", "1914. {La} montre"),
        ("Vers l’école d’Éluard", "Vers l’école d’{Éluard}"),
        ("Lire l’OCDE-INSEE en 2031", "Lire l’{OCDE-INSEE} en 2031"),
        ("L’eBook et l’iPhone", "L’eBook et l’iPhone"),
        ("50 % à {Lille}", r"50 \% à \{{Lille}\}"),
    ],
)
def test_a_french_title_keeps_the_capitals_of_names_and_acronyms(title: str, written: str) -> None:
    assert bibtex.protected(title, "fr") == written


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Reading Clocks in Lille", "Reading Clocks in Lille"),
        ("AI and the OECD", "{AI} and the {OECD}"),
        ("A McDonald Study", "A {McDonald} Study"),
    ],
)
def test_an_english_title_keeps_the_capitals_of_acronyms_alone(title: str, written: str) -> None:
    assert bibtex.protected(title, "en") == written


def test_a_licence_keeps_its_capitals_where_a_style_has_sentences() -> None:
    assert lines(work(WorkKind.BOOK, licence="CC BY & 4.0"), "addendum")[1:] == [r"addendum = {{CC BY \& 4.0}}"]


# -- files -----------------------------------------------------------------------------------------


def test_every_work_of_a_book_is_read_back_by_two_readers() -> None:
    book = catalogue(events=(replace(EVENT, proceedings=VOLUME),), publication=PUBLICATION, chapters=(CHAPTER,))
    written = bibtex.export(book.works, FRENCH)
    ids = [work.id for work in book.works]
    library = bibtexparser.parse_string(written)
    assert [entry.key for entry in library.entries] == ids
    assert library.failed_blocks == []
    assert [*pybtex.database.parse_string(written, "bibtex").entries] == ids


def test_references_stand_behind_the_works_as_their_file_has_them(tmp_path: object) -> None:
    path = tmp_path / "r.bib"
    path.write_text('@book{autre, title = "Un {Autre}" # " livre", month = feb, year = 2030}\n', encoding="utf-8")
    written = bibtex.export([work()], FRENCH, [entry.block() for entry in Bibliography([path]).entries.values()])
    assert written.index("@incollection{dupont2031cadran") < written.index("@book{autre")
    assert 'title = "Un {Autre}" # " livre"' in written
    assert "month = feb" in written


def test_a_reference_under_the_key_of_a_work_does_not_stand_in_the_file_twice(tmp_path: object) -> None:
    path = tmp_path / "r.bib"
    path.write_text("@book{dupont2031cadran, title = {Un autre}}\n", encoding="utf-8")
    written = bibtex.export([work()], FRENCH, [entry.block() for entry in Bibliography([path]).entries.values()])
    assert written.count("{dupont2031cadran,") == 1


def test_nothing_to_export_is_an_empty_file() -> None:
    assert bibtex.export([], FRENCH).strip() == ""


def test_entries_stand_one_field_a_line() -> None:
    body = bibtex.export([work(title="a\nb", abstract="c\n\nd")], FRENCH).strip().splitlines()[1:-1]
    assert all(line.startswith("  ") and " = " in line for line in body)


def test_the_event_and_whoever_takes_part_stand_in_the_note_that_all_styles_print() -> None:
    credits = (
        (CreditRole.MODERATOR, (Name("Faure", "Igor"), Name("Éluard", "Mona"))),
        (CreditRole.TRANSLATOR, (Name(literal="Guilde"),)),
    )
    text = bibtex.export([work(WorkKind.TALK, credits=credits)], I18n("fr"))
    note = (
        "Communication annoncée au programme. Horloges et métiers, 4 mars 2031, Halle aux grains, "
        "Lille, France. Animation : Igor Faure et Mona Éluard. Traduction : Guilde"
    )
    assert f"  note = {{{note}}},\n" in text


def test_a_talk_of_several_possible_days_has_their_range_and_the_month_they_share() -> None:
    text = bibtex.export([work(WorkKind.TALK, date=PartialDate(2031, 3), days=EVENT.days)], I18n("fr"))
    assert "  year = {2031},\n  month = mar,\n  date = {2031-03-04/2031-03-05},\n" in text
    assert " day = " not in text


# -- markup in titles ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rich", "written"),
    [
        ("Les topoi de l’<i>Anthologie</i> chez Racine", r"Les topoi de l’\emph{Anthologie} chez {Racine}"),
        ("<i>Phèdre</i> et le CNRS", r"\emph{Phèdre} et le {CNRS}"),
        ("Le <b>temps</b> du H<sub>2</sub>O", r"Le \textbf{temps} du {H}\textsubscript{2}{O}"),
        ("Au XX<sup>e</sup> siècle", r"Au {XX}\textsuperscript{e} siècle"),
        ("Lire <i>La <b>Vie</b> & <i>Candide</i></i>", r"Lire \emph{La \textbf{Vie} \& \emph{Candide}}"),
        ("Ce que <i> ouvre", "Ce que <i> ouvre"),
        ("Ce que <i>ouvre <b>et</i> ferme</b>", "Ce que <i>ouvre <b>et</i> ferme</b>"),
    ],
)
def test_the_markup_of_a_title_is_commands(rich: str, written: str) -> None:
    assert value(work(rich_title=rich), "title") == written


def test_letters_of_a_plain_title_are_no_markup() -> None:
    assert value(work(title="Ce que <i>ouvre</i>"), "title") == "Ce que <i>ouvre</i>"
