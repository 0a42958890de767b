from __future__ import annotations

from synthkit.metadata.description import LIMIT, VOCABULARY, described
from synthkit.metadata.tags import Meta, PagePlace, WorkPage
from synthkit.model.people import Name
from synthkit.model.works import Work
from synthkit.schema import WorkKind
from unit.invented import PUBLICATION, work


def tags(of: Work) -> object:
    return VOCABULARY.tags(WorkPage(of, PUBLICATION, {}, PagePlace()))


def test_a_short_abstract_describes_the_page_as_it_is() -> None:
    assert tags(work(abstract="Un cadran\nse lit.")) == (Meta("description", "Un cadran se lit."),)


def test_a_long_abstract_is_cut_at_a_word() -> None:
    text = described(work(abstract="cadran, " * 60), PUBLICATION)
    assert text.endswith("cadran, cadran…")
    assert LIMIT - len("cadran, ") <= len(text) < LIMIT


def test_a_word_that_just_fits_stays() -> None:
    assert described(work(abstract="a" * (LIMIT - 2) + " bcd"), PUBLICATION) == "a" * (LIMIT - 2) + "…"


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    assert len(described(work(abstract="時" * 400), PUBLICATION)) == LIMIT - 1


def test_without_an_abstract_it_is_the_title_and_the_names() -> None:
    authors = (Name("Dupont", "Lise"), Name("Éluard", "Mona"))
    assert described(work(authors=authors), PUBLICATION) == "Lire un cadran – Lise Dupont et Mona Éluard"


def test_a_volume_is_described_by_its_editors() -> None:
    assert described(work(WorkKind.PROCEEDINGS), PUBLICATION) == "Lire un cadran – Inès Œhlert"


def test_a_work_without_a_word_has_no_description() -> None:
    assert tags(work(title="", authors=(), editors=())) == ()
