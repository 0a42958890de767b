"""People have faces in HTML, portraits or initials; a session's page ends with what else to read."""

import re
import zipfile
from functools import cache
from importlib import resources

import pytest
from books import Book, said

STYLES = resources.files("synthkit") / "static" / "styles"
TEMPLATES = resources.files("synthkit") / "templates"
PORTRAIT = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)


def talk(id_, speakers, keywords=""):
    return (
        f"# Exposé {id_}\n\n:::{{session}} {id_}\n:event: rencontre-2031\n:speakers: {speakers}\n"
        f":keywords: {keywords}\n:::\n\nDu texte.\n"
    )


BOOK = {
    "index.md": "# Rencontre\n\n:::{event} rencontre-2031\n:date: 2031-03-29\n:::\n\n"
    "```{toctree}\nun\ndeux\ntrois\nseul\nessai\ngens\nliste\n```\n",
    "un.md": talk("un", "zoe-duval", "teinture, laine"),
    "deux.md": talk("deux", "Z. Duval", "soie"),
    "trois.md": talk("trois", "guilde", "Laine"),
    "seul.md": talk("seul", "personne"),
    "essai.md": "# Essai\n\n:::{chapter} essai\n:keywords: laine, teinture\n:::\n\nDu texte.\n",
    "gens.md": "# Gens\n\n:::{speaker} zoe-duval\n:given: Zoé\n:family: Duval\n:variants: Z. Duval\n"
    ":photo: zoe.png\n:photo-alt: Zoé Duval devant une cuve\n:::\n\n"
    ":::{speaker} guilde\n:literal: Guilde <b> du Fil\n:role: métier\n:::\n\n"
    ":::{speaker} perdu\n:given: Ana\n:family: Perdu\n:photo: absent.png\n:photo-alt: Ana Perdu\n:::\n\n"
    ":::{speaker} dehors\n:given: Isa\n:family: Dehors\n:photo: ../dehors.png\n:photo-alt: Isa\n:::\n\n"
    ":::{speaker} personne\n:literal: 100 %\n:::\n",
    "sous/liste.md": "# Liste\n\n```{speakers}\n```\n",
    "liste.md": "# Sommaire\n\n```{toctree}\nsous/liste\n```\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The book in one edition, built at the first call."""
    root = tmp_path_factory.mktemp("faces")
    (root / "zoe.png").write_bytes(PORTRAIT)
    (root.parent / "dehors.png").write_bytes(PORTRAIT)
    return cache(lambda builder: Book(root).write(BOOK).build(builder))


@pytest.fixture(scope="module")
def people(built):
    return built("html").page("sous/liste")


def test_who_has_a_portrait_is_shown_in_a_list_and_it_adds_nothing_to_the_name(people, built):
    (portrait,) = people.having("img", "synth-face")
    assert portrait.get("alt") == ""
    assert (built("html").outdir / "sous" / portrait.get("src")).resolve().is_file()


def test_who_has_none_or_one_that_is_lost_or_not_of_the_book_has_initials_that_are_not_read(people):
    badges = people.having("span", "synth-initials")
    assert [badge.get("data-initials") for badge in badges] == ["ID", "GF", "AP"]
    assert {badge.get("aria-hidden") for badge in badges} == {"true"}
    assert [said(badge) for badge in badges] == ["", "", ""]


def test_a_name_without_a_letter_has_no_badge(people):
    names = [said(term) for term in people.body.iter("dt")]
    assert len(names) == 5
    assert len(people.having("span", "synth-initials")) + len(people.having("img", "synth-face")) == 4


def test_a_notice_has_its_portrait_with_its_description_or_initials(built):
    page = built("html").page("gens")
    assert "Zoé Duval devant une cuve" in [image.get("alt") for image in page.having("img", "synth-photo")]
    assert [badge.get("data-initials") for badge in page.having("span", "synth-initials")] == ["GF", "AP", "ID"]
    notice, *_ = page.having("div", "synth-notice")
    assert said(notice).startswith("Métier Contributions Exposé trois")


def test_pages_without_faces_do_not_load_their_sheet(built):
    assert "synthkit-people.css" in built("html").text("sous/liste.html")
    assert "synthkit-people.css" not in built("html").text("un.html")


def test_nothing_has_a_style_of_its_own(people):
    assert [element.tag for element in people.body.iter() if "style" in element.attrib] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_initials_stand_out_in_the_colours_of_the_theme(scheme):
    theme = (TEMPLATES / "website" / "static" / "synthkit-book.css").read_text(encoding="utf-8")
    rule = {"light": "html {", "dark": 'html[data-theme="dark"]'}[scheme]
    block = theme[theme.index(rule) :]
    colours = dict(re.findall(r"--synth-(primary|primary-text): (#[0-9a-f]{6});", block[: block.index("}")]))
    assert contrast(colours["primary"], colours.get("primary-text", "#ffffff")) >= 4.5


def contrast(one, other):
    """The ratio of WCAG 2.2."""
    lights = sorted(luminance(colour) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# -- « À lire aussi » ---------------------------------------------------------------------------------


def related(page):
    return [said(item) for found in page.having("div", "synth-related") for item in found.iter("li")]


def test_a_session_ends_with_what_else_to_read_the_nearest_first(built):
    page = built("html").page("un")
    assert related(page) == ["Exposé deux, Zoé Duval", "Essai", "Exposé trois, Guilde <b> du Fil"]
    assert page.links["Exposé trois"] == "trois.html#trois"
    assert page.text.index("Après, au programme") < page.text.index("À lire aussi")
    assert "laine : Exposé trois →" in page.text


def test_a_chapter_has_it_too(built):
    assert related(built("html").page("essai")) == ["Exposé un, Zoé Duval", "Exposé trois, Guilde <b> du Fil"]


def test_where_nothing_is_shared_nothing_is_proposed(built):
    assert "À lire aussi" not in built("html").page("seul").text


def test_an_e_book_proposes_it_and_paper_does_not(built):
    with zipfile.ZipFile(next(built("epub").outdir.glob("*.epub"))) as archive:
        assert "À lire aussi" in archive.read("un.xhtml").decode()
        assert "synth-initials" not in archive.read("gens.xhtml").decode()
    assert "À lire aussi" not in next(built("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")


def test_what_a_session_is_related_to_follows_its_keywords(tmp_path):
    book = Book(tmp_path).write(BOOK)
    (tmp_path / "zoe.png").write_bytes(PORTRAIT)
    book.build()
    book.write({"seul.md": talk("seul", "personne", "soie")})
    built = book.build()
    assert related(built.page("seul")) == ["Exposé deux, Zoé Duval"]
    assert related(built.page("deux")) == ["Exposé un, Zoé Duval", "Exposé seul, 100 %"]


def test_a_portrait_that_is_found_again_takes_the_place_of_initials(tmp_path):
    book = Book(tmp_path).write(BOOK)
    assert book.build().page("sous/liste").having("img", "synth-face") == []
    (tmp_path / "zoe.png").write_bytes(PORTRAIT)
    assert len(book.build().page("sous/liste").having("img", "synth-face")) == 1
