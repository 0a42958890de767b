"""A small complete book with the themes and extensions of others, in every edition, where a warning is a failure."""

import subprocess
import sys
import zlib

import pytest
from books import CONF, MARKUPS, Book, complete

_NOTEBOOK = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n"
_NOTEBOOK += "language_info:\n  name: python\n  pygments_lexer: ipython3\n---\n"
#: What another book has: a session.
_INVENTORY = b"# Sphinx inventory version 2\n# Project: Autre\n# Version: 1\n# compressed using zlib\n"
_INVENTORY += zlib.compress(b"ailleurs synth:session 1 ailleurs.html#$ Une autre s\xc3\xa9ance\n")
THEMES = ("furo", "sphinx_book_theme", "alabaster", "pydata_sphinx_theme", "synthkit")
#: What each extension is for, on a page of its own, and what the website has of it then.
PAGES = {
    "myst_nb": (
        f"{_NOTEBOOK}# Un calcul\n\n```{{code-cell}} ipython3\n6 * 7\n```\n",
        "cell_input",
        {"nb_execution_mode": "off"},
    ),
    "sphinx_copybutton": ("# Un programme\n\n```python\nprint(42)\n```\n", "copybutton.js", {}),
    "sphinxcontrib.mermaid": (
        "# Un schéma\n\n```{mermaid}\n:alt: Du lin à la toile\n\ngraph LR\n  lin --> toile\n```\n",
        "lin --&gt; toile",
        {},
    ),
    "sphinxext.opengraph": (
        "# Une vignette\n\nDu lin.\n",
        'property="og:title"',
        {"ogp_site_url": "https://exemple.fr/"},
    ),
    "sphinx.ext.intersphinx": (
        "# Un renvoi\n\n{external:synth:session}`ailleurs`\n",
        "https://autre.exemple/livre/ailleurs.html#ailleurs",
        {"intersphinx_mapping": {"autre": ("https://autre.exemple/livre/", "autre.inv")}},
    ),
}
BUILDERS = ("html", "epub", "latex", "typst")


def built(book: Book, builder: str) -> str:
    """Sphinx, each time in a process of its own, as extensions change what is the same for all; what it told."""
    book.state()
    (book.root / "autre.inv").write_bytes(_INVENTORY)
    out = book.root / "_build" / builder
    call = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", builder, str(book.root), str(out)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
    return "\n".join(path.read_text(encoding="utf-8") for path in out.glob("*.html"))


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme(theme, tmp_path):
    pytest.importorskip(theme)
    book = Book(tmp_path, {"html_theme": theme, "html_baseurl": "https://exemple.fr/"})
    assert "Le lin et la laine" in built(book.write(complete(MARKUPS["myst"])), "html")


@pytest.mark.parametrize("theme", ["synthkit", "furo"])
@pytest.mark.parametrize("extension", PAGES)
def test_an_extension(extension, theme, tmp_path):
    for needed in (extension, theme):
        pytest.importorskip(needed)
    page, found, settings = PAGES[extension]
    others = [name for name in CONF["extensions"] if (name, extension) != ("myst_parser", "myst_nb")]
    book = Book(tmp_path, {"html_theme": theme, "extensions": [*others, extension], **settings})
    files = complete(MARKUPS["myst"])
    book.write({**files, "autre.md": page, "index.md": files["index.md"] + "\n```{toctree}\nautre\n```\n"})
    assert found in built(book, "html")
    # Mermaid draws outside of a browser with a program of its own
    for builder in BUILDERS[1:] if theme == "synthkit" and extension != "sphinxcontrib.mermaid" else ():
        built(book, builder)


@pytest.mark.parametrize("builder", BUILDERS)
def test_all_at_once(builder, tmp_path):
    for needed in (*PAGES, "sphinx_book_theme"):
        pytest.importorskip(needed)
    settings = {name: value for _, _, own in PAGES.values() for name, value in own.items()}
    others = [name for name in CONF["extensions"] if name != "myst_parser"]
    book = Book(tmp_path, {"html_theme": "sphinx_book_theme", "extensions": [*others, *PAGES], **settings})
    built(book.write(complete(MARKUPS["myst"])), builder)
