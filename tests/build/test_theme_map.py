"""The map of themes is a picture online and words everywhere, by the same numbers."""

import zipfile

import pytest
from books import MARKUPS, QUICK, Book, Myst, Tree, said

DAY = "fete-2024"


def pages(markup, *talks, view=DAY):
    """An event with its sessions, each an id with its keywords, and the page that maps them."""
    sources = {"fete": markup.heading("Fête") + "\n" + markup.directive("event", DAY, date="2024-05-01")}
    sources |= {
        id_: markup.heading(f"Sur {id_}")
        + "\n"
        + markup.directive("session", id_, event=DAY, speakers="ana-zlin", start=f"{place + 9}:00", keywords=words)
        for place, (id_, words) in enumerate(talks)
    }
    sources["gens"] = (
        markup.heading("Gens") + "\n" + markup.directive("speaker", "ana-zlin", given="Ana", family="Zlin")
    )
    sources["themes"] = markup.heading("Thèmes") + "\n" + markup.directive("theme-map", view)
    index = {"index": markup.heading("Livre") + "\n" + markup.directive("toctree", body="\n".join(sources))}
    return {name + markup.suffix: text for name, text in {**index, **sources}.items()}


TALKS = (("filer", "laine, main"), ("tisser", "laine"), ("rouir", "eau, main"))


@pytest.fixture(params=MARKUPS)
def built(request, tmp_path):
    def make(builder="html", talks=TALKS, more=None, **options):
        sources = pages(MARKUPS[request.param], *talks, **options)
        return Book(tmp_path, {**QUICK}).write({**sources, **(more or {})}).build(builder)

    return make


def numbered(page):
    (sessions,) = [one for one in page.body.iter("ol") if "synth-map-sessions" in one.get("class", "")]
    return [said(item) for item in sessions.findall("li")]


def test_each_mark_leads_to_its_session_and_the_words_say_the_same(built):
    made = built()
    page = made.page("themes")
    assert made.warnings == ""
    marks = [link.get("href") for link in page.body.iter("a") if link.get("tabindex") == "-1"]
    assert marks == ["filer.html#filer", "tisser.html#tisser", "filer.html#filer", "rouir.html#rouir"]
    assert numbered(page) == ["Sur filer : laine, main", "Sur tisser : laine", "Sur rouir : main"]
    assert page.links["Sur tisser"] == "tisser.html#tisser"
    assert "synthkit-themes.css" in made.text("themes.html")
    assert "synthkit-themes.css" not in made.text("filer.html")


def test_an_event_without_a_common_keyword_says_so(built):
    page = built(talks=(("filer", "laine"), ("rouir", "eau"))).page("themes")
    assert "Aucun mot-clé n’est encore commun à deux séances" in page.text
    assert not list(page.body.iter("svg"))


@pytest.mark.parametrize(("view", "kind"), [("", "synthkit.missing_option"), ("foire", "synthkit.unknown_event")])
def test_a_map_of_no_event_is_told(built, view, kind):
    assert [told.type for told in built(view=view).told] == [kind]


def test_the_e_book_has_the_words_alone(built):
    made = built("epub")
    assert made.warnings == ""
    with zipfile.ZipFile(next(made.outdir.glob("*.epub"))) as archive:
        page = Tree(archive.read("themes.xhtml").decode())
    assert numbered(page) == ["Sur filer : laine, main", "Sur tisser : laine", "Sur rouir : main"]
    assert not list(page.body.iter("svg"))


def test_paper_has_the_words_alone(built):
    tex = next(built("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    chapter = tex[tex.index(r"\chapter{Thèmes}") :]
    assert "laine, main" in chapter
    assert "svg" not in chapter


def test_what_an_editor_wrote_is_text_in_the_map(tmp_path):
    hostile = r"Zlin </title><script>x</script> & {a} <b>c</b>"
    sources = pages(Myst, ("filer", hostile), ("tisser", hostile))
    page = Book(tmp_path, {**QUICK}).write(sources).build().page("themes")
    assert not list(page.body.iter("script"))
    assert not list(page.body.iter("b"))
    assert [said(text) for text in page.body.iter("text") if text.get("class") == "synth-map-word"] == [hostile]
