"""A new publication builds into three editions at once, and still does when it has been written in."""

import re

import pytest
from books import Book

from synthkit.cli import main

ANSWERS = {
    "fr": ("Le verre : *un* métier # 1", "Société du verre & Cie", "colloque", "que-fait-le-verre-2027"),
    "en": ("Glass: *one* trade # 1", "Glass & Sons", "colloquium", "que-fait-le-verre-2027"),
}


@pytest.mark.parametrize("language", ANSWERS)
def test_a_new_publication_builds_and_takes_its_first_records(tmp_path, language):
    title, publisher, folder, event = ANSWERS[language]

    def run(*arguments):
        assert main([*arguments, "--yes"]) == 0

    run(
        *("init", str(tmp_path), "--language", language, "--title", title, "--event", "Que fait le verre ?"),
        *("--date", "2027-03-04", "--city", "Dour", "--publisher", publisher, "--editors", "Duval, Zoé"),
    )
    build(tmp_path)
    book = ("--book", str(tmp_path / "book"))
    run("new", "speaker", "--given", "Ève", "--family", "Élie", "--role", "verrière", *book)
    run("new", "session", "--title", "Fondre le sable", "--speakers", "eve-elie", "--start", "9:30", *book)
    run("new", "session", "--kind", "break", "--title", "Pause", "--start", "10:30", *book)
    run("new", "chapter", "--title", "Du sable", "--authors", "eve-elie", *book)
    run("new", "event", "--title", "Le grès", "--date", "2028-05-05", *book)
    html = build(tmp_path)
    page = (html / folder / "index.html").read_text(encoding="utf-8")
    assert "Fondre le sable" in page
    assert "Ève Élie" in page
    assert (html / "cite" / "elie2027fondre.bib").is_file()
    assert (html / "cite" / f"{event}.bib").is_file()


def build(root):
    """Three editions without a warning; the folder of the website."""
    for builder in ("latex", "epub", "html"):
        built = Book(root / "book", None).build(builder)
        assert (built.statuscode, built.warnings) == (0, ""), builder
    return built.outdir


def test_a_book_that_states_nothing_of_its_theme_is_shown_as_a_book(book):
    built = book(
        {"index.md": "# Un livre\n\n:::{chapter} seul\n:::\n\nMot\n: Sens.\n\n```{bibliography}\n```\n"},
        html_theme="synthkit",
        html_copy_source=None,
        myst_enable_extensions=None,
    ).build()
    assert built.warnings == ""
    assert list((built.outdir / "_sources").rglob("*.*")) == []
    page = built.text("index.html")
    assert "<title>Le lin et la laine" in page.replace("Un livre — ", "").replace("Un livre &#8212; ", "")
    assert "documentation" not in page.partition("</title>")[0]
    assert "Aucune publication n’est encore citée ici." in page
    assert "Sphinx</a>" not in page


def test_a_book_that_states_nothing_of_myst_reads_formulas_and_leaves_prices_alone(book):
    prices = ["Il coûte 5 $ et 6 $.", "Soit $5 et $6.", "Il vaut 10$/kg ou 12$/kg.", "De US$5 à US$6."]
    page = "# Un livre\n\nSoit $x^2$.\n\n\\begin{equation}\na = b\n\\end{equation}\n\n" + "\n\n".join(prices)
    built = book({"index.md": page}, html_theme="synthkit", myst_enable_extensions=None).build()
    assert built.warnings == ""
    shown = built.text("index.html")
    assert shown.count("<math") == 2
    words = re.sub(r"<[^>]*>", "", shown).replace("\u00a0", " ").replace("\u202f", " ")
    assert [price for price in prices if price not in words] == []


def test_what_conf_states_of_its_title_stands(book):
    page = book({"index.md": "# Un livre\n"}, html_theme="synthkit", html_title="Autre").build().text("index.html")
    assert "Autre</title>" in page


def test_an_event_with_its_programme_may_open_the_part_of_its_sessions(book):
    pages = {
        "index.md": "# Livre\n\n```{toctree}\njour/index\n```\n",
        "jour/index.md": "# Le jour\n\n:::{event} jour-2025\n:date: 2025-04-02\n:city: Rouen\n:::\n\n"
        ":::{programme} jour-2025\n:::\n\n```{toctree}\nun\n```\n",
        "jour/un.md": "# Un\n\n:::{session} un2025\n:event: jour-2025\n:speakers: Ève\n:::\n",
    }
    built = book(pages, suppress_warnings=["synthkit.unknown_speaker", "synthkit.missing_bibliography"]).build("latex")
    tex = next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    part = tex.partition(r"\synthkitpart{Le jour}")[2].partition(r"\chapter{Un}")[0]
    assert "Rouen" in part
    assert "longtable" in part
