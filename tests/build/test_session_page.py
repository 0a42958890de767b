"""What a reader finds on the page of a session, and what an event's programme shows of it."""

import re
import zipfile

import pytest
from books import Book, Tree, said

PAGE = "actes/rouir"
ONE_DAY = "mercredi 12 mars 2025"
CALENDAR = "Ajouter à l’agenda (.ics)"

FORMATS = "Télécharger : BibTeX · RIS · CSL-JSON · MODS"


@pytest.fixture(scope="module")
def page(edition):
    return edition().page(PAGE)


def test_it_says_what_kind_of_item_it_is(edition):
    kinds = {
        "actes/ouverture": "Ouverture",
        "actes/bloc": "Session de plusieurs communications",
        "actes/rouir": "Communication",
        "actes/table-ronde": "Table ronde",
        "actes/conclusion": "Conclusion",
    }
    assert {name: edition().page(name).facts["Nature"] for name in kinds} == kinds


def test_it_leads_to_its_event_and_its_block(page):
    assert page.facts["Au programme"] == "Des fibres aux fils · contribution 2 sur 5"
    assert page.links["Journée du lin"] == "index.html#journee-lin-2025"
    assert page.links["Des fibres aux fils"] == "bloc.html#bloc-fibres"


def test_it_tells_its_times_as_french_does(edition):
    assert edition().page("actes/table-ronde").facts["Quand"] == f"{ONE_DAY}, 11 h 20 – 12 h 30"
    assert "9 h – 9 h 30" in edition().page("actes/ouverture").facts["Quand"]


def test_its_times_do_not_break_across_lines(edition):
    assert "11\u00a0h\u00a020\u00a0– 12\u00a0h\u00a030" in edition().text("actes/table-ronde.html")


def test_a_talk_without_times_tells_those_of_its_block_as_such(page):
    assert page.facts["Quand"] == f"{ONE_DAY}, sans heure propre, dans la session de 9 h 30 – 11 h"


def test_its_credits_lead_to_the_people(page):
    assert page.links["Aliénor Teixeira"] == "intervenants.html#alienor-teixeira"
    assert page.links["Bertrand Azoulay-Roux"] == "intervenants.html#bertrand-azoulay-roux"


def test_its_credits_carry_the_affiliation_printed_there(page):
    assert "rouisseuse, Société du rouet" in page.facts["Interventions de"]
    assert "Halle aux toiles" not in page.facts["Interventions de"]


def test_each_role_is_told_apart(edition):
    assert edition().page("actes/tisser").facts["Discussion par"] == "Hedwige Lorent, historienne"
    assert edition().page("actes/table-ronde").facts["Animation"] == "Hedwige Lorent, historienne"


def test_it_says_whose_words_the_abstract_is(page, edition):
    assert "Résumé Le rouissage sépare la fibre" in page.text
    assert "Résumé Des gestes et des cadences." in edition().page("actes/tisser").text


def test_it_says_which_text_the_book_holds(page, edition):
    assert page.facts["Texte"] == "Annonce du programme"
    assert edition().page("actes/tisser").facts["Texte"].startswith("Compte rendu de la rédaction")


def test_it_says_when_the_editors_gave_the_title(page, edition):
    assert edition().page("actes/ouverture").facts["Titre"].startswith("Donné par la rédaction")
    assert "Titre" not in page.facts


def test_it_shows_its_keywords(page):
    assert page.facts["Mots-clés"] == "rouissage, eau"


def test_it_leads_to_its_slides(page):
    assert page.links["https://lin.example/rouir.pdf"] == "https://lin.example/rouir.pdf"


def test_it_leads_to_what_comes_before_and_after_it(page, edition):
    assert "Avant, au programme : Ouverture de la journée Après, au programme : Tisser à la main" in page.text
    assert page.links["Tisser à la main"] == "tisser.html#mbarga2025tisser"
    assert "Avant, au programme" not in edition().page("actes/ouverture").text
    assert "Après, au programme" not in edition().page("actes/conclusion").text


def test_its_first_screen_has_its_reference_and_its_files(page):
    (box,) = page.having("div", "synth-popover")
    head, end = page.having("button", "synth-cite")
    assert said(head) == said(end) == "Citer"
    assert head.get("popovertarget") == end.get("popovertarget") == box.get("id")
    talk, text = page.having("p", "synth-reference")[:2]
    of_talk, of_text = box.iter("dl")
    assert [said(line) for line in of_talk.iter("dt")] == ["Chicago", "ISO 690", "APA", "MLA", "BibTeX", "RIS"]
    assert [said(line) for line in box.iter("p") if "synth-reference" not in line.get("class", "")] == [
        "Communication annoncée au programme",
        FORMATS,
        "La page elle-même, par Atelier du Fil",
        FORMATS,
    ]
    assert [said(next(one.iter("dd"))) for one in (of_talk, of_text)] == [said(talk), said(text)]
    assert said(talk).startswith("Teixeira, Aliénor, et Bertrand Azoulay-Roux. 2025.")
    assert " Annoncée à " in said(talk)
    assert said(text).startswith("Atelier du Fil. 2025. « Rouir à l’eau claire ». Dans Le lin et la laine.")


def test_it_shows_the_bibtex_that_the_download_holds(page, edition):
    shown = ["".join(text.itertext()).strip() for text in page.body.iter("pre")]
    targets = {target for target in page.links.values() if target.endswith(".bib")}
    assert targets
    for target in targets:
        assert (edition().outdir / "actes" / target).read_text(encoding="utf-8").strip() in shown


def test_every_file_it_offers_exists(page, edition):
    targets = [target for target in page.links.values() if "/cite/" in target]
    assert targets
    assert [target for target in targets if not (edition().outdir / "actes" / target).is_file()] == []


def test_its_references_are_in_the_language_of_the_book(page):
    references = [said(reference) for reference in page.having("p", "synth-reference")]
    assert references
    assert [text for text in references if re.search(r"\bmars 12\b|\b(?:and|Version of)\b", text)] == []


def test_only_those_who_speak_are_the_authors(edition):
    """Who discusses a talk is credited on its page, and isn't cited as its author."""
    assert "author = {de Mbarga, Oscar}," in edition().text("cite/mbarga2025tisser.bib")


def test_its_abstract_is_told_without_the_keys_of_its_citations(edition):
    assert "okonkwo2019rouissage" not in edition().text("cite/teixeira2025rouir.bib")


def test_its_anchor_is_its_id(page):
    assert "teixeira2025rouir" in page.ids
    assert "teixeira2025rouir-cite" in page.ids


@pytest.mark.parametrize("docname", ["actes/rouir", "actes/programme", "actes/intervenants", "bibliotheque", "index"])
def test_no_anchor_stands_twice_on_a_page(edition, docname):
    ids = edition().page(docname).ids
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("markup", ["myst", "rest"])
def test_every_link_within_the_book_leads_somewhere(edition, markup):
    built = edition("html", markup)
    dead = []
    for path in built.outdir.rglob("*.html"):
        docname = str(path.relative_to(built.outdir)).removesuffix(".html")
        for target in built.page(docname).links.values():
            file, _, anchor = target.partition("#")
            if ":" in file or not target or target == "#":
                continue
            to = (path.parent / file).resolve() if file else path
            if not to.is_file() or (anchor and anchor not in built.page(str(to.relative_to(built.outdir))[:-5]).ids):
                dead.append((docname, target))
    assert dead == []


def test_the_programme_of_an_e_book_has_a_row_for_each_item_in_order(edition):
    with zipfile.ZipFile(next(edition("epub").outdir.glob("*.epub"))) as archive:
        page = Tree(archive.read("actes/programme.xhtml").decode())
    assert page.rows == [
        ["Horaire", "Séance", "Intervenants"],
        ["9 h – 9 h 30", "Ouverture de la journée Ouverture", "Hedwige Lorent"],
        ["9 h 30 – 11 h", "Des fibres aux fils", ""],
        [
            "",
            "Rouir à l’eau claire",
            "Aliénor Teixeira (« Alienor Teixeyra » dans la source) (Société du rouet), Bertrand Azoulay-Roux",
        ],
        ["", "Dialogue", ""],
        ["", "Tisser à la main", "Oscar de Mbarga Discussion par : Hedwige Lorent"],
        ["", "Dialogue", ""],
        ["11 h – 11 h 20", "Pause", ""],
        [
            "11 h 20 – 12 h 30",
            "Que devient le métier ? Table ronde",
            "Aliénor Teixeira (Halle aux toiles), Oscar de Mbarga Animation : Hedwige Lorent",
        ],
        ["12 h 30 – 12 h 45", "Conclusion Conclusion", "Bertrand Azoulay-Roux"],
    ]


def test_the_event_tells_what_when_and_where(edition):
    assert edition().page("actes/index").facts == {
        "Nature": "Journée d’étude",
        "Quand": f"{ONE_DAY} · {CALENDAR}",
        "Heures annoncées": "de 9 h à 13 h",
        "Où": "Halle aux toiles, Rouen, France",
        "Organisation": "Atelier du Fil, Société du rouet",
        "Direction scientifique": "Hedwige Lorent",
        "Animation": "Bertrand Azoulay-Roux",
        "Site": "https://lin.example/journee",
    }


def test_an_e_book_has_no_script_and_no_file_beside_its_pages(edition):
    with zipfile.ZipFile(next(edition("epub").outdir.glob("*.epub"))) as archive:
        names = archive.namelist()
        pages = {name: archive.read(name).decode() for name in names if name.endswith(".xhtml")}
    assert not [name for name in names if name.startswith("cite/") or name.endswith((".js", ".bib", "synthkit.json"))]
    assert not [name for name, text in pages.items() if "<script" in text or "synthkit.js" in text]
    assert not [name for name, text in pages.items() if "Télécharger" in text or "citation_" in text]


def test_an_e_book_cites_each_session_in_words(edition):
    with zipfile.ZipFile(next(edition("epub").outdir.glob("*.epub"))) as archive:
        text = archive.read("actes/rouir.xhtml").decode()
    assert "Pour citer ce texte" in text


@pytest.mark.parametrize(("language", "shown"), [("fr", ["4 min de lecture"]), ("en", ["4 min read"])])
def test_a_long_text_says_how_long_it_takes_to_read(tmp_path, language, shown):
    chapter = ":::{chapter} %s\n:::\n\n"
    pages = {
        "index.md": "# Livre\n\n```{toctree}\nlong\ncourt\n```\n",
        "long.md": f"# Long\n\n{chapter % 'long'}" + "mot " * 980 + "\n",
        "court.md": f"# Court\n\n{chapter % 'court'}" + "mot " * 300 + "\n",
    }
    built = Book(tmp_path, {"language": language}).write(pages).build("html")
    assert [said(one) for one in built.page("long").having("p", "synth-length")] == shown
    assert built.page("court").having("p", "synth-length") == []


def test_many_speakers_stand_in_a_row_and_their_posts_are_to_unfold(tmp_path):
    people = "".join(f":::{{speaker}} p{n}\n:literal: Corps {n}\n:role: témoin\n:::\n\n" for n in range(9))
    session = f":::{{session}} neuf\n:speakers: {', '.join(f'p{n}' for n in range(9))}\n:::\n\n"
    page = (
        Book(tmp_path, {"language": "fr"})
        .write({"index.md": f"# Neuf\n\n{session}{people}"})
        .build("html")
        .page("index")
    )
    (byline,) = page.having("dl", "synth-byline")
    (folded,) = page.having("details", "synth-about")
    assert "témoin" not in said(byline)
    assert "Corps 8, témoin" in said(folded)
