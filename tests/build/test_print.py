"""The printed edition is a book: parts and chapters, bibliographies in place, links that lead somewhere."""

import re

import pytest
from books import REFERENCES, Myst

_HEADING = re.compile(r"\\(synthkitpart|part|chapter|section|subsection)\*?\{((?:[^{}]|\{[^{}]*\})*)\}")


def body_of(built):
    tex = next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    return tex[tex.index(r"\begin{document}") :]


def headings(tex):
    return [(level, title.replace(r"\sphinxhyphen{}", "-")) for level, title in _HEADING.findall(tex)]


@pytest.fixture(scope="module")
def tex(edition):
    return body_of(edition("latex"))


def test_a_top_page_with_pages_below_it_is_a_part_and_those_are_chapters(tex):
    found = [heading for heading in headings(tex) if heading[0] != "section"]
    assert found == [
        ("chapter", "Avant-propos"),
        ("synthkitpart", "Journée du lin"),
        ("chapter", "Programme"),
        ("chapter", "Ouverture de la journée"),
        ("chapter", "Des fibres aux fils"),
        ("chapter", "Rouir à l’eau claire"),
        ("chapter", "Tisser à la main"),
        ("chapter", "Que devient le métier ?"),
        ("chapter", "Conclusion"),
        ("chapter", "Intervenants"),
        ("chapter", "Bibliothèque"),
    ]


def test_what_comes_before_the_first_part_is_front_matter(tex):
    front = tex.index(r"\synthkitfrontmatter")
    assert front < tex.index(r"\chapter{Avant\sphinxhyphen{}propos}") < tex.index(r"\synthkitpart{")
    assert tex.count(r"\synthkitfrontmatter") == 1


def test_the_opening_of_a_part_stands_under_its_title(tex):
    part = tex[tex.index(r"\synthkitpart{") : tex.index(r"\chapter{Programme}")]
    assert "Une journée sur les fibres." in part
    assert "mercredi 12 mars 2025" in part


def test_a_session_ends_without_a_heading(tex):
    assert [title for _, title in headings(tex) if "Citer" in title] == []
    assert tex.count("Pour citer ce texte") == 6


def test_a_section_of_a_session_stays_a_section(tex):
    assert ("section", "Ce qu’on en sait") in headings(tex)


def test_the_bibliography_is_a_list_in_its_chapter(tex):
    assert "thebibliography" not in tex
    assert r"\bibitem" not in tex
    chapter = tex[tex.index(r"\chapter{Bibliothèque}") :]
    assert chapter.index("Éditions du Peigne") < chapter.index("Revue des fibres")


def anchors(tex):
    labels = {f"\\hyperref[\\detokenize{{{name}}}]" for name in re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", tex)}
    return labels | {f"\\hyperlink{{{name}}}" for name in re.findall(r"\\hypertarget\{([^}]*)\}", tex)}


def test_every_entry_of_the_bibliography_has_an_anchor(tex):
    chapter = tex[tex.index(r"\chapter{Bibliothèque}") :]
    for words in ("Éditions du Peigne", "Revue des fibres"):
        line = next(line for line in chapter.splitlines() if words in line)
        assert r"\label{" in line or r"\hypertarget{" in line


def test_every_link_within_the_book_leads_to_an_anchor(tex):
    links = set(re.findall(r"\\hyperref\[\\detokenize\{[^}]*\}\]", tex))
    assert len(links) > 10
    assert sorted(links - anchors(tex)) == []


def test_every_citation_leads_to_its_entry(tex):
    links = set(re.findall(r"\\hyperlink\{[^}]*\}", tex))
    assert sorted(links - anchors(tex)) == []
    assert links or r"\hyperref[\detokenize{bibliotheque:" in tex


def test_the_programme_is_a_table_without_a_number(tex):
    programme = tex[tex.index(r"\chapter{Programme}") : tex.index(r"\chapter{Ouverture")]
    assert "longtable" in programme
    assert r"\caption" not in programme
    assert "Mercredi 12 mars 2025" in programme


def test_print_offers_no_download(tex):
    assert "Télécharger" not in tex
    assert not re.search(r"\.bib\b", tex)


DEEP = {
    "index.md": "# Livre\n\n```{toctree}\nseul\npartie\nfin\n```\n",
    "seul.md": "# Seul\n\n## Une section\n",
    "partie.md": "# Partie\n\nUn mot d’ouverture.\n\n```{toctree}\nchapitre\n```\n",
    "chapitre.md": "# Chapitre\n\nDu texte {cite:p}`abramova1987metiers`.\n\n```{toctree}\nsous-chapitre\n```\n",
    "sous-chapitre.md": "# Sous-chapitre\n\n## Plus bas\n",
    "fin.md": "# Fin\n",
    "references.bib": REFERENCES,
}
LOCAL = "\n```{bibliography}\n:filter: docname in docnames\n```\n"


def test_pages_below_a_chapter_are_its_sections(book):
    tex = body_of(
        book({**DEEP, "fin.md": f"# Fin\n{LOCAL}", "chapitre.md": DEEP["chapitre.md"] + LOCAL}).build("latex")
    )
    assert headings(tex) == [
        ("chapter", "Seul"),
        ("section", "Une section"),
        ("synthkitpart", "Partie"),
        ("chapter", "Chapitre"),
        ("section", "Sous-chapitre"),
        ("subsection", "Plus bas"),
        ("chapter", "Fin"),
    ]


def test_a_bibliography_of_a_chapter_stays_in_its_chapter(book):
    built = book({**DEEP, "chapitre.md": DEEP["chapitre.md"] + LOCAL}).build("latex")
    tex = body_of(built)
    assert tex.index(r"\chapter{Chapitre}") < tex.index("Éditions du Peigne") < tex.index(r"\chapter{Fin}")


def test_a_book_without_parts_has_chapters_alone(book):
    files = {"index.md": "# Livre\n\n```{toctree}\nun\n```\n", "un.md": Myst.heading("Un"), "references.bib": ""}
    tex = body_of(book(files).build("latex"))
    assert headings(tex) == [("chapter", "Un")]
    assert r"\synthkitfrontmatter" not in tex


def test_a_link_to_a_part_leads_to_it(book):
    page = "# Fin\n\nVoir {doc}`partie`, {ref}`une-etiquette`.\n"
    built = book({**DEEP, "fin.md": page, "partie.md": "(une-etiquette)=\n" + DEEP["partie.md"]}).build("latex")
    tex = body_of(built)
    links = set(re.findall(r"\\hyperref\[\\detokenize\{[^}]*\}\]", tex))
    assert links
    assert sorted(links - anchors(tex)) == []


# -- where works begin and end -----------------------------------------------------------------------


def test_each_work_has_its_beginning_behind_its_heading_and_its_end_before_the_next(tex):
    marks = re.findall(r"\\synthkit(first|last)\{([^}]*)\}|\\(chapter)\{", tex)
    told = [which + name if which else "|" for which, name, _ in marks]
    works = {name: ["|", f"first{name}", f"last{name}"] for name in re.findall(r"\\synthkitfirst\{(.*?)\}", tex)}
    preface, opening, *talks = works.values()
    programme, block, people, library = (["|"],) * 4
    expected = (preface, programme, opening, block, *talks, people, library)
    assert told == [mark for chapter in expected for mark in chapter]
    assert list(works) == [
        "avant-propos-lin",
        "lorent2025ouverture",
        "teixeira2025rouir",
        "mbarga2025tisser",
        "lorent2025metier",
        "azoulay2025conclusion",
    ]
    assert re.search(r"\\chapter\{Tisser à la main\}\n(\\label\{.*\}\n*)?\s*\\synthkitfirst\{mbarga2025tisser\}", tex)


def test_the_end_of_a_work_stands_in_its_last_line(tex):
    assert re.search(r"\S\\synthkitlast\{mbarga2025tisser\}\n", tex)


def test_a_work_that_ends_with_code_has_its_end_behind_it(book):
    pages = {
        "index.md": "# Livre\n\n```{toctree}\nun\n```\n",
        "un.md": "# Un\n\n" + Myst.directive("chapter", "un") + "\n```\ncode\n```\n",
    }
    tex = body_of(book(pages).build("latex"))
    assert tex.index(r"\end{sphinxVerbatim}") < tex.index(r"\synthkitlast{un}")


def test_an_id_with_signs_of_tex_names_its_pages_in_plain_letters(book):
    pages = {
        "index.md": "# Livre\n\n```{toctree}\nun\n```\n",
        "un.md": "# Un\n\n" + Myst.directive("chapter", r"é_{\input}%#"),
    }
    tex = body_of(book(pages).build("latex"))
    assert re.findall(r"\\synthkitfirst\{(.*)\}", tex) == ["=C3=A9_=7B=5Cinput=7D=25=23"]
