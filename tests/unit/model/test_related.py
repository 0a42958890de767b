from __future__ import annotations

from dataclasses import replace

from synthkit.model.people import Credit
from synthkit.model.related import KEYWORD, MOST, PERSON, Kinship
from synthkit.schema import SessionKind
from unit.invented import CHAPTER, LISE, alone, catalogue, session


def kinship(**texts: str) -> Kinship:
    """Texts by what they have: names in capitals, keywords in small letters."""
    words = {text: given.split() for text, given in texts.items()}
    marks = {
        text: frozenset((PERSON if word.istitle() else KEYWORD, word) for word in given)
        for text, given in words.items()
    }
    return Kinship(marks)


def test_texts_that_share_nothing_are_not_related() -> None:
    assert kinship(a="Lise temps", b="Mona eau").of("a") == ()
    assert kinship(a="", b="").of("a") == ()
    assert kinship(a="Lise").of("nulle-part") == ()


def test_a_person_counts_as_much_as_three_keywords() -> None:
    found = kinship(a="Lise temps eau air feu", trois="temps eau air", lise="Lise", quatre="temps eau air feu")
    assert found.of("a") == ("quatre", "trois", "lise")
    assert kinship(a="Lise temps eau", deux="temps eau", lise="Lise").of("a") == ("lise", "deux")


def test_of_equals_the_nearer_comes_first_and_of_two_as_near_the_one_before() -> None:
    assert kinship(b="eau", c="eau", a="eau", d="eau", e="eau").of("a") == ("c", "d", "b", "e")


def test_no_more_than_five_are_proposed() -> None:
    many = {f"t{n}": "eau" for n in range(12)}
    assert len(kinship(**many).of("t6")) == MOST


def test_along_a_keyword_of_three_texts_one_goes_back_and_on() -> None:
    found = kinship(a="eau", b="eau air", c="Lise", d="eau air")
    assert [found.beside(text, (KEYWORD, "eau")) for text in "abd"] == [("", "b"), ("a", "d"), ("b", "")]
    assert found.beside("b", (KEYWORD, "air")) == ("", "")
    assert found.beside("nulle-part", (KEYWORD, "eau")) == ("", "")


def test_what_all_texts_share_makes_none_look_at_all_others() -> None:
    looked: list[int] = []

    class Counting(Kinship):
        def _near(self, bearers: list[int], place: int):
            for other in super()._near(bearers, place):
                looked.append(other)
                yield other

    texts = {f"t{n}": frozenset({(KEYWORD, "eau")}) for n in range(400)}
    found = Counting(texts)
    assert all(found.of(text) for text in texts)
    assert len(looked) <= 20 * len(texts)


def test_a_text_of_the_same_person_is_found_however_the_name_is_spelled() -> None:
    book = alone(session("a"), session("b", credits=(Credit("DUPOND, L."), Credit("L. Dupond"))))
    assert [other.id for other in book.related(book.sessions[0])] == ["b"]


def test_keywords_are_the_same_with_or_without_accents_and_capitals() -> None:
    book = alone(
        session("a", credits=(), keywords=("Métier",)),
        session("b", credits=(), keywords=("metier",)),
        session("c", credits=(), keywords=("mètre",)),
    )
    assert [other.id for other in book.related(book.sessions[0])] == ["b"]


def test_breaks_are_no_text_and_chapters_are() -> None:
    chapter = replace(CHAPTER, id="essai", authors=(LISE.id,))
    book = catalogue(
        sessions=(session("a"), session("pause", kind=SessionKind.BREAK)),
        chapters=(chapter,),
    )
    assert [other.id for other in book.related(book.sessions[0])] == ["essai"]
    assert [other.id for other in book.related(chapter)] == ["a"]
    assert book.related(book.sessions[1]) == ()


def test_names_that_nobody_has_a_record_of_make_no_relation() -> None:
    nobody = (Credit("Jean Sans-Notice"),)
    book = alone(session("a", credits=nobody), session("b", credits=nobody))
    assert book.related(book.sessions[0]) == ()
