"""The PDF that needs no TeX: whole, tagged, with the volume's pages in each session's; a bad picture costs itself."""

import os
import re
import shutil
import struct
import zlib
from contextlib import suppress

import pytest
from books import PIXEL, QUICK, Book
from everything import SOURCE, markers
from pypdf import PdfReader

from synthkit.build import editions, page_numbers, typst_runs
from synthkit.sphinx.print.markup import formula

FILES = {
    "index.md": "# Livre\n\n```{toctree}\nactes/index\nfin\n```\n",
    "actes/index.md": """
# Rencontre du fil

:::{event} rencontre-2023
:date: 2023-09-01
:proceedings-title: Actes
:::

```{toctree}
filer
nouer
```

## Gens

### Awa Sarr

:::{speaker} awa-sarr
:given: Awa
:family: Sarr
:::
""",
    "actes/filer.md": """
# Filer « fin »

:::{session} sarr2023filer
:event: rencontre-2023
:text: paper
:speakers: awa-sarr
:::

Du texte[^1] avec $x_1^2 + \\frac{a}{2}$ et `#let x = 1`, \\*\\_\\$@\\# puis {session}`sarr2023nouer`.

```python
def filer(): return "fil"
```

[^1]: Une note.
""",
    "actes/nouer.md": "# Nouer\n\n:::{session} sarr2023nouer\n:event: rencontre-2023\n:speakers: awa-sarr\n:::\n",
    "fin.md": "# Fin\n\nUn mot.\n\n![Un nœud](noeud.png)\n",
}


@pytest.fixture
def without_tex(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1929478400")


def book(folder, picture=PIXEL, **files):
    facts = {"publisher": "Presses du Lin", "licence": "CC BY 4.0", "isbn": "979-10-12345-67-8"}
    conf = {
        **QUICK,
        "synthkit_publication": facts,
        "suppress_warnings": ["synthkit.malformed_markup"],  # a formula in dollars, which stands as it was written
        "language": "fr",
        "latex_documents": [("index", "fil.tex", "Fil", "", "manual")],
    }
    made = Book(folder / "book", conf).write({**FILES, **files})
    made.state()
    (made.root / "noeud.png").write_bytes(picture)
    return made


def text(path):
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """What a build leaves, beside its book."""
    folder = tmp_path_factory.mktemp("finished")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PATH", str(folder))
        environment.setenv("SOURCE_DATE_EPOCH", "1929478400")
        editions.build(book(folder).root, folder / "build", only=["pdf"], say=lambda _: None)
    return folder


@pytest.fixture
def made(finished, tmp_path, without_tex):
    """A copy of it."""
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    return tmp_path / "build"


def test_the_volume_is_tagged_and_says_what_it_is(made):
    reader = PdfReader(made / "pdf" / "fil.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    metadata = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfuaid:part[>=]\"?1", metadata)
    assert re.search(r"<dc:publisher>\s*<rdf:Bag>\s*<rdf:li>Presses du Lin</rdf:li>", metadata)
    assert re.search(r"pdfaid:part[>=]\"?2", metadata)


def test_what_was_written_stands_there_as_it_was_written(made):
    found = " ".join(text(made / "pdf" / "fil.pdf").split())
    for said in (
        "Filer « fin »",
        "#let x = 1",
        "*_$@#",
        "Une note.",
        'def filer(): return "fil"',
        "Index des personnes",
    ):
        assert said.replace("\u202f", " ") in found.replace("\u202f", " ").replace("\xa0", " ")


def test_a_session_alone_has_the_pages_of_the_volume_and_names_those_of_others(made):
    pages = page_numbers.load((made / ".work" / "pages.json").read_text(encoding="utf-8"))
    alone = made / ".work" / "finished" / "sessions" / "sarr2023filer.pdf"
    reader = PdfReader(alone)
    first, last = pages.works["sarr2023filer"]
    assert reader.page_labels == [str(number) for number in range(int(first), int(last) + 1)]
    assert reader.metadata.title == "Filer « fin »"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert f"(p. {pages.works['sarr2023nouer'][0]})" in text(alone).replace("\xa0", " ")


def test_the_first_page_of_a_session_has_its_address_as_a_qr_code(tmp_path, without_tex):
    pytest.importorskip("segno")
    made = book(tmp_path)
    made.conf["html_baseurl"] = "https://fil.example/~livre/"
    made.state()
    editions.build(made.root, tmp_path / "build", only=["latex", "pdf"], say=lambda _: None)
    reader = PdfReader(tmp_path / "build" / ".work" / "finished" / "sessions" / "sarr2023filer.pdf")
    named = [one["/Alt"] for id_ in range(1, len(reader.xref_objStm) + 1) if "/Alt" in (one := reader.get_object(id_))]
    assert "Code QR de https://fil.example/~livre/actes/filer.html" in named
    (source,) = (tmp_path / "build" / "latex").glob("fil.tex")
    assert r"\synthkitcited[{https://fil.example/\~livre/actes/filer.html}]{" in source.read_text(encoding="utf-8")


def test_the_same_source_makes_the_same_bytes(made, tmp_path):
    editions.build(tmp_path / "book", tmp_path / "again", only=["pdf"], say=lambda _: None)
    for path in ("pdf/fil.pdf", ".work/finished/sessions/sarr2023filer.pdf"):
        assert (made / path).read_bytes() == (tmp_path / "again" / path).read_bytes()


def test_an_edit_sets_again_what_it_changes_alone_to_the_bytes_of_a_clean_build(made, tmp_path, monkeypatch):
    kept = {path.name for path in (made / ".work" / "typeset" / "fil").iterdir()}
    with (tmp_path / "book" / "fin.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\nUne phrase de plus.\n")
    for later, folder in enumerate((made, tmp_path / "again")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1929478500))
        editions.build(tmp_path / "book", folder, only=["pdf"], say=lambda _: None)
        found = {path.name for path in (made / ".work" / "typeset" / "fil").iterdir()}
        # the front, which has the new date, and the chapter
        assert later or 0 < len(found - kept) < len(found & kept)
    assert "Une phrase de plus." in text(made / "pdf" / "fil.pdf")
    for path in ("pdf/fil.pdf", *(f".work/finished/sessions/sarr2023{name}.pdf" for name in ("filer", "nouer"))):
        assert (made / path).read_bytes() == (tmp_path / "again" / path).read_bytes()


@pytest.mark.parametrize(("date", "expected"), [("2024-05", "2024-05-01"), ("", "2031-02-21")])
def test_the_file_of_a_work_has_its_date_or_that_of_the_build_where_nobody_says(tmp_path, without_tex, date, expected):
    made = book(tmp_path)
    made.conf["synthkit_publication"] |= {"date": date}
    made.state()
    editions.build(made.root, tmp_path / "build", only=["pdf"], say=lambda _: None)
    files = (tmp_path / "build/.work/finished/sessions/sarr2023filer.pdf", tmp_path / "build/pdf/fil.pdf")
    assert [str(PdfReader(path).metadata.creation_date)[:10] for path in files] == [expected, "2031-02-21"]


def test_what_an_earlier_build_made_is_offered_no_longer_once_the_pdf_fails(made, tmp_path, monkeypatch):
    assert list((made / ".work" / "finished" / "sessions").iterdir())
    monkeypatch.setattr(typst_runs.Book, "write", lambda _: False)
    editions.build(tmp_path / "book", made, only=["pdf"], say=lambda _: None)
    finished = [path.name for path in (made / ".work" / "finished").rglob("*") if path.is_file()]
    assert (finished, list((made / "pdf").iterdir())) == ([], [])
    assert not (made / ".work" / "pages.json").exists()


def test_a_picture_that_cannot_be_shown_costs_itself_and_is_told_with_file_and_line(tmp_path, without_tex):
    made = book(tmp_path, b"\x89PNG no picture").root
    for _ in range(2):  # what is known of the build before hides nothing
        with pytest.raises(editions.EditionError, match=r"fin\.md:\d+: the picture 'noeud\.png' is left out"):
            editions.build(made, tmp_path / "build", only=["pdf"], say=lambda _: None)
        assert "Un nœud" in text(tmp_path / "build" / "pdf" / "fil.pdf")
    (made / "noeud.png").write_bytes(PIXEL)
    editions.build(made, tmp_path / "build", only=["pdf"], say=lambda _: None)
    assert any(page.images for page in PdfReader(tmp_path / "build" / "pdf" / "fil.pdf").pages)


@pytest.mark.parametrize(
    "damage", [lambda made: made[:-200], lambda made: made[:50], lambda _: b"null\n", lambda _: b""]
)
def test_what_is_kept_and_damaged_is_set_again(made, tmp_path, damage):
    whole = (made / "pdf" / "fil.pdf").read_bytes()
    for path in (made / ".work" / "typeset" / "fil").iterdir():
        path.write_bytes(damage(path.read_bytes()))
    editions.build(tmp_path / "book", made, only=["pdf"], say=lambda _: None)
    assert (made / "pdf" / "fil.pdf").read_bytes() == whole


@pytest.mark.parametrize("name", ["noeud.png", 'un"nœud".png'])
def test_a_picture_replaced_under_its_name_is_set_again(name, tmp_path, without_tex):
    made = book(tmp_path, **{"fin.md": f"# Fin\n\n![Un nœud](<{name}>)\n"}).root
    told: list[str] = []
    for picture in (PIXEL, b"\x89PNG no picture"):
        (made / name).write_bytes(picture)
        editions.build(made, tmp_path / "build", only=["pdf"], strict=False, say=told.append)
    assert any("is left out of the PDF" in line for line in told)
    assert "Un nœud" in text(tmp_path / "build" / "pdf" / "fil.pdf")


def pixel(colour):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" + colour)) + chunk(b"IEND", b"")


def test_a_drawing_that_shows_a_picture_shows_the_one_there_is(tmp_path, without_tex):
    shown = '<image width="9" height="9" href="lin.png"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{shown}</svg>'
    other = FILES["actes/nouer.md"] + "\n![Lin](/lin.png)\n"
    pages = {"fin.md": "# Fin\n\n![Un fil](fil.svg)\n", "actes/nouer.md": other}
    made = book(tmp_path, **pages).root
    (made / "fil.svg").write_text(drawing, encoding="utf-8")
    for colour in (b"\xff\0\0", b"\0\0\xff"):
        (made / "lin.png").write_bytes(pixel(colour))
        editions.build(made, tmp_path / "build", only=["pdf"], say=lambda _: None)
    editions.build(made, tmp_path / "clean", only=["pdf"], say=lambda _: None)
    assert (tmp_path / "build/pdf/fil.pdf").read_bytes() == (tmp_path / "clean/pdf/fil.pdf").read_bytes()


def test_a_sign_that_no_font_has_is_told_with_file_and_line_and_stands_as_its_number(tmp_path, without_tex):
    made = book(tmp_path, **{"fin.md": "# Fin\n\nUn mot.\n\nDes signes\U00012000\U00012001.\n"})
    with pytest.raises(
        editions.EditionError,
        match=r"fin\.md:5: no font has '\U00012000\U00012001': .*Noto Sans Cuneiform .*fonts-noto",
    ):
        editions.build(made.root, tmp_path / "build", only=["pdf"], say=lambda _: None)
    assert "Des signes[U+12000][U+12001]." in text(tmp_path / "build" / "pdf" / "fil.pdf")


def test_what_is_too_long_for_its_line_is_broken_and_code_of_no_language_stands_as_it_is(tmp_path, without_tex):
    code = "```python\nmot = 'début " + "long " * 30 + "fin'\n```\n\n```python\ncoûte 5 $ ?\n```\n"
    word = "anticonstitutionnellement"
    cells = f"| A | B | C | D | E |\n|---|---|---|---|---|\n| {' | '.join([word] * 5)} |\n"
    made = book(tmp_path, **{"actes/nouer.md": FILES["actes/nouer.md"] + f"\n{code}\n{cells}"})
    editions.build(made.root, tmp_path / "build", only=["pdf"], say=lambda _: None)
    printed = text(tmp_path / "build/pdf/fil.pdf")
    assert "fin'" in printed
    assert [line for line in printed.splitlines() if "début" in line and "fin'" in line] == []
    assert "coûte" in printed
    assert word not in printed


def test_what_stands_above_the_contents_of_the_first_page_is_one_page(tmp_path, without_tex):
    event = ":::{event} rencontre-2023\n:date: 2023-09-01\n:city: Dour\n:proceedings-title: Actes\n:::\n\nUn mot.\n"
    people = ":::{speaker} awa-sarr\n:given: Awa\n:family: Sarr\n:::\n"
    index = f"# Livre\n\n{event}\n:::{{programme}} rencontre-2023\n:::\n\n```{{toctree}}\nnouer\ngens\n```\n"
    files = {"index.md": index, "nouer.md": FILES["actes/nouer.md"], "gens.md": f"# Gens\n\n{people}"}
    made = Book(tmp_path / "book", {**QUICK}).write(files)
    made.state()
    editions.build(made.root, tmp_path / "out", only=["pdf"], say=lambda _: None)
    pages = [page.extract_text() for page in PdfReader(next((tmp_path / "out" / "pdf").glob("*.pdf"))).pages]
    assert [
        next(word for word in ("Nature Colloque", "contribution 1", "Contributions", "Index") if word in page)
        for page in pages[-4:]
    ] == ["Nature Colloque", "contribution 1", "Contributions", "Index"]
    assert "Un mot." in pages[-4]


def test_a_break_behind_the_contents_of_the_first_page_costs_nothing(tmp_path, without_tex):
    pause = ":::{session} pause-cafe\n:event: rencontre-2023\n:kind: break\n:title: Pause\n:::\n"
    made = book(tmp_path, **{"index.md": f"{FILES['index.md']}\n{pause}"})
    editions.build(made.root, tmp_path / "build", only=["pdf"], say=lambda _: None)
    assert "Un mot." in text(tmp_path / "build" / "pdf" / "fil.pdf")


def test_nothing_that_is_empty_costs_the_pdf(tmp_path, without_tex):
    blocks = ("```{math}\n```", "| seule |\n|---|", "[](https://fil.example)", "```python\n```", "- ", "## ")
    empty = "\n\n".join(["# Fin", "Un mot $ $ puis\u200d.", *blocks, ""])
    made = book(tmp_path, **{"fin.md": empty, "zero.md": "# \n"})
    made.conf |= {"project": "", "latex_documents": None}
    made.state()
    editions.build(made.root, tmp_path / "build", only=["pdf"], strict=False, say=lambda _: None)
    (path,) = (tmp_path / "build" / "pdf").glob("*.pdf")
    assert "seule" in text(path)


@pytest.mark.parametrize(
    ("tex", "written"),
    [
        (r"\hat{y}", "std.math.accent(y, ˆ)"),
        (r"\overline{ab}", "limits(overline(a b))"),
        (r"\underbrace{a}_{b}", "attach(limits(underbrace(a)), b: b)"),
        (r"\left( \frac{a}{b} \right]", r"lr(\( frac(a, b) \])"),
        (r"\begin{pmatrix} a & b, c \end{pmatrix}", r"lr(\( mat(delim: #none, a, b \, c) \))"),
        (r"\operatorname{arg\,max}", 'op("arg\u2009max")'),
        (r"\phantom{x}", "std.hide(x)"),
    ],
)
def test_a_formula_is_typst_s(tex, written):
    assert formula(tex, {}, is_block=False) == written


def test_letters_of_europe_and_of_phonetics_need_no_font_of_the_machine(tmp_path, without_tex):
    said = "Łódź ạ̈ ẞ Việt Nam ἀρχή ᾧ ΐ Чехов ѣ Ґ ʃɥɛ̃ ʁ ŋ ˈ ː ʰ k͡p"
    editions.build(book(tmp_path, **{"fin.md": f"# Fin\n\n{said}\n"}).root, tmp_path / "build", only=["pdf"])
    reader = PdfReader(tmp_path / "build" / "pdf" / "fil.pdf")
    fonts = {font["/BaseFont"] for page in reader.pages for font in page["/Resources"].get("/Font", {}).values()}
    assert all("Libertinus" in font or "DejaVuSansMono" in font or "NewCM" in font for font in fonts), fonts
    found = text(tmp_path / "build" / "pdf" / "fil.pdf")
    assert all(word in found for word in ("Łódź", "Việt Nam", "Чехов", "ἀρχή", "ʁ"))
    assert "[U+" not in found


@pytest.mark.parametrize(
    "name", ["鲁迅", "محمود درويش", "יהודה עמיחי", "प्रेमचंद", "夏目ソウセキ", "한강", "สยาม", "ἀρχή", "😀", "\U00013000"]
)
def test_a_name_in_any_script_stands_there_or_is_reported_with_its_line_and_a_font(name, tmp_path, without_tex):
    made = book(tmp_path, **{"fin.md": f"# Fin\n\nUn mot.\n\n{name} {{cite:p}}`livre`.\n\n```{{bibliography}}\n```\n"})
    (made.root / "references.bib").write_text(f"@book{{livre, author={{{{{name}}}}}, title={{{name}}}, year={{1923}}}}")
    reported = []
    with suppress(editions.EditionError):
        editions.build(made.root, tmp_path / "build", only=["pdf"], say=reported.append)
    found = text(tmp_path / "build" / "pdf" / "fil.pdf")
    assert "Un mot." in found
    for sign in filter(str.isalpha, name):
        lines = [
            line for line in reported if re.match(rf"fin\.md:5: no font has '.*{sign}.*such as Noto .*fonts-noto", line)
        ]
        assert bool(lines) == (f"[U+{ord(sign):04X}]" in found)


def test_nothing_an_author_wrote_is_lost(tmp_path, without_tex):
    shutil.copytree(SOURCE, tmp_path / "book", ignore=shutil.ignore_patterns("_build"))
    editions.build(tmp_path / "book", tmp_path / "build", only=["pdf"], say=lambda _: None)
    (path,) = (tmp_path / "build" / "pdf").glob("*.pdf")
    found = re.sub(r"[\xad\u2010-]\n|[\xad\u200b\s]", "", text(path))  # older pypdf parts some words
    said = " ".join(text(path).split())
    assert re.search(r"L’équation \(\d+\) est connue", said)
    assert "Tableau 1, la planche 1" in said
    wanted = {marker for marker, missing in markers().items() if "latex" not in missing}
    assert {marker for marker in wanted if marker not in found} == set()
    assert os.environ["PATH"] == str(tmp_path)
