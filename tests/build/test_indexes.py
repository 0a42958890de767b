"""The indexes lead from each heading to the very place in the book, in every edition that has links."""

import re
import zipfile

import pytest
from books import QUICK, Book, Myst, Rest, Tree, complete, said

INDEXES = ("person-index", "keyword-index", "institution-index")
DAY = "journee-lin-2025"
HOSTILE = r"Zlin </script> \input{x} & 100 % {a} <b>c</b> d_e"


def with_indexes(markup, **options):
    sources = complete(markup)
    suffix = markup.suffix
    sources["bibliotheque" + suffix] += "\n" + "\n".join(
        [markup.heading("Index", 2), *(markup.directive(name, **options) for name in INDEXES)]
    )
    return sources


@pytest.fixture(scope="module", params=[Myst, Rest], ids=["myst", "rest"])
def built(request, tmp_path_factory):
    return Book(tmp_path_factory.mktemp("indexes"), {**QUICK}).write(with_indexes(request.param)).build()


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Builds a few pages in an edition."""

    def make(pages, builder="html", **conf):
        root = tmp_path_factory.mktemp("small")
        names = "\n".join(name.removesuffix(".md") for name in pages)
        index = {"index.md": f"# Livre\n\n```{{toctree}}\n{names}\n```\n"}
        return Book(root, {**QUICK, **conf}).write({**index, **pages}).build(builder)

    return make


def lines(page, place):
    """The headings of an index with what stands below each; ``place`` is which index of the page, from 0."""
    index = page.having("div", "synth-index")[place]
    found = {}
    for entries in index.iter("ul"):
        if "synth-entries" in entries.get("class", ""):
            for item in entries.findall("li"):
                found[said(item.find("p"))] = [
                    said(line) for below in item.findall("ul") for line in below.findall("li")
                ]
    return found


def links(page, place):
    index = page.having("div", "synth-index")[place]
    return [(said(link), link.get("href")) for link in index.iter("a")]


def test_it_builds_without_a_warning(built):
    assert built.warnings == ""


def test_a_person_has_contributions_functions_and_places_of_the_text(built):
    assert lines(built.page("bibliotheque"), 0) == {
        "Azoulay-Roux, Bertrand": [
            "Rouir à l’eau claire, communication",
            "Conclusion",
            "Animation, Journée du lin",
        ],
        "Lorent, Hedwige": [
            "Ouverture de la journée, ouverture",
            "Tisser à la main, communication, discussion",
            "Que devient le métier ?, table ronde, animation",
            "Direction scientifique, Journée du lin",
            "Dans le texte : Rouir à l’eau claire",
        ],
        "Mbarga, Oscar de": ["Tisser à la main, communication", "Que devient le métier ?, table ronde"],
        "Teixeira, Aliénor": ["Rouir à l’eau claire, communication", "Que devient le métier ?, table ronde"],
        "Teixeyra, Alienor, voir Teixeira, Aliénor": [],
    }


def test_a_keyword_has_sessions_with_who_speaks_and_chapters(built):
    assert lines(built.page("bibliotheque"), 1) == {
        "eau": ["Rouir à l’eau claire, Aliénor Teixeira, Bertrand Azoulay-Roux"],
        "lin": ["Avant-propos, chapitre"],
        "livre": ["Avant-propos, chapitre"],
        "rouissage": ["Rouir à l’eau claire, Aliénor Teixeira, Bertrand Azoulay-Roux"],
    }


def test_an_institution_has_its_people_where_they_speak_and_what_it_organises(built):
    assert lines(built.page("bibliotheque"), 2) == {
        "Atelier du Fil": ["Organisation : Journée du lin"],
        "Halle aux toiles · ROR 02feahw73": ["Aliénor Teixeira : Que devient le métier ?"],
        "Société du rouet": ["Organisation : Journée du lin", "Aliénor Teixeira : Rouir à l’eau claire"],
    }


@pytest.mark.parametrize("place", range(3))
def test_every_link_of_an_index_leads_to_an_anchor(built, place):
    page = built.page("bibliotheque")
    found = [href for _, href in links(page, place) if not href.startswith("https:")]
    assert len(found) > 3
    for href in found:
        target, _, anchor = href.partition("#")
        assert anchor in (built.page(target.removesuffix(".html")) if target else page).ids


def test_a_place_of_the_text_is_the_paragraph_that_names_the_person(built):
    target = dict(links(built.page("bibliotheque"), 0)[::-1])
    assert target["Teixeira, Aliénor"] == "actes/intervenants.html#alienor-teixeira"
    (href,) = [href for _, href in links(built.page("bibliotheque"), 0) if "synth-mention" in href]
    page, _, anchor = href.partition("#")
    (paragraph,) = [one for one in built.page(page.removesuffix(".html")).body.iter("p") if one.get("id") == anchor]
    assert said(paragraph).startswith("Voir lignes, Hedwige Lorent")


def test_the_keywords_of_a_session_and_a_chapter_lead_to_their_headings(built):
    assert built.page("actes/rouir").links["eau"] == "../bibliotheque.html#keyword-eau"
    assert built.page("avant-propos").links["lin"] == "bibliotheque.html#keyword-lin"
    assert "keyword-eau" in built.page("bibliotheque").ids


def test_a_page_without_an_index_loads_no_style_for_one(built):
    assert "synthkit-index.css" in built.text("bibliotheque.html")
    assert "synthkit-index.css" not in built.text("actes/rouir.html")


PERSON = Myst.directive("speaker", "ana-zlin", given="Ana", family="Zlin", affiliation="Zlin et Cie")
EVENT = Myst.directive("event", "fete", date="2024-05-01", proceedings_title="Actes")
TALK = "# Filer\n\n" + Myst.directive("session", "zlin2024filer", event="fete", speakers="ana-zlin", keywords="laine")
VIEWS = "".join(Myst.directive(name) + "\n" for name in INDEXES)
PAGES = {"fete.md": f"# Fête\n\n{EVENT}", "filer.md": TALK, "gens.md": f"# Gens\n\n## Ana\n\n{PERSON}"}


def test_without_such_a_page_keywords_are_words(small):
    page = small(PAGES).page("filer")
    assert "laine" in page.text
    assert "laine" not in page.links


def test_an_event_s_indexes_have_what_is_its_own_and_anchors_of_their_own(small):
    other = Myst.directive("event", "foire", date="2024-06-01")
    more = Myst.directive("session", "foire-un", event="foire", speakers="ana-zlin", keywords="lin", kind="talk")
    views = VIEWS + Myst.directive("keyword-index", event="foire")
    built = small(
        {**PAGES, "foire.md": f"# Foire\n\n{other}", "un.md": f"# Vendre\n\n{more}", "fin.md": f"# Fin\n\n{views}"}
    )
    page = built.page("fin")
    assert built.warnings == ""
    assert lines(page, 1) == {"laine": ["Filer, Ana Zlin, Fête"], "lin": ["Vendre, Ana Zlin, Foire"]}
    assert lines(page, 3) == {"lin": ["Vendre, Ana Zlin"]}
    assert len(page.ids) == len(set(page.ids))
    assert {"keyword-lin", "keyword-foire-lin"} <= set(page.ids)
    assert built.page("un").links["lin"] == "fin.html#keyword-lin"


def test_an_event_nobody_knows_is_told(small):
    built = small({"fin.md": "# Fin\n\n" + Myst.directive("person-index", event="foire")})
    assert [told.type for told in built.told] == ["synthkit.unknown_event"]


def test_two_of_one_index_on_a_page_share_no_anchor(small):
    page = small({**PAGES, "fin.md": f"# Fin\n\n## keyword laine\n\n{VIEWS}{VIEWS}"}).page("fin")
    assert len(page.ids) == len(set(page.ids))
    assert lines(page, 1) == lines(page, 4)


def test_an_empty_book_says_so(small):
    text = small({"fin.md": f"# Fin\n\n{VIEWS}"}).page("fin").text
    for sentence in ("ne nomme encore personne", "n’a pas encore de mot-clé", "ne nomme encore aucune institution"):
        assert sentence in text


def test_an_empty_book_says_so_in_english(small):
    text = small({"fin.md": f"# End\n\n{VIEWS}"}, language="en").page("fin").text
    for sentence in ("names nobody yet", "has no keyword yet", "names no institution yet"):
        assert sentence in text


def test_a_long_index_has_letters_and_leads_to_each(small):
    words = ", ".join(
        [f"{letter}mot" for letter in "abcdefghijklmnopqrstuvwxyz"] + ["été", "œuf", "3D", "« ab »", "жук", "abri"]
    )
    chapter = Myst.directive("chapter", "mots", keywords=words)
    page = small({"mots.md": f"# Mots\n\n{chapter}", "fin.md": f"# Fin\n\n{VIEWS}"}).page("fin")
    (jump,) = page.having("p", "synth-letters")
    letters = {said(link): link.get("href") for link in jump.iter("a")}
    assert list(letters) == ["Autres signes", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "Ж"]
    assert [href for href in letters.values() if href.removeprefix("#") not in page.ids] == []
    headings = list(lines(page, 0))
    assert headings[:4] == ["3D", "« ab »", "abri", "amot"]
    assert headings.index("été") == headings.index("emot") + 1


def test_a_short_index_has_none(small):
    assert small({**PAGES, "fin.md": f"# Fin\n\n{VIEWS}"}).page("fin").having("p", "synth-letters") == []


def test_what_an_editor_wrote_is_text_in_each_index(small):
    person = Myst.directive("speaker", "zlin", literal=HOSTILE, affiliation=HOSTILE, variants="Autre </b> & {x}")
    talk = Myst.directive("session", "s", event="fete", speakers="zlin", keywords=HOSTILE, partners=HOSTILE)
    pages = {"fete.md": f"# Fête\n\n{EVENT}", "s.md": f"# Séance\n\n{talk}", "gens.md": f"# Gens\n\n{person}"}
    page = small({**pages, "fin.md": f"# Fin\n\n{VIEWS}"}).page("fin")
    assert not list(page.body.iter("b"))
    assert not list(page.body.iter("script"))
    assert [HOSTILE in lines(page, place) for place in range(3)] == [True] * 3
    assert f"Autre </b> & {{x}}, voir {HOSTILE}" in lines(page, 0)


def test_the_e_book_has_the_same_links(small):
    built = small({**PAGES, "fin.md": f"# Fin\n\nVoir {{speaker}}`ana-zlin`.\n\n{VIEWS}"}, "epub")
    assert built.warnings == ""
    with zipfile.ZipFile(next(built.outdir.glob("*.epub"))) as archive:
        page = Tree(archive.read("fin.xhtml").decode())
        talk = Tree(archive.read("filer.xhtml").decode())
    assert lines(page, 0) == {"Zlin, Ana": ["Filer, communication", "Dans le texte : Fin"]}
    assert dict(links(page, 1)) == {"Filer": "filer.xhtml#zlin2024filer"}
    assert talk.links["laine"] == "fin.xhtml#keyword-laine"


def test_on_paper_a_view_says_on_which_page_its_printed_index_is(small):
    tex = next(small({**PAGES, "fin.md": f"# Fin\n\n{VIEWS}"}, "latex").outdir.glob("*.tex")).read_text(
        encoding="utf-8"
    )
    for name in ("person", "keyword", "institution"):
        assert tex.count(rf"\label{{synth-index-{name}}}") == 1
        assert tex.count(rf"\pageref{{synth-index-{name}}}") == 1
    chapter = tex[tex.index(r"\chapter{Fin}") : tex.index(r"\synthkitbehindparts")]
    assert "laine" not in chapter
    assert re.search(r"\\synthkitentry\{Zlin et Cie\}\{(\\synthkitspan\{[^}]*\}\{[^}]*\}){2,}\}", tex)


def test_on_paper_passages_are_found_by_the_words_of_the_text(small):
    text = "Mot.\n\nUne laine, dit Ève Noir à l’ONF. L’Office national des forêts file les laines.\n"
    named = {"persons": {"Noir, Ève": []}, "institutions": {"ONF": ["Office national des forêts"]}}
    pages = {**PAGES, "filer.md": f"{TALK}\n{text}", "fin.md": f"# Fin\n\n{text}"}
    tex = next(small(pages, "latex", synthkit_index_names=named).outdir.glob("*.tex")).read_text(encoding="utf-8")
    index = dict(re.findall(r"\\synthkitentry\{(.*?)\}\{(.*)\}", tex))
    counted = {said: len(set(re.findall(r"\{(at:\d+)\}", spans))) for said, spans in index.items()}
    # a subject in the text of those that have it as keyword alone
    assert (counted["laine"], counted["Noir, Ève"]) == (2, 2)
    assert counted["ONF"] == 4
    assert r"\synthkitsee{Office national des forêts}{ONF}" in tex
    passages = re.findall(r"\\synthkitat\{(\d+)\}laine", tex)
    assert re.findall(r"\{at:(\d+)\}\{at:", index["laine"]) == passages


def test_passages_of_sphinx_s_index_stand_among_the_printed_subjects(small):
    passage = (
        "# Fin\n\n```{index} single: fuseau; tour\n```\n\nUn {index}`métier <pair: métier; fil>` de {index}`laine`."
    )
    tex = next(small({**PAGES, "fin.md": passage}, "latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    subjects = tex[tex.index(r"\label{synth-index-keyword}") :]
    for line, places in (("fuseau, tour", 1), ("métier, fil", 1), ("fil, métier", 1), ("laine", 2)):
        assert re.search(
            rf"\\synthkitentry\{{{line}\}}\{{(\\synthkitspan\{{[^}}]*\}}\{{[^}}]*\}}){{{places}}}\}}", subjects
        )
    assert r"\index{" not in tex
    assert "fuseau" not in tex[: tex.index(r"\chapter")]  # the PDF's own keywords are those of records


def test_a_mention_that_comes_and_goes_changes_the_index(tmp_path):
    pages = {**PAGES, "avis.md": "# Avis\n\nRien.\n", "fin.md": f"# Fin\n\n{VIEWS}"}
    names = "\n".join(name.removesuffix(".md") for name in pages)
    made = Book(tmp_path, {**QUICK}).write({"index.md": f"# Livre\n\n```{{toctree}}\n{names}\n```\n", **pages})
    assert "Dans le texte" not in made.build().page("fin").text
    made.write({"avis.md": "# Avis\n\nDe {speaker}`Ana Zlin`.\n"})
    assert "Dans le texte : Avis" in made.build().page("fin").text
    made.write({"avis.md": "# Avis\n\nRien.\n"})
    assert "Dans le texte" not in made.build().page("fin").text


def test_an_index_that_comes_and_goes_changes_the_keywords_of_sessions(tmp_path):
    pages = {**PAGES, "fin.md": "# Fin\n"}
    names = "\n".join(name.removesuffix(".md") for name in pages)
    made = Book(tmp_path, {**QUICK}).write({"index.md": f"# Livre\n\n```{{toctree}}\n{names}\n```\n", **pages})
    assert "laine" not in made.build().page("filer").links
    made.write({"fin.md": f"# Fin\n\n{VIEWS}"})
    assert made.build().page("filer").links["laine"] == "fin.html#keyword-laine"
    made.write({"fin.md": "# Fin\n"})
    assert "laine" not in made.build().page("filer").links


def test_processes_that_read_side_by_side_find_the_same_mentions(tmp_path):
    pages = {**PAGES, "fin.md": f"# Fin\n\n{VIEWS}"}
    pages |= {f"p{number}.md": f"# Page {number}\n\nDe {{speaker}}`ana-zlin`.\n" for number in range(12)}
    names = "\n".join(name.removesuffix(".md") for name in pages)
    made = Book(tmp_path, {**QUICK}).write({"index.md": f"# Livre\n\n```{{toctree}}\n{names}\n```\n", **pages})
    assert lines(made.build(parallel=2).page("fin"), 0) == lines(made.build(to="seul").page("fin"), 0)


@pytest.mark.parametrize("link", ["{speaker}`ana-zlin`", "[Ana](#ana-zlin)", "{any}`ana-zlin`"])
def test_each_way_to_lead_to_a_person_is_a_mention(small, link):
    built = small({**PAGES, "avis.md": f"# Avis\n\n- Un.\n- De {link}.\n", "fin.md": f"# Fin\n\n{VIEWS}"})
    assert lines(built.page("fin"), 0)["Zlin, Ana"] == ["Filer, communication", "Dans le texte : Avis"]


def test_a_mention_within_a_heading_leads_to_its_section(small):
    built = small({**PAGES, "avis.md": "# Avis\n\n## De {speaker}`ana-zlin`\n", "fin.md": f"# Fin\n\n{VIEWS}"})
    assert ("Avis", "avis.html#de-ana-zlin") in links(built.page("fin"), 0)
