from __future__ import annotations

import pytest

from synthkit.csl.processor import Processor
from synthkit.csl.rich_text import Segment, plain
from synthkit.csl.style import RememberingStyle, Style, StyleError, labelled
from synthkit.csl.work import Hints
from synthkit.export import csl_json
from synthkit.i18n import I18n
from synthkit.model.dates import PartialDate
from synthkit.model.people import Name
from synthkit.model.works import Work
from synthkit.schema import WorkKind
from unit.invented import HOSTILE, work

FRENCH = I18n("fr")
CHICAGO = Style("chicago-author-date-fr", "fr")
DEFAULTS = (
    "chicago-author-date-fr",
    "iso690-author-date-fr",
    "apa",
    "chicago-author-date",
    "modern-language-association",
)
LISE, MONA, IGOR, INES = (
    {"family": "Dupont", "given": "Lise"},
    {"family": "Éluard", "given": "Mona"},
    {"family": "Faure", "given": "Igor"},
    {"family": "Œhlert", "given": "Inès"},
)


BARE: dict[str, object] = {"id": "a", "type": "document", "title": "Sans date", "language": "fr-FR"}


def book(
    *people: dict[str, str], title: str = "Lire un cadran", year: int = 2030, **values: object
) -> dict[str, object]:
    item: dict[str, object] = {
        "id": "a",
        "type": "book",
        "author": list(people or (LISE,)),
        "title": title,
        "issued": {"date-parts": [[year]]},
        "publisher": "Presses du Beffroi",
        "publisher-place": "Tournai",
        "language": "fr-FR",
    }
    return item | values


def article(**values: object) -> dict[str, object]:
    return book(type="article-journal", **{"container-title": "Revue des heures", "volume": "4", "issue": "2"}) | values


def cited(work: Work, style: Style = CHICAGO) -> str:
    return plain(style.reference(csl_json.item(work, FRENCH)))


def entry(item: dict[str, object], style: Style = CHICAGO, letter: str = "", **values: str) -> str:
    return plain(style.reference(item, Hints(suffix=letter), **values))


# -- the French style of the book ------------------------------------------------------------------


def test_two_authors_are_joined_by_et() -> None:
    assert (
        entry(book(LISE, MONA))
        == "Dupont, Lise, et Mona Éluard. 2030. Lire un cadran. Tournai\u00a0: Presses du Beffroi."
    )


def test_a_chapter_stands_dans_its_book() -> None:
    assert cited(work(editors=(Name("Œhlert", "Inès"),), pages="3–9")) == (
        "Dupont, Lise. 2031. «\u00a0Lire un cadran\u00a0». Dans Les horloges et le travail. "
        "Sous la direction de Inès Œhlert, 3–9. Tournai\u00a0: Presses du Beffroi. https://horloges.example/cadran.html."
    )


def test_the_pages_of_a_chapter_follow_its_book_where_nobody_edits_it() -> None:
    values = {"type": "chapter", "container-title": "Fils & laines (1930)", "page": "12–19"}
    assert "Dans Fils & laines (1930), 12–19." in plain(CHICAGO.reference(book(**values)))


def test_a_talk_is_cited_with_its_event_the_day_before_the_month() -> None:
    told = cited(work(WorkKind.TALK))
    assert "Communication" in told
    assert "Horloges et métiers, Halle aux grains, Lille, France" in told
    assert "4 mars" in told


@pytest.mark.parametrize("kind", WorkKind)
def test_no_kind_of_work_is_cited_with_two_full_stops_or_a_hole(kind: WorkKind) -> None:
    told = cited(work(kind))
    assert not any(hole in told for hole in ("..", " .", " ,", ",,", "  ", "( ", "()", ": .", ". ,"))
    assert told.endswith(".")


@pytest.mark.parametrize("style", DEFAULTS)
def test_a_work_of_which_little_is_known_is_cited_without_holes(style: str) -> None:
    told = entry(BARE, Style(style, "fr"))
    assert "Sans date" in told
    assert ".." not in told


@pytest.mark.parametrize(
    ("people", "text"),
    [
        ((LISE,), "Dupont 2030"),
        ((LISE, MONA), "Dupont et Éluard 2030"),
        ((LISE, MONA, IGOR, INES), "Dupont et al. 2030"),
        (({"literal": "Guilde des Horlogers, SA"},), "Guilde des Horlogers, SA 2030"),
        (({"family": "Faure", "given": "Igor", "non-dropping-particle": "de la"},), "de la Faure 2030"),
    ],
)
def test_a_label_names_one_two_or_many(people: tuple[dict[str, str], ...], text: str) -> None:
    label = CHICAGO.label(book(*people))
    assert (label.text, label.who, label.year) == (text, text.removesuffix(" 2030"), "2030")


def test_a_label_tells_that_there_is_no_date() -> None:
    label = CHICAGO.label({key: value for key, value in book().items() if key != "issued"})
    assert (label.who, label.year) == ("Dupont", "s.\u00a0d.")


def test_a_date_in_words_is_no_part_of_the_name() -> None:
    label = CHICAGO.label(book(issued={"literal": "vers 1990"}))
    assert (label.who, label.year) == ("Dupont", "vers 1990")


@pytest.mark.parametrize("style", DEFAULTS)
@pytest.mark.parametrize("item", [book(), BARE], ids=["full", "bare"])
def test_brackets_of_a_label_are_never_half(style: str, item: dict[str, object]) -> None:
    text = Style(style, "fr").label(item).text
    assert [text.count(left) - text.count(right) for left, right in ("()", "[]", "«»")] == [0, 0, 0]


# -- letters ---------------------------------------------------------------------------------------


def test_works_of_one_author_and_year_are_told_apart_by_letters() -> None:
    items = {"x": book(title="A"), "y": book(title="B"), "z": book(title="C", year=2031), "m": book(MONA)}
    assert {key: (label.text, hints.suffix) for key, (label, hints) in labelled(CHICAGO, items).items()} == {
        "x": ("Dupont 2030a", "a"),
        "y": ("Dupont 2030b", "b"),
        "z": ("Dupont 2031", ""),
        "m": ("Éluard 2030", ""),
    }


def test_after_z_letters_go_on_in_pairs() -> None:
    items = {str(place): book(title=f"{place:02}") for place in range(28)}
    letters = [hints.suffix for _, hints in labelled(CHICAGO, items).values()]
    assert (letters[0], letters[25], letters[26], letters[27]) == ("a", "z", "aa", "ab")


def test_nothing_to_label_is_no_problem() -> None:
    assert labelled(CHICAGO, {}) == {}


def test_a_style_that_numbers_gives_numbers_in_the_order_of_the_items() -> None:
    items = {"y": book(title="B"), "x": book(title="A")}
    found = labelled(Style("ieee", "fr"), items)
    assert [(key, label.text, hints.number) for key, (label, hints) in found.items()] == [("y", "1", 1), ("x", "2", 2)]
    assert plain(Style("ieee", "fr").reference(items["x"], found["x"][1])).startswith("[2]\u00a0")


@pytest.mark.parametrize("style", ["chicago-author-date-fr", "apa", "iso690-author-date-fr"])
def test_the_letter_stands_in_the_entry_as_in_the_label(style: str) -> None:
    assert entry(book(), Style(style, "fr"), letter="b").count("2030b") == 1


@pytest.mark.parametrize("style", ["chicago-author-date-fr", "apa", "iso690-author-date-fr"])
def test_the_letter_goes_to_the_date_not_to_a_year_in_a_name(style: str) -> None:
    told = entry(book({"literal": "Collectif 2030"}), Style(style, "fr"), letter="b")
    assert "2030b" in told
    assert "collectif 2030b" not in told.lower()


# -- links and emphasis ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "doi", ["10.1234/a_b", "10.1234/abc.def-(7)", "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID>3.0.CO;2-2"]
)
@pytest.mark.parametrize("style", DEFAULTS)
def test_a_doi_is_shown_once_and_linked_whole(style: str, doi: str) -> None:
    segments = Style(style, "fr").reference(article(DOI=doi))
    assert plain(segments).count(doi) == 1
    assert [segment.url for segment in segments if segment.url] == [f"https://doi.org/{doi}"]


@pytest.mark.parametrize(
    "url",
    ["https://x.example/a.html", "https://x.example/?a=1&b=%C3%A9#c", "https://x.example/a_(b)", "https://x.example/"],
)
def test_an_address_is_linked_whole_without_the_full_stop(url: str) -> None:
    segments = CHICAGO.reference(book(URL=url))
    assert [segment.url for segment in segments if segment.url] == [url]
    assert plain(segments).endswith(f"{url}.")


@pytest.mark.parametrize("title", ["javascript:zut()", "data:text/html,x", "www.evil.example"])
def test_nothing_but_addresses_and_dois_is_linked(title: str) -> None:
    assert [segment.url for segment in CHICAGO.reference(book(title=title)) if segment.url] == []


def test_the_title_of_a_book_is_set_apart() -> None:
    assert Segment("Lire un cadran", "i") in CHICAGO.reference(book())


def test_a_note_follows_as_a_sentence() -> None:
    assert entry(book(note="Annoncée au programme")).endswith("Presses du Beffroi. Annoncée au programme.")


def test_what_the_genre_in_the_note_stood_before_begins_a_sentence_behind_a_year_too() -> None:
    talk = {"type": "speech", "title": "Filer", "event": "Rencontre", "issued": {"date-parts": [[2031]]}}
    talk |= {"status": "annoncée", "genre": "Communication"}
    shown = plain(Style("chicago-author-date-fr", "fr").reference(talk | {"note": "Communication annoncée"}))
    assert shown == "«\u00a0Filer\u00a0». 2031. Annoncée à Rencontre. Communication annoncée."


def test_a_note_of_the_item_is_not_told_twice() -> None:
    assert entry(book(note="secret")).lower().count("secret") == 1


# -- titles ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", DEFAULTS)
@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("L’IA et l’OCDE à Lille", "fr-FR"),
        ("Du temps de travail et de la montre", "fr-FR"),
        ("Reading Clocks with AI in the OECD", "en-US"),
    ],
)
def test_no_title_is_recased(style: str, title: str, language: str) -> None:
    assert title in entry(book(title=title, language=language), Style(style, "fr"))


@pytest.mark.parametrize("title", ["Le .NET des horloges", "Et demain ...", "Qui ? Quoi !", "100 % sûr"])
def test_a_title_keeps_its_own_punctuation(title: str) -> None:
    assert title.rstrip("?!.") in entry(book(title=title))


@pytest.mark.parametrize("title", ["Le travail après mai 68", "En mars 12 horloges", "Clocks of May 12 and June 3"])
def test_a_month_and_a_number_in_a_title_stay_in_their_order(title: str) -> None:
    assert title in entry(book(title=title))


@pytest.mark.parametrize(
    "text", [*HOSTILE, "<em>gras</em>", "a < b > c", "&amp; &lt;", "<i>", "<!-- rien -->", "<?php"]
)
def test_a_title_is_text_whatever_it_holds(text: str) -> None:
    told = entry(book(title=f"Titre {text} fin")).replace("«\u00a0", '"').replace("\u00a0»", '"')
    assert "".join(text.split()) in "".join(told.split())


def test_the_markup_of_csl_is_markup_in_a_title_and_turns_over_in_a_title_set_apart() -> None:
    found = CHICAGO.reference(book(title="Les topoi de l'<i>Anthologie</i> et H<sub>2</sub>O"))
    assert [Segment("Les topoi de l’", "i"), Segment("Anthologie"), Segment(" et H", "i")] == list(found[1:4])
    assert Segment("2", "sub") in found


@pytest.mark.parametrize("text", ["<b>gras</b>", "Martin & Fils", "a < b > c", "{0}", "%s"])
def test_a_name_is_text_whatever_it_holds(text: str) -> None:
    found = book({"literal": text})
    assert text in entry(found)
    assert CHICAGO.label(found).who == text


@pytest.mark.parametrize("title", ["Bilan 2030", "2030", "De 2029 à 2030. Un bilan"])
@pytest.mark.parametrize("style", ["chicago-author-date-fr", "iso690-author-date-fr", "apa", "chicago-author-date"])
def test_a_year_in_a_title_stays_there(style: str, title: str) -> None:
    told = entry(book(title=title, URL="https://x.example/a"), Style(style, "fr"), letter="a")
    assert title in told


# -- styles ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nulle-part", "", "../x", "/ailleurs/style", "chicago author date", "\x00"])
def test_a_style_nobody_knows_is_refused(name: str) -> None:
    with pytest.raises(StyleError):
        Style(name, "fr")


@pytest.mark.parametrize("language", ["fr", "fr_FR", "fr-CA"])
def test_a_style_speaks_the_books_language(language: str) -> None:
    assert "Dupont, Lise, et Mona Éluard" in entry(book(LISE, MONA), Style("chicago-author-date-fr", language))


@pytest.mark.parametrize("language", ["tlh", "", "../x"])
def test_a_style_in_an_unknown_language_speaks_english(language: str) -> None:
    assert "& Éluard" in entry(book(LISE, MONA), Style("apa", language))


@pytest.mark.parametrize("style", ["chicago-author-date-fr", "chicago-author-date", "modern-language-association"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_given_names_stay_whole_where_the_style_prints_them_whole(style: str, language: str) -> None:
    assert entry(book(LISE), Style(style, language)).startswith("Dupont, Lise.")


# -- order -----------------------------------------------------------------------------------------


def ordered(*items: dict[str, object], style: Style = CHICAGO) -> list[object]:
    found = {str(place): item for place, item in enumerate(items)}
    return [found[key]["title"] for key in labelled(style, found)]


def test_accents_and_ligatures_sort_as_letters() -> None:
    people = ("Zola", "Éluard", "Faure", "Ogier", "Œhlert", "Dupont", "Odier")
    assert ordered(*(book({"family": family}, title=family) for family in people)) == [
        "Dupont",
        "Éluard",
        "Faure",
        "Odier",
        "Œhlert",
        "Ogier",
        "Zola",
    ]


def test_one_author_alone_comes_before_the_same_with_others() -> None:
    assert ordered(book(LISE, MONA, title="deux", year=2020), book(LISE, title="un")) == ["un", "deux"]


def test_works_of_one_author_go_by_year_then_title() -> None:
    assert ordered(book(title="b"), book(title="É"), book(title="d"), book(title="z", year=1999)) == [
        "z",
        "b",
        "d",
        "É",
    ]


def test_works_of_one_year_go_by_month_as_a_number() -> None:
    february, october = ({"date-parts": [[2030, month]]} for month in (2, 10))
    style = Style("acme-an-international-journal-for-critical-geographies", "fr")
    found = ordered(book(title="a", issued=october), book(title="b", issued=february), style=style)
    assert found == ["b", "a"]


def test_without_an_author_the_editor_and_then_the_title_decides() -> None:
    nobody = {"id": "x", "type": "book", "title": "Émail"}
    edited = {"id": "x", "type": "book", "title": "Zinc", "editor": [LISE]}
    assert ordered(book(MONA, title="m"), nobody, edited) == ["Zinc", "m", "Émail"]


@pytest.mark.parametrize("item", [{}, {"author": "Lise"}, {"author": []}, {"author": [{}]}, {"issued": None}])
def test_an_odd_item_sorts_without_a_traceback(item: dict[str, object]) -> None:
    assert len(labelled(CHICAGO, {"x": item, "y": book()})) == 2


def test_a_date_known_in_part_is_cited_in_part() -> None:
    assert ". 2032. " in cited(work(date=PartialDate(2032)))


def test_an_item_of_which_the_style_shows_nothing_is_called_by_its_id() -> None:
    item = {"id": "anonyme", "type": "article-journal"}
    assert plain(Style("modern-language-association", "fr").reference(item)) == "anonyme."


def test_what_was_formatted_before_is_not_formatted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    item = {"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [[2026]]}, "author": [{"literal": "G"}]}
    noted = {**item, "note": "N"}
    first = RememberingStyle("apa", "fr", {})
    asked = (first.label(item), first.reference(item), first.reference(noted, Hints(suffix="a")))
    plain_style = Style("apa", "fr")
    assert asked == (
        plain_style.label(item),
        plain_style.reference(item),
        plain_style.reference(noted, Hints(suffix="a")),
    )
    second = RememberingStyle("apa", "fr", first.kept)
    monkeypatch.setattr(Processor, "entry", None)
    monkeypatch.setattr(Processor, "body", None)
    assert (second.label(item), second.reference(item), second.reference(noted, Hints(suffix="a"))) == asked
    assert second.kept == first.kept


@pytest.mark.parametrize("other", [{"title": "U"}, {"language": "en"}])
def test_a_changed_item_is_formatted_anew(other: dict[str, str]) -> None:
    item = {"id": "a", "type": "book", "title": "the lamp", "author": [{"literal": "G"}]}
    first = RememberingStyle("apa", "fr", {})
    first.reference(item)
    second = RememberingStyle("apa", "fr", first.kept)
    assert second.reference(item | other) == Style("apa", "fr").reference(item | other)
    assert len(second.kept) == 1
    assert second.kept.keys() != first.kept.keys()


def test_a_title_in_another_language_than_its_reference_is_in_its_own() -> None:
    title = "Who weaves? A survey"
    item = book(LISE, title=title, language="en-US")
    found = CHICAGO.reference(item)
    assert [(one.text, one.language) for one in found if one.language] == [(title, "en-US")]
    kept = RememberingStyle("chicago-author-date-fr", "fr", {})
    assert kept.reference(item) == kept.reference(item) == found
    assert not any(one.language for one in CHICAGO.reference({**item, "language": "fr-FR"}))
