"""A session in another language is in it in every edition: spaces, quotation marks, ``lang``, hyphenation, remarks."""

import re
import zipfile
from functools import cache

import pytest
from books import Book

from synthkit.model.serialization import load

ENGLISH = 'What now? "Fine," she said: the tools\' own 50% stay; all of it!'
FRENCH = 'Et maintenant ? "Bien", dit-elle ; tout !'
TALK = ":event: outils-2031\n:speakers: ann-tool\n"
BOOK = {
    "index.md": "# Outils\n\n{session}`anglais` et {session}`francais`.\n\n"
    "```{toctree}\nanglais\nfrancais\nmixte\n```\n",
    "anglais.md": f"# Who cares? Tools!\n\n:::{{session}} anglais\n{TALK}:language: eng\n:subtitle: Why now?\n\n"
    f"{ENGLISH}\n:::\n\n"
    f"{ENGLISH}\n\n## What for?\n\n- {ENGLISH}\n",
    "francais.md": f"# Pourquoi ?\n\n::::{{session}} francais\n{TALK}:language: fra\n\n{FRENCH}\n\n"
    f":::{{translation}} en\n:title: Why so?\n\nBecause.\n:::\n::::\n\n{FRENCH}\n",
    "mixte.md": f"# Comment ?\n\n:::{{session}} mixte\n{TALK}:abstract-language: en\n\n{ENGLISH}\n:::\n\n{FRENCH}\n\n"
    f":::{{translation}} eng\n:title: How come?\n\n{ENGLISH}\n:::\n\n"
    "## Le lieu\n\n:::{event} outils-2031\n:title: Outils\n:date: 2031-03-04\n:::\n\n"
    "```{programme} outils-2031\n```\n\n"
    "### Ann Tool\n\n:::{speaker} ann-tool\n:given: Ann\n:family: Tool\n:::\n",
}
SET_ENGLISH = "What now? “Fine,” she said: the tools’ own 50% stay; all of it!"
SET_FRENCH = "Et maintenant\u202f? «\u00a0Bien\u00a0», dit-elle\u202f; tout\u202f!"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The book in one edition and language, built at the first call."""
    root = tmp_path_factory.mktemp
    return cache(lambda builder, language="fr": Book(root(language), {"language": language}).write(BOOK).build(builder))


def paragraphs(html, language):
    """The texts of what is marked as in a language."""
    found = re.findall(rf'<(p|li|h1|h2|span)\b[^>]* lang="{language}"[^>]*>(.*?)</\1>', html, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", text).strip() for _, text in found]


def page(built, name, language="fr"):
    return (built("html", language).outdir / f"{name}.html").read_text(encoding="utf-8")


def test_a_session_in_english_is_english_in_a_french_book(built):
    marked = paragraphs(page(built, "anglais"), "en")
    assert marked.count(SET_ENGLISH) >= 2
    assert any(text.startswith("Who cares? Tools!") for text in marked)
    assert "Why now?" in marked


def test_titles_elsewhere_are_in_their_language(built):
    index = page(built, "index")
    assert re.search(r'lang="en"[^>]*>Who cares\? Tools!<', index)
    assert "cares ?" not in index.replace("\u202f", " ")
    assert 'lang="fr">Pourquoi' not in index
    assert "cares ?" not in page(built, "mixte").replace("\u202f", " ")


def test_what_is_french_stays_french(built):
    assert SET_FRENCH in page(built, "francais")
    assert SET_FRENCH in page(built, "mixte")
    assert 'lang="fr"' not in page(built, "francais").split("<body", 1)[1]


def test_an_abstract_may_be_in_another_language_than_its_session(built):
    assert SET_ENGLISH in paragraphs(page(built, "mixte"), "en")


def test_a_translation_is_in_its_language_and_known_of_the_work(built):
    html = page(built, "mixte")
    assert "How come?" in paragraphs(html, "en")
    assert "Titre et résumé (anglais)" in html
    assert '"alternateName": [{"@value": "How come?", "@language": "en"}]' in re.sub(r"\s+", " ", html)
    assert paragraphs(html, "en").count(SET_ENGLISH) == 2


def test_a_translation_within_its_record_is_no_part_of_its_abstract(built):
    catalogue = load((built("html").outdir / "synthkit.json").read_text(encoding="utf-8"))
    session = catalogue.session("francais")
    assert session.abstract == FRENCH
    assert [(one.title, one.abstract) for one in session.translations] == [("Why so?", "Because.")]


def test_a_session_in_french_is_french_in_an_english_book(built):
    html = page(built, "francais", "en")
    assert SET_FRENCH in paragraphs(html, "fr")
    assert SET_ENGLISH in page(built, "anglais", "en")


def test_an_e_book_says_the_language_of_its_texts(built):
    with zipfile.ZipFile(next(built("epub").outdir.glob("*.epub"))) as archive:
        html = archive.read("anglais.xhtml").decode()
    assert SET_ENGLISH in paragraphs(html, "en")


def test_tex_switches_its_hyphenation(built):
    text = next(built("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\synthkitlanguages{english}" in text
    begin, end = r"\begin{otherlanguage*}{english}", r"\end{otherlanguage*}"
    assert text.count(begin) == text.count(end) > 2
    assert r"\chapter{\foreignlanguage{english}{" in text


def test_typst_has_the_language_of_each_text(built):
    typ = "".join(path.read_text(encoding="utf-8") for path in built("typst").outdir.rglob("*.typ"))
    assert '#text(lang: "en")' in typ
