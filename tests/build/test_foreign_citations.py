"""Citations as other systems write them read like the roles that say the same."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from books import REFERENCES, Book, Built

A, B = "abramova1987metiers", "okonkwo2019rouissage"
PAIRS = {
    f"[@{A}]": f"{{cite:p}}`{A}`",
    f"[@{A}; @{B}]": f"{{cite:p}}`{A},{B}`",
    f"[voir @{A}, p. 3 ; aussi @{B}]": f"{{cite:p}}`{{voir}}{A}{{p. 3}},{{aussi}}{B}`",
    f"[@{{{A}}}, chap. 2]": f"{{cite:p}}`{A}{{chap. 2}}`",
    f"[-@{A}]": f"{{cite:yearpar}}`{A}`",
    f"selon @{A}, puis": f"selon {{cite:t}}`{A}`, puis",
    f"@{A} [p. 3]": f"{{cite:t}}`{A}{{p. 3}}`",
    f"(@{A})": f"({{cite:t}}`{A}`)",
    f"\\cite{{{A},{B}}}": f"{{cite:p}}`{A},{B}`",
    f"\\parencite[voir][p. 3]{{{A}}}": f"{{cite:p}}`{{voir}}{A}{{p. 3}}`",
    f"\\citet[p. 3]{{{A}}}": f"{{cite:t}}`{A}{{p. 3}}`",
}
LITERAL = [f"`[@{A}]`", f"moi@{A}", "@inconnue", f"[\\@{A}]", f"[@{A}](https://x.example)", "[a@b.example]", "[@]"]

PAGE = "\n\n".join(["# Livre", *(text for pair in PAIRS.items() for text in pair), *LITERAL, "[@inconnue]"])
PAGE += "\n\n```{bibliography}\n```\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    book = Book(tmp_path_factory.mktemp("book"), {"synthkit_chapter_references": False, "suppress_warnings": []})
    return book.write({"index.md": PAGE, "references.bib": REFERENCES}).build()


def paragraphs(built: Built) -> list[str]:
    written = re.findall(r"<p[^>]*>(.*?)</p>", built.text("index.html"), re.DOTALL)
    return [html.unescape(re.sub(r' id="[^"]*"', "", text)) for text in written]


def test_each_reads_like_the_role(built: Built) -> None:
    said = paragraphs(built)
    assert said[: 2 * len(PAIRS) : 2] == said[1 : 2 * len(PAIRS) : 2]
    assert all("bibtex-citation" in text for text in said[: 2 * len(PAIRS)])


def test_what_cites_nothing_stays_as_it_is_written(built: Built) -> None:
    said = paragraphs(built)[2 * len(PAIRS) :][: len(LITERAL)]
    assert [text for text in said if "bibtex-citation" in text or "@" not in text] == []


def test_a_key_in_brackets_that_no_file_has_is_reported(built: Built) -> None:
    (line,) = [number for number, text in enumerate(PAGE.splitlines(), 1) if text == "[@inconnue]"]
    assert line in [warning.line for warning in built.told if "inconnue" in warning.text]


def test_a_book_without_references_has_them_as_text(tmp_path: Path) -> None:
    built = Book(tmp_path).write({"index.md": f"# Livre\n\n[@{A}]\n"}).build()
    assert f"[@{A}]" in html.unescape(built.text("index.html"))


def test_a_citation_in_the_sentence_has_its_words_in_a_book_without_a_list_of_references(tmp_path: Path) -> None:
    page = f"# Livre\n\nSelon {{cite:t}}`{B}`, puis {{cite:p}}`{B}`.\n"
    built = Book(tmp_path).write({"index.md": page, "references.bib": REFERENCES}).build()
    (text,) = paragraphs(built)[:1]
    assert re.sub(r"<[^>]*>", "", text) == "Selon Okonkwo et Lindqvist (2019), puis (Okonkwo et Lindqvist 2019)."


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        ("chicago-author-date", ["(Abramova 1987, 3)", "Abramova (1987, 3)", "(1987, 3)", "Abramova (1987)", "(1987)"]),
        ("apa", ["(Abramova, 1987, p. 3)", "Abramova (1987, p. 3)", "(1987, p. 3)", "Abramova (1987)", "(1987)"]),
        ("modern-language-association", ["(Abramova 3)", "Abramova (3)", "(3)", "Abramova", "(Abramova)"]),
        ("ieee", ["[1, p. 3]", "Abramova [1, p. 3]", "[1, p. 3]", "Abramova [1]", "[1]"]),
    ],
)
def test_a_place_is_set_by_the_style_in_the_text_and_in_headings(tmp_path: Path, style: str, texts: list[str]) -> None:
    forms = [f"[@{A}, p. 3]", f"@{A} [p. 3]", f"[-@{A}, p. 3]", f"@{A}", f"[-@{A}]"]
    page = "\n\n".join(["# Livre", *forms, *(f"## {form}" for form in forms[:-1]), "```{bibliography}\n```\n"])
    book = Book(tmp_path, {"synthkit_citation_style": style, "synthkit_chapter_references": False})
    written = book.write({"index.md": page, "references.bib": REFERENCES}).build(builder="text").text("index.txt")
    lines = [line.replace("\u00a0", " ") for line in written.splitlines() if line.strip("=* ")]
    assert lines[1:6] == texts
    assert lines[6:10] == texts[:-1]
