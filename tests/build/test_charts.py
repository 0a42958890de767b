"""``chart``: a picture and a table of the same numbers, in every edition."""

import re
import zipfile

import pytest
from books import QUICK, Book, Myst, Rest, Tree, said

CSV = "Taille,2023,2024\n10 à 49,5,9\n250 ou plus,21,33.5\n"


@pytest.fixture
def built(tmp_path):
    def make(builder="html", csv=CSV, markup=Myst, name="ia.csv"):
        chart = markup.directive("chart", name, "Usage de *l’IA*, Insee.", unit="%", alt="Deux années")
        page = {"index" + markup.suffix: markup.heading("Livre", 1) + "\n\n" + chart}
        return Book(tmp_path, {**QUICK}).write({**page, "ia.csv": csv}).build(builder)

    return make


@pytest.mark.parametrize("markup", [Myst, Rest], ids=["myst", "rest"])
def test_the_picture_stands_above_its_table(built, markup):
    made = built(markup=markup)
    assert made.warnings == ""
    page = made.page("index")
    (figure,) = page.having("figure", "synth-chart")
    (picture,) = figure.iter("img")
    assert picture.get("alt") == "Deux années"
    assert (made.outdir / picture.get("src")).read_bytes().startswith(b"<svg")
    assert said(next(figure.iter("figcaption"))).startswith("Usage de l’IA, Insee.")
    (table,) = page.having("table", "synth-chart-table")
    rows = [[said(cell) for cell in row] for row in table.iter("tr")]
    assert rows == [["Taille", "2023", "2024"], ["10 à 49", "5 %", "9 %"], ["250 ou plus", "21 %", "33,5 %"]]


def test_each_edition_shows_a_picture_it_can(built):
    (book,) = built("epub").outdir.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        (picture,) = Tree(archive.read("index.xhtml").decode()).body.iter("img")
        assert archive.read(picture.get("src")).startswith(b"<svg")
    tex = next(built("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert re.search(r"includegraphics\S*\{ia-\w{8}\S*\.pdf\}", tex)
    typst = built("typst").outdir
    assert any("#picture(" in path.read_text(encoding="utf-8") for path in typst.glob("*.typ"))
    assert list(typst.glob("ia-*.svg"))
    text = (built("text").outdir / "index.txt").read_text(encoding="utf-8")
    assert "33,5" in text


def test_a_changed_csv_changes_the_page(built):
    built()
    assert "12 %" in built(csv="Taille,2025\n10 à 49,12\n").page("index").text.replace("\u00a0", " ")


def test_the_picture_stays_when_another_page_is_written(tmp_path):
    page = "# Livre\n\n```{toctree}\nautre\n```\n\n" + Myst.directive("chart", "ia.csv", "Usage.")
    made = Book(tmp_path, {**QUICK}).write({"index.md": page, "autre.md": "# Autre\n", "ia.csv": CSV})
    (picture,) = (made.build().outdir / "_images").glob("ia-*.svg")
    made.write({"autre.md": "# Autre\n\nPlus.\n"}).build()
    made.write({"autre.md": "# Autre\n\nEncore.\n"}).build()
    assert picture.is_file()


def test_a_csv_that_cannot_be_drawn_is_told_with_its_line(built):
    (told,) = built(csv="Taille,2023\n10 à 49,cinq\n").told
    assert (told.file, told.type) == ("index.md", "synthkit.invalid_value")
    assert "cinq" in told.text
    assert "2" in told.text


@pytest.mark.parametrize("name", ["absent.csv", "../../../../../../etc/passwd", "/../../etc/hostname"])
def test_a_file_that_is_not_the_book_s_is_told_and_not_read(built, name):
    made = built(name=name)
    assert [told.type for told in made.told] == ["synthkit.missing_file"]
    assert "root:" not in made.page("index").text
