"""What the prose of the book keeps to: headings that vary, where each finding was read, no comma before « et »."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[2] / "book"
CHAPTERS = sorted({*BOOK.glob("*.md"), *BOOK.glob("actes/*.md"), *BOOK.glob("synthese/*.md")} - {BOOK / "LICENSE.md"})
#: The parts each chapter of the synthesis has, then those of each talk.
SYNTHESIS = {
    "Points clés",
    "Ce que dit l’annonce",
    "Ce que montre la recherche",
    "Ce que cela demande",
    "Questions à débattre",
    "Pour aller plus loin",
}
TALK = {"Ce que le programme annonce", "Travaux à rapprocher", "Questions aux intervenants"}
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ROLE = re.compile(r"\{cite:([pt])\}`([^`]+)`")
#: A key and where in the work, « key{p. 3} ».
TARGET = re.compile(r"(\w+)(?:\{([^}]*)\})?")
READ = dict(
    re.findall(
        r"^\| \{cite:t\}`(\w+)` \| ([^|]+) \|",
        (BOOK / "bibliotheque" / "references.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)


def cited(text: str) -> Iterator[tuple[str, str, str]]:
    """The form, the key and the place of each citation."""
    for form, targets in ROLE.findall(text):
        for key, place in TARGET.findall(targets):
            yield form, key, place


def named(path: Path) -> str:
    return path.relative_to(BOOK).as_posix()


def parts(text: str) -> dict[str, str]:
    """What stands below each heading, up to the next."""
    return dict(zip(HEADING.findall(text), HEADING.split(text)[2::2], strict=True))


def rows(text: str, last: str) -> list[list[str]]:
    """The cells of the tables whose last column is headed so."""
    tables = re.findall(rf"^\|.*\| {last} \|\n\|[-|]+\|\n((?:\|.*\n?)+)", text, re.MULTILINE)
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for table in tables for line in table.splitlines()]


def test_no_heading_but_the_fixed_ones_stands_in_more_than_three_chapters() -> None:
    met = Counter(heading for path in CHAPTERS for heading in set(HEADING.findall(path.read_text(encoding="utf-8"))))
    assert [heading for heading, times in met.items() if times > 3 and heading not in SYNTHESIS | TALK] == []


@pytest.mark.parametrize("path", [path for path in CHAPTERS if path.parent.name == "synthese"], ids=named)
def test_a_chapter_of_the_synthesis_has_its_parts_and_its_table(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.stem in ("index", "negocier"):
        return
    assert set(HEADING.findall(text)) >= SYNTHESIS
    assert 3 <= len(re.findall("^- ", parts(text)["Points clés"], re.MULTILINE)) <= 5
    strengths = [row[-1] for row in rows(text, "Solidité")]
    assert len(strengths) >= 3
    assert {strength.split(" ")[0].rstrip(",:") for strength in strengths} <= {"forte", "moyenne", "faible", "discutée"}


@pytest.mark.parametrize("path", CHAPTERS, ids=named)
def test_a_talk_has_two_or_three_works_and_its_questions(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if ":kind: talk" in text or ":kind: panel" in text:
        sections = parts(text)
        assert set(sections) >= TALK
        assert len({key for _, key, _ in cited(sections["Travaux à rapprocher"])}) >= 2


@pytest.mark.parametrize("path", CHAPTERS, ids=named)
def test_a_source_is_cited_once_a_section(path: Path) -> None:
    twice = []
    for section in HEADING.split(path.read_text(encoding="utf-8"))[::2]:
        keys = Counter(key for _, key, _ in cited(section))
        twice += [(section.strip()[:40], key, times) for key, times in keys.items() if times > 1]
    assert twice == []


@pytest.mark.parametrize("path", CHAPTERS, ids=named)
def test_no_comma_stands_before_et(path: Path) -> None:
    own_words = re.sub(r"«[^»]*»", "«»", path.read_text(encoding="utf-8"))
    assert re.findall(r".{20},\s+et\b", own_words) == []


def test_what_was_read_of_each_work_is_told() -> None:
    entries = re.findall(r"^@\w+\{(\w+),", (BOOK.parent / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(READ) == sorted(entries)


@pytest.mark.parametrize("path", [*CHAPTERS, BOOK / "bibliotheque" / "glossaire.md"], ids=named)
def test_a_finding_says_where_in_the_work_it_stands(path: Path) -> None:
    """Short pages of the web, read whole, have no places; where the abstract alone was read the citation says so."""
    text = path.read_text(encoding="utf-8")
    own = {"bobillierchaumon2009adoption", "bobillierchaumon2021digital"} if path.name == "avant-propos.md" else set()
    for form, key, place in cited(text):
        if form == "p" and key not in own:
            assert place or READ[key].startswith("page entière"), key
        if READ[key] == "résumé":
            assert place in ("", "résumé"), key


def test_no_note_of_a_reference_gives_its_year_again() -> None:
    entries = re.split(r"^@", (BOOK.parent / "references.bib").read_text(encoding="utf-8"), flags=re.MULTILINE)
    years = [(entry, year[1]) for entry in entries if (year := re.search(r"year\s*= \{(\d+)\}", entry))]
    assert len(years) == len(READ)
    assert [year for entry, year in years if re.search(rf"(?:note|type)\s*= \{{.*[^\W\d_] {year}\b", entry)] == []


def test_each_work_that_is_listed_is_cited_in_a_chapter() -> None:
    assert set(READ) == {key for path in CHAPTERS for _, key, _ in cited(path.read_text(encoding="utf-8"))}


def test_each_abbreviation_is_explained() -> None:
    glossary = (BOOK / "bibliotheque" / "glossaire.md").read_text(encoding="utf-8")
    _, _, listed = glossary.partition("## Les sigles")
    explained = {word for row in rows(listed, "Nom ou sens") for word in re.split(r", |-", row[0])}
    chapters = "\n".join(path.read_text(encoding="utf-8") for path in CHAPTERS)
    prose = re.sub(r"`[^`]*`|^:\w[^\n]*", "", chapters, flags=re.MULTILINE)
    spoken = r"\bI4\.10\b|\b(?:Anact|Apec|Cnam|Ehpad|Inria|Insee|Ires|LaborIA|Ucanss|Ugict)\b"
    met = set(re.findall(rf"\b[A-Z]{{2,}}[0-9]?\b|{spoken}", prose))
    numerals = {"II", "III", "IV"}
    assert met - explained - numerals == set()


def test_each_chapter_and_each_talk_has_an_english_title_and_abstract() -> None:
    pages = [*CHAPTERS, *BOOK.glob("bibliotheque/*.md")]
    named_here = re.compile(r"^:::\{(?:chapter|session)\} (\S+)\n(?::event: .*\n)?(?::kind: (\w+))?", re.MULTILINE)
    records = {found for path in pages for found in named_here.findall(path.read_text(encoding="utf-8"))}
    of_their_own = {record for record, kind in records if kind not in ("block", "break", "discussion", "debate")}
    english = (BOOK / "bibliotheque" / "anglais.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\*\*.+?\*\* \(\{(?:chapter|session)\}`(.+?)`\)", english, re.MULTILINE)) >= of_their_own


def test_each_chapter_is_in_the_index_of_passages() -> None:
    unlisted = {"index", "intervenants", "programme", "deroule", "avant-propos", "resume"}
    assert [
        named(path)
        for path in CHAPTERS
        if path.stem not in unlisted and "```{index}" not in path.read_text(encoding="utf-8")
    ] == []


def test_five_findings_each_lead_to_a_chapter_and_stand_on_the_home_page() -> None:
    findings = re.split(r"^\d\. ", (BOOK / "resume.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(findings) == 5
    assert all(re.search(r"\(\{chapter\}`synthese-\w+`\)\.\s*$", finding) for finding in findings)
    for page, path in (("index.md", "resume.md"), ("synthese/index.md", "../resume.md")):
        assert f"{{include}} {path}" in (BOOK / page).read_text(encoding="utf-8")


def test_the_timeline_goes_from_2018_to_2026_with_a_source_for_each_date() -> None:
    timeline = rows((BOOK / "synthese" / "conference.md").read_text(encoding="utf-8"), "Ce qu’il apporte")
    months = dict(zip(["janvier", "février", "mars", "avril", "mai", "juin", "juillet"], range(1, 8), strict=True))
    dates = []
    for date, _, brought in timeline:
        *day, month, year = date.split()
        dates.append((int(year), months[month], int(day[0]) if day else 0))
        assert len(list(cited(brought))) == 1, date
    assert dates == sorted(dates)
    assert (dates[0][0], dates[-1][0]) == (2018, 2026)


def test_what_is_not_known_stands_in_one_table_with_every_doubt_the_sources_leave() -> None:
    pages = {named(path): path.read_text(encoding="utf-8") for path in BOOK.rglob("*.md")}
    assert [name for name, text in pages.items() if rows(text, "Ce qui y répondrait")] == ["bibliotheque/inconnu.md"]
    assert [name for name, text in pages.items() if re.search("^#+ Ce que l’on ne sait pas", text, re.MULTILINE)] == [
        "bibliotheque/inconnu.md"
    ]
    unknown = pages["bibliotheque/inconnu.md"]
    for doubt in (
        "18 h 30",
        "18 h 15",
        "marie-laure-cahier",
        "Benchikou",
        "Volzy",
        "I4.10",
        "actuellement",
        "synthèse",
    ):
        assert doubt in unknown


def test_each_chart_is_of_a_csv_of_the_book_and_has_its_source_and_date() -> None:
    drawn = []
    for path in CHAPTERS:
        for file, options in re.findall(
            r"^:::\{chart\} (\S+)\n(.*?)^:::", path.read_text(encoding="utf-8"), re.M | re.S
        ):
            drawn.append((path.parent / file).resolve())
            assert re.search(r"Source : .*\b20\d\d\b", options), file
    assert sorted(drawn) == sorted(BOOK.glob("donnees/*.csv"))


@pytest.mark.parametrize("path", sorted(BOOK.rglob("*.md")), ids=named)
def test_capitals_have_their_accents(path: Path) -> None:
    text = re.sub(r"`[^`]*`", "", path.read_text(encoding="utf-8"))
    bare = r"\b(?:Etat|Etude|Etant|Ecole|Ecrire|Economi\w+|Evaluat\w+|Equipe|Etats|Electri\w+|Editions?)\b"
    assert re.findall(rf"{bare}|(?:^|[.!?] )A (?=l’|la |quel|qui|partir|ce )", text, re.MULTILINE) == []
