"""What editors bring from elsewhere is told once, at its file and line, with the remedy; or it is done right."""

from pathlib import Path

import pytest
from books import PIXEL

from synthkit.build.check import Finding
from synthkit.editor.extension.check import check

CONF = """project = "Le lin"
author = "Awa"
language = "fr"
extensions = ["myst_parser", "synthkit"]
myst_enable_extensions = ["colon_fence"]
bibtex_bibfiles = ["references.bib"]
html_baseurl = "https://lin.example/"
"""
BOOK = {
    "conf.py": CONF,
    "references.bib": "@book{a, title={Un}, author={Roy, Jean}, year={2020}, publisher={P}}\n",
    "index.md": "# Le lin\n\n```{toctree}\npage\n```\n",
    "page.md": "# Page\n\nSelon {cite}`a`.\n\n",
}
EVENT = ":::{event} e\n:date: 2024-05-02\n:::\n\n## X\n\n:::{speaker} x\n:given: Xa\n:family: Ya\n:::\n\n## S\n\n"


def conf(old: str, new: str) -> dict[str, str]:
    return {"conf.py": CONF.replace(old, new)}


def publication(**facts: object) -> dict[str, str]:
    return {"conf.py": f"{CONF}synthkit_publication = {facts!r}\n"}


def page(text: str, **files: str) -> dict[str, str]:
    return {"page.md": BOOK["page.md"] + text, **files}


def article(**fields: str) -> dict[str, str]:
    known = {"title": "Un", "author": "Roy, Jean", "journal": "J", "year": "2020", **fields}
    return {
        "references.bib": "@article{a,\n" + "".join(f"  {name} = {{{of}}},\n" for name, of in known.items()) + "}\n"
    }


#: By name: files that differ, where it is told, the code, what the message holds.
TOLD = {
    "a language by its name": (conf('"fr"', '"french"'), "conf.py:3", "invalid_value", "'fr'"),
    "a language nobody speaks": (conf('"fr"', '"qwertz"'), "conf.py:3", "invalid_value", "fr, en"),
    "a language that is no text": (conf('"fr"', "3"), "conf.py:3", "invalid_value", "'fr'"),
    "an address without a scheme": (
        conf("https://lin.example/", "www.lin.example/"),
        "conf.py:7",
        "invalid_value",
        "'https://www.lin.example/'",
    ),
    "a language with an encoding": (conf('"fr"', '"fr_FR.UTF-8"'), "conf.py:3", "invalid_value", "'fr_FR'"),
    "the address of a page": (
        conf("lin.example/", "lin.example/index.html"),
        "conf.py:7",
        "invalid_value",
        "lin.example/'",
    ),
    "a pattern that is no list": (
        conf("html_base", 'exclude_patterns = "lin"\nhtml_base'),
        "conf.py:7",
        "invalid_value",
        "crochets",
    ),
    "extensions that are no list": (
        conf('["myst_parser", "synthkit"]', '"synthkit"'),
        "conf.py:4",
        "invalid_value",
        "crochets",
    ),
    "no extension for Markdown": (conf('"myst_parser", ', ""), "conf.py:4", "broken_settings", '"myst_parser"'),
    "an extension of MyST nobody knows": (
        conf("colon_fence", "colon-fence"),
        "conf.py:5",
        "unknown_setting",
        "« colon_fence »",
    ),
    "a sheet that isn't there": (
        conf("html_base", 'html_css_files = ["a.css"]\nhtml_base'),
        "conf.py:7",
        "missing_file",
        "« a.css »",
    ),
    "a setting of nobody": (conf("html_base", "html_foo = 1\nhtml_base"), "conf.py:7", "unknown_setting", "html_foo"),
    "a setting by another name": (conf("language", "lang"), "conf.py:3", "unknown_setting", "'language'"),
    "a code of no problem": (
        conf("html_base", 'suppress_warnings = ["synthkit.raw_htm"]\nhtml_base'),
        "conf.py:7",
        "unknown_setting",
        "synthkit.raw_html",
    ),
    "a setting of another type": (
        conf("html_base", "numfig = 'yes'\nhtml_base"),
        "conf.py:7",
        "sphinx",
        "True ou False",
    ),
    "another licence by its address": (
        publication(licence="CC BY 4.0", licence_url="https://creativecommons.org/licenses/by-sa/4.0/"),
        "conf.py:8",
        "invalid_value",
        "CC BY 4.0",
    ),
    "several publishers": (
        publication(publisher=["P", "Q"]),
        "conf.py:8",
        "invalid_value",
        "un texte entre guillemets",
    ),
    "a licence that doesn't exist": (publication(licence="CC BY 5.0"), "conf.py:8", "invalid_value", "CC BY-NC-SA"),
    "a misspelt setting": (conf("project", "projet"), "conf.py:1", "unknown_setting", "« project »"),
    "a setting in curly quotes": (conf('"fr"', "“fr”"), "conf.py:3", "broken_settings", 'language = "fr"'),
    "a licence without an address": (publication(licence_url="cc.org"), "conf.py:8", "invalid_url", "https://"),
    "an ISBN that is none": (publication(isbn="978-2-1234-5680-4"), "conf.py:8", "invalid_value", "978-2-1234-5680-3"),
    "a DOI that is none": (publication(doi="lin 5555"), "conf.py:8", "invalid_value", "10.5555/"),
    "a person as a body": (publication(editors="Duval, Zoé"), "conf.py:8", "invalid_name", '"family": "Duval"'),
    "people parted by commas": (article(author="Duval Z., Roy J."), "references.bib:3", "mis_split_name", "and"),
    "people parted by both": (
        article(author="Bief and Zoé Tamis, Ada Weir"),
        "references.bib:3",
        "mis_split_name",
        "and",
    ),
    "a year that is to come": (article(year="in press"), "references.bib:5", "invalid_field", "inpress"),
    "a language no babel has": (article(langid="elfique"), "references.bib:6", "invalid_field", "french"),
    "values in quotes": (
        page(f'{EVENT}:::{{session}} s\n:event: e\n:speakers: x\n:keywords: "roue", "meunier"\n:::\n'),
        "page.md:21",
        "malformed_option",
        ":keywords: roue, meunier",
    ),
    "a value that goes on": (
        page(f"{EVENT}:::{{session}} s\n:keywords: roue,\n  meunier\n:event: e\n:speakers: x\n:::\n"),
        "page.md:20",
        "malformed_option",
        ":keywords: roue, meunier",
    ),
    "a page with another ending": (
        {"index.md": BOOK["index.md"].replace("page", "page\nautre"), "autre.MD": "# Autre\n"},
        "index.md:5",
        "toc.not_readable",
        "autre.md",
    ),
    "an address nobody can split": (
        {"index.md": BOOK["index.md"].replace("page", "page\nhttp://[x")},
        "index.md:3",
        "unsafe_link",
        "http://[x",
    ),
    "a citation in a fence": (
        page("```{note} Selon {cite}`a`\nTexte.\n```\n"),
        "page.md:5",
        "malformed_fence",
        "~~~{note} Selon {cite}`a`",
    ),
    "a mistake in an included file": (
        page("```{include} bout.md\n```\n", **{"bout.md": "Texte.\n\nUn {sesion}`x`.\n"}),
        "bout.md:3",
        "myst.role_unknown",
        "« session »",
    ),
    "a pointer to a picture": (
        page("![x](a.png)\n", **{"a.png": "version https://git-lfs.example/spec/v1\n"}),
        "page.md:5",
        "unreadable_file",
        "PNG",
    ),
    "a drawing that is a page": (
        page("![x](a.svg)\n", **{"a.svg": "<!DOCTYPE html><html></html>"}),
        "page.md:5",
        "unreadable_file",
        "SVG",
    ),
    "a picture no browser shows": (page("![x](a.tiff)\n", **{"a.tiff": "II"}), "page.md:5", "unreadable_file", "PNG"),
    "an indented paragraph": (page("\tUn paragraphe en retrait.\n"), "page.md:5", "malformed_markup", "Un paragraphe"),
    "a domain nobody knows": (page(":::{prf:theorem}\nx\n:::\n"), "page.md:5", "myst.directive_unknown", "prf:theorem"),
    "a link without an address": (page("[un mot]()\n"), "page.md:5", "malformed_link", "[un mot](…)"),
    "facts above a page": (
        {"page.md": f"---\nauthors: Zoé\n---\n\n{BOOK['page.md']}"},
        "page.md:2",
        "unknown_setting",
        ":authors:",
    ),
    "a mistake in an included file that is no page": (
        page("```{include} bout.md\n```\n", **{"bout.md": "Un {sesion}`x`.\n"})
        | conf("html_base", 'exclude_patterns = ["bout.md"]\nhtml_base'),
        "bout.md:1",
        "myst.role_unknown",
        "« session »",
    ),
    "raw HTML in an included file": (
        page("```{include} bout.md\n```\n", **{"bout.md": "Un\nmot <foo>x</foo>.\n"})
        | conf("html_base", 'exclude_patterns = ["bout.md"]\nhtml_base'),
        "bout.md:2",
        "raw_html",
        "<foo>",
    ),
    "an option that goes on before another": (
        page(":::{figure} été.png\n:alt: un\n  été\n:name: ete\n:::\n"),
        "page.md:7",
        "malformed_option",
        ":alt: un été",
    ),
    "a table whose file isn't there": (page("```{csv-table}\n:file: a.csv\n```\n"), "page.md:5", "docutils", "a.csv"),
    "markup of another program": (page("Voir [[page]].\n"), "page.md:5", "malformed_markup", "[…](page.md)"),
}
RIGHT = {
    "breaks and tags of a line": page(
        "Un<br>mot <strong>gras</strong> et<BR/>H<sub>2</sub>O, 1<sup>er</sup> &eacute;.\n"
    ),
    "a block of HTML with a break": page("<p>Un<br>mot</p>\n\n<hr>\n\nTexte.\n"),
    "a picture with an accent": page("![Un été](été.png)\n"),
    "a picture whose accent is saved apart": page("![Un été](e\u0301te\u0301.png)\n"),
    "a session in a quotation": page(
        EVENT.removesuffix("## S\n\n") + "## S\n\n> :::{session} s\n> :event: e\n> :speakers: x\n> :::\n"
    ),
    "pages with spaces": article(pages="12 - 24"),
    "a language in French": article(langid="français"),
    "a language of three letters": article(langid="fra"),
    "a family name of two words": article(author="García Márquez, Gabriel José and Roy, Jean"),
    "a DOI as an address": publication(doi="https://doi.org/10.5555/lin"),
    "a body with a comma": publication(editors=["CGS, Mines Paris", {"literal": "Duval, Zoé"}]),
    "a helper of conf.py": {"conf.py": CONF.replace('author = "Awa"', 'authors = "Awa"\nauthor = authors')},
}


def told(folder: Path, files: dict[str, str]) -> list[Finding]:
    book = folder / "book"
    book.mkdir()
    for name, text in {**BOOK, **files}.items():
        (book / name).write_text(text, encoding="utf-8")
    (book / "été.png").write_bytes(PIXEL)
    return [*check(book, folder / "cache").findings]


@pytest.mark.parametrize(("files", "where", "code", "says"), TOLD.values(), ids=TOLD)
def test_it_is_told_once_where_it_stands(
    tmp_path: Path, files: dict[str, str], where: str, code: str, says: str
) -> None:
    (found,) = told(tmp_path, files)
    assert f"{Path(found.path).name}:{found.line}" == where
    assert found.code in (code, f"synthkit.{code}")
    assert says in found.message


@pytest.mark.parametrize("files", RIGHT.values(), ids=RIGHT)
def test_it_is_done_right(tmp_path: Path, files: dict[str, str]) -> None:
    assert told(tmp_path, files) == []
