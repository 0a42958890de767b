"""No file from out of the book, no script, no command of TeX: whatever a source says.

What is tried is harmless: files of the test itself, scripts that would call a function nobody has (``zut``), a command
of TeX that isn't among the known ones (``\\zut``). That none of them passes shows that only what is known does.
"""

import os
import re
import socket
import sys

import pytest

import synthkit.sphinx
from synthkit.sanitize import paths

SECRET = "zsecretz"
#: Ways to a file, by markup; ``{path}`` leads out of the book.
READING = {
    "include": (".rst", ".. include:: {path}\n"),
    "include literal": (".rst", ".. include:: {path}\n   :literal:\n"),
    "include of docutils": (".rst", ".. include:: <../__init__.py>\n   :literal:\n"),
    "literalinclude": (".rst", ".. literalinclude:: {path}\n"),
    "literalinclude diff": (".rst", ".. literalinclude:: filer.txt\n   :diff: {path}\n"),
    "csv-table": (".rst", ".. csv-table::\n   :file: {path}\n"),
    "csv-table absolute": (".rst", ".. csv-table::\n   :file: {absolute}\n"),
    "csv-table url": (".rst", ".. csv-table::\n   :url: file://{absolute}\n"),
    "raw file": (".rst", ".. raw:: html\n   :file: {path}\n"),
    "raw url": (".rst", ".. raw:: html\n   :url: file://{absolute}\n"),
    "image": (".rst", ".. image:: {path}\n   :alt: fil\n"),
    "image by pattern": (".rst", ".. image:: {path}*\n   :alt: fil\n"),
    "figure": (".rst", ".. figure:: {path}\n\n   Une légende.\n"),
    "download": (".rst", ":download:`fil <{path}>`\n"),
    "include in Markdown": (".md", "```{{include}} {path}\n```\n"),
    "literal in Markdown": (".md", "```{{include}} {path}\n:literal:\n```\n"),
    "include of docutils in Markdown": (".md", "```{{include}} <../__init__.py>\n:literal:\n```\n"),
    "table in Markdown": (".md", "```{{csv-table}}\n:file: {path}\n```\n"),
    "raw in Markdown": (".md", "```{{raw}} html\n:file: {path}\n```\n"),
    "image in Markdown": (".md", "![fil]({path})\n"),
    "link in Markdown": (".md", "[fil]({path})\n"),
    "path in Markdown": (".md", "[fil](path:{path})\n"),
    "symbolic link": (".md", "```{{include}} ailleurs.txt\n```\n"),
    "picture by symbolic link": (".md", "![fil](ailleurs.txt)\n"),
}


def whole(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.mark.parametrize("way", READING)
def test_no_way_leads_to_a_file_out_of_the_book(book, tmp_path, way):
    suffix, text = READING[way]
    secret = tmp_path / "secret.txt"
    secret.write_text(f"{SECRET}, un, deux\n", encoding="utf-8")
    text = text.format(path="../secret.txt", absolute=secret)
    small = book({f"index{suffix}": f"Livre\n=====\n\nUn fil.\n\n{text}", "filer.txt": "fil\n"})
    (small.root / "ailleurs.txt").symlink_to(secret)
    built = small.build()
    assert "synthkit.outside_book" in {told.type for told in built.told}
    assert SECRET.encode() not in whole(built.outdir)


def test_files_of_the_book_and_of_folders_that_conf_names_are_shown(book, tmp_path):
    (tmp_path / "partage").mkdir()
    (tmp_path / "partage" / "mot.md").write_text("Un mot commun.\n", encoding="utf-8")
    page = "# Livre\n\n```{include} ../partage/mot.md\n```\n\n```{include} morceau.txt\n```\n"
    built = book({"index.md": page, "morceau.txt": "Un morceau."}, synthkit_readable=["../partage"]).build()
    assert built.warnings == ""
    assert "Un mot commun. Un morceau." in built.page("index").text


def test_a_page_that_is_a_link_out_of_the_book_is_no_page(book, tmp_path):
    (tmp_path / "secret.md").write_text(f"# {SECRET}\n", encoding="utf-8")
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "page.md").write_text(f"# {SECRET}\n", encoding="utf-8")
    small = book({"index.md": "# Livre\n", "_static/fil.css": ""}, html_static_path=["_static"])
    (small.root / "ailleurs.md").symlink_to(tmp_path / "secret.md")
    (small.root / "ici").symlink_to(tmp_path / "dossier")
    (small.root / "_static" / "fil.txt").symlink_to(tmp_path / "secret.md")
    built = small.build()
    assert [told.type for told in built.told] == ["synthkit.outside_book"] * 3
    assert SECRET.encode() not in whole(built.outdir)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such files there")
def test_a_file_nobody_can_read_is_told(book, monkeypatch):
    """A socket stands here for all that is no file of a book, pipes and devices too."""
    small = book({"index.md": "# Livre\n\n```{literalinclude} prise.txt\n```\n"})
    monkeypatch.chdir(small.root)  # the path of a socket may not be long
    for name in ("prise.txt", "prise.md"):
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(name)
    built = small.build()
    assert [told.type for told in built.told] == ["synthkit.unreadable_file"] * 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_and_a_large_file_are_not_readable(tmp_path):
    os.mkfifo(tmp_path / "tube")
    with (tmp_path / "grand").open("wb") as file:
        file.truncate(paths._LARGEST + 1)
    (tmp_path / "petit").touch()
    found = [paths.is_readable(tmp_path / name) for name in ("tube", "grand", "petit", "absent")]
    assert found == [False, False, True, True]


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
@pytest.mark.parametrize("named", ["/", ".", "images", "/images/"])
def test_a_folder_is_no_picture(book, named, builder):
    small = book({"index.md": f"# Livre\n\nUn ![fil]({named}) là.\n\n```{{figure}} {named}\nMot.\n```\n"})
    (small.root / "images").mkdir()
    assert [told.type for told in small.build(builder).told] == ["synthkit.unreadable_file"] * 2


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_a_picture_without_an_address_ends_no_build(book, builder):
    built = book({"index.md": "# Livre\n\nAvant ![fil]() ![]( ) après.\n"}).build(builder)
    assert b"apr\xc3\xa8s." in whole(built.outdir) or builder == "epub"
    assert builder != "epub" or list(built.outdir.glob("*.epub"))


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
@pytest.mark.parametrize("name", ["a" * 300, f"{'a' * 300}/b"])
def test_a_name_no_file_can_have_ends_no_build(book, builder, name):
    rest = f"Page\n====\n\n.. literalinclude:: {name}\n\n.. include:: /{name}\n\n.. csv-table::\n   :file: /{name}\n"
    source = (
        f"# Livre\n\n![fil]({name}) {{download}}`a <{name}>` [b]({name})\n\n<img src='{name}' alt='fil' />\n\n"
        f"```{{speaker}} zoe\n:family: Zoé\n:photo: {name}\n```\n\n```{{toctree}}\npage\n{name}\n```\n"
    )
    built = book({"index.md": source, "page.rst": rest}, myst_enable_extensions=["html_image"]).build(builder)
    assert [told.type for told in built.told if told.file == "page.rst"][:3] == ["synthkit.unreadable_file"] * 3
    reported = [told.line for told in built.told if told.file == "index.md" and told.type == "synthkit.unreadable_file"]
    assert set(reported) >= {3, 5}
    assert "synthkit.unreadable_page" not in {told.type for told in built.told}


def test_no_module_is_imported_because_a_page_names_it(book, monkeypatch):
    small = book({"index.rst": "Livre\n=====\n\n.. include:: mot.txt\n   :parser: zut_module\n", "mot.txt": "Un mot."})
    (small.root / "zut_module.py").touch()
    monkeypatch.syspath_prepend(str(small.root))
    (told,) = small.build().told
    assert "zut_module" in told.text
    assert "zut_module" not in sys.modules


ADDRESSES = ["javascript:zut()", "JavaScript:zut()", "data:text/plain,fil", "file:///fil", "zut:fil"]
LINKING = {
    "Markdown": (".md", "[fil]({})\n"),
    "reStructuredText": (".rst", "`fil <{}>`__\n"),
    "target": (".rst", "fil_\n\n.. _fil: {}\n"),
    "image": (".rst", ".. image:: fil.png\n   :target: {}\n"),
    "download": (".rst", ":download:`fil <{}//x>`\n"),
    "contents": (".rst", ".. toctree::\n\n   fil <{}//x>\n"),
    "raw HTML": (".md", 'Un <a href="{}">fil</a>.\n'),
    "raw HTML with space": (".md", 'Un <a href=" {}">fil</a>.\n'),
}


@pytest.mark.parametrize("way", LINKING)
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_link_runs_or_opens_what_is_not_on_the_web(book, way, address):
    suffix, text = LINKING[way]
    small = book({f"index{suffix}": f"Livre\n=====\n\n{text.format(address)}"})
    (small.root / "fil.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    built = small.build()
    for element in built.page("index").body.iter():
        for name in ("href", "src"):
            link = element.get(name, "").strip().lower()
            assert not link.startswith(("javascript:", "data:", "file:", "zut:")), element.attrib
    assert "fil" in built.page("index").text or way in ("image", "contents")
    assert built.told or way == "Markdown"  # whose reader takes it for text


@pytest.mark.parametrize("address", [*ADDRESSES, "data:text/html,fil"])
@pytest.mark.parametrize("markup", [".. image:: {}\n   :alt: fil\n", ".. raw:: html\n\n   <p><img src='{}'>fil</p>\n"])
def test_no_picture_comes_from_what_is_none(book, markup, address):
    built = book({"index.rst": f"Livre\n=====\n\n{markup.format(address)}"}).build()
    assert {told.type for told in built.told} <= {"synthkit.unsafe_link", "synthkit.raw_html"}
    assert built.told
    assert not [element for element in built.page("index").body.iter("img") if element.get("src")]
    assert "fil" in built.page("index").text


RUNNING = [
    "<script>zut()</script>",
    "<script src=zut.js></script>",
    "<SCRIPT>zut()</SCRIPT>",
    "<img src=fil.png onerror=zut()>",
    "<svg onload=zut()></svg>",
    "<svg><script>zut()</script></svg>",
    "<p onclick='zut()'>fil</p>",
    "<a title='fil' onclick='zut()'>fil</a>",
    "<details open ontoggle=zut()>fil</details>",
    "<iframe src='zut.html'></iframe>",
    "<object data='zut.html'></object>",
    "<style>p { color: red }</style>",
    "<p style='color: red'>fil</p>",
    "<meta http-equiv=refresh content='9;url=zut.html'>",
    "<base href='zut/'>",
    "<form action='zut.html'><button formaction='zut.html'>a</button></form>",
    "<zut>fil</zut>",
]


@pytest.mark.parametrize("builder", ["html", "epub"])
@pytest.mark.parametrize("markup", RUNNING)
def test_raw_html_runs_nothing(book, markup, builder):
    built = book({"index.md": f"# Livre\n\nUn {markup} mot.\n\n{markup}\n\nUn fil.\n"}).build(builder)
    page = built.outdir / ("index.html" if builder == "html" else "index.xhtml")
    body = re.sub(r".*<div class=\"body\"|.*<body", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    body = body.partition('<div class="sphinxsidebar"')[0]
    assert not re.search(r"<(script|iframe|object|style|base|form|meta|zut)\b", body, re.IGNORECASE), body
    assert not re.search(r"\s(on\w+|style|formaction)\s*=", body), body
    assert not re.search("<[^>]*zut", body), body
    assert "Un fil." in body
    assert "synthkit.raw_html" in {told.type for told in built.told}


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_no_comment_reaches_a_page(book, builder):
    """A comment may end elsewhere for a browser than for us."""
    built = book({"index.md": "# Livre\n\nUn <!-- zut --> mot.\n\n<!-- zut -->\n\nUn fil.\n"}).build(builder)
    page = built.text("index.html" if builder == "html" else "index.xhtml")
    assert "zut" not in page
    assert "Un fil." in page


def test_metadata_lead_no_reader_elsewhere(book):
    page = '---\nmyst:\n  html_meta:\n    "http-equiv=refresh": "9;url=zut.html"\n---\n\n# Livre\n'
    built = book({"index.md": page}).build()
    assert "refresh" not in built.text("index.html")
    assert [told.type for told in built.told] == ["synthkit.raw_html"]


#: Ways to TeX; ``COMMAND`` is what no source may have done.
COMMAND = r"\zut{fil}"
SETTING = {
    "formula": (".md", "Un $x COMMAND$ fil.\n"),
    "block": (".md", "$$\nx COMMAND\n$$\n"),
    "role": (".rst", "Un :math:`x COMMAND` fil.\n"),
    "two carets": (".rst", "Un :math:`x ^^ y` fil.\n"),
    "directive": (".rst", ".. math::\n   :no-wrap:\n\n   COMMAND\n"),
    "label": (".rst", ".. math::\n   :label: COMMAND\n\n   x\n\nVoir :eq:`COMMAND`.\n"),
    "environment": (".rst", ".. math::\n   :no-wrap:\n\n   \\begin{zut}fil\\end{zut}\n"),
    "passage": (".rst", ".. raw:: latex\n\n   COMMAND\n"),
    "role of a passage": (".rst", ".. role:: tex(raw)\n   :format: latex\n\nUn :tex:`COMMAND` fil.\n"),
    "columns": (".rst", ".. tabularcolumns:: |l|>{COMMAND}l|\n\n== ==\na  b\n== ==\nc  d\n== ==\n"),
    "class": (".md", ":::COMMAND\nUn mot.\n:::\n"),
    "code": (".rst", ".. code-block:: none\n\n   COMMAND\n"),
    "heading": (".md", "## Un COMMAND fil\n"),
}


@pytest.mark.parametrize("way", SETTING)
def test_no_source_commands_tex(book, way):
    suffix, text = SETTING[way]
    conf = {"myst_enable_extensions": ["dollarmath", "colon_fence"]}
    page = text.replace("COMMAND", COMMAND)
    built = book({f"index{suffix}": f"Livre\n=====\n\nUn fil.\n\n{page}"}, **conf).build("latex")
    tex = next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert COMMAND not in tex
    assert "^^ y" not in tex
    assert r"\begin{zut}" not in tex
    assert "Un fil." in tex
    assert way in ("class", "code", "heading") or "synthkit.unsafe_tex" in {told.type for told in built.told}


def test_formulas_and_passages_of_books_stay_as_they_are(book):
    formula = (
        r"\frac{\sqrt{\alpha}}{\mathbb{R}} \leq \sum_{i=1}^n \text{où } \begin{pmatrix} a & b \\ c & d \end{pmatrix}"
    )
    page = f"# Livre\n\n$$\n{formula}\n$$\n\n```{{raw}} latex\n\\bigskip\\noindent{{\\small un}} \\newpage\n```\n"
    built = book({"index.md": page}, myst_enable_extensions=["dollarmath"]).build("latex")
    assert built.warnings == ""
    tex = next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert formula in tex
    assert "\\bigskip\\noindent{\\small un} \\newpage" in tex


BREAKING = """
from docutils.parsers.rst import Directive


class Break(Directive):
    def run(self):
        raise TypeError("le fil casse")


def setup(app):
    app.add_directive("casser", Break)
    return {"parallel_read_safe": True}
"""


@pytest.mark.parametrize("builder", ["html", "latex"])
@pytest.mark.parametrize("suffix", [".md", ".rst"])
def test_a_page_that_breaks_its_parser_stands_as_its_source_and_the_others_are_built(
    book, builder, suffix, monkeypatch
):
    """Of MyST and docutils nothing is expected here: a directive of the book itself raises the exception."""
    broken = {
        ".md": "# Filer\n\nVoir [^a].\n\n:::{chapter} filer\n:::\n\n:::{casser}\n:::\n\nUn autre.\n\n[^a]: Mot.\n",
        ".rst": "Filer\n=====\n\nVoir [#a]_, |b|.\n\n.. chapter:: filer\n\n.. casser::\n\nUn autre.\n\n.. [#a] Mot.\n",
    }
    conf = {"extensions": ["myst_parser", "synthkit", "casse"]}
    pages = {"index.md": "# Livre\n\n```{toctree}\nfiler\nnouer\n```\n", "nouer.md": "# Nouer\n"}
    small = book({**pages, f"filer{suffix}": broken[suffix], "casse.py": BREAKING}, **conf)
    monkeypatch.syspath_prepend(str(small.root))
    for _ in range(2):
        built = small.build(builder)
        assert [(told.file, told.type) for told in built.told] == [(f"filer{suffix}", "synthkit.unreadable_page")]
        assert "le fil casse" in built.told[0].text
    pages = "".join(path.read_text(encoding="utf-8") for path in built.outdir.glob("*.[ht][te]*"))
    assert "Un autre." in pages
    assert "Nouer" in pages


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_a_link_among_blocks_ends_no_build(book, builder):
    """A card cut short leaves one."""
    pytest.importorskip("sphinx_design")
    page = "# Livre\n\n::::{card} Une carte\n:img-top: fil.png\n:link: https://fil.example\n\nUn mot.\n"
    small = book({"index.md": page}, extensions=["myst_parser", "sphinx_design", "synthkit"])
    (small.root / "fil.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert small.build(builder).statuscode == 0


@pytest.mark.parametrize("id_", ['fil"><b>zut</b>', "../ailleurs", "a" * 300, "a<b"])
def test_an_id_ends_no_attribute_and_leaves_no_folder(book, id_):
    built = book({"index.rst": f"Livre\n=====\n\n.. chapter:: {id_}\n"}).build()
    assert "synthkit.invalid_id" in {told.type for told in built.told}
    assert "<b>" not in built.text("index.html")
    assert not list(built.srcdir.parent.rglob("ailleurs*"))


@pytest.mark.parametrize("off", [*synthkit.sphinx.OPTIONAL, synthkit.sphinx.OPTIONAL])
def test_a_book_is_built_without_an_optional_folder_of_the_extension(book, monkeypatch, off):
    monkeypatch.setattr(synthkit.sphinx, "WITHOUT", frozenset([off] if isinstance(off, str) else off))
    source = "# Livre\n\n```{literalinclude} fil.txt\n```\n\nUn $x$ <b>fil</b>, [mot](https://fil.example).\n"
    for builder in ("html", "epub", "latex"):
        small = book({"index.md": source, "fil.txt": "Un mot.\n"}, myst_enable_extensions=["dollarmath"])
        assert small.build(builder).warnings == ""


@pytest.mark.parametrize(("builder", "folder"), [("html", "_images"), ("latex", ""), ("typst", "")])
def test_scripts_of_a_picture_are_left_out_of_every_edition_and_reported(book, builder: str, folder: str) -> None:
    made = book({"index.md": "# Livre\n\n![Une roue](roue.svg)\n"})
    drawn = "<script>f()</script><circle r='1' onclick='f()'/><title>T</title>"
    (made.root / "roue.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg'>{drawn}</svg>", encoding="utf-8")
    built = made.build(builder)
    assert [(told.file, told.line, told.type) for told in built.told] == [("index.md", 3, "synthkit.raw_html")]
    picture = (built.outdir / folder / "roue.svg").read_text(encoding="utf-8")
    assert "f()" not in picture
    assert "<title>T</title>" in picture
