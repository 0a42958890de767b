"""What ``synthkit new`` writes builds without a warning, and says what the editor typed."""

import json

import pytest
from books import MARKUPS, Book, complete

from synthkit.cli import main
from synthkit.editor.scaffold.markup import MARKUPS as WRITERS
from synthkit.editor.scaffold.markup import one_line

HOSTILE = (
    *("# Titre #", "::: fence", "```{note}", "`code`", "a: b", "*gras* _it_ **x**", "{cite:p}`x`", "[lien](http://a)"),
    *("![i](j)", "<b>x</b>", "&amp; & &#65;", "$x$", "~~a~~", "| a | b |", "1. un", "a) b", "- tiret", "+ p", "> q"),
    *("% c", "(cible)=", r"\input{x}", "---", "===", "x::", "::", "|s|", "foo_ bar__", "`a_`", ".. note:: x"),
    *(":role:`x`", "{{ s }}", "[^1]: n", "[1]: http://x", "\"g\" 'x'", "'x", '"x', "#", "a # b", "@x", "=", "?"),
    *("Un : deux", "[#]_", "a\\", "\\", "2026.", "I. Un", "(a) b", "--a", "__ x", "_x: y", "..", "日本語のタイトル"),
    *("+++ x", ":a: b", "**", "x`", "_", "<http://a.b>", "http://a.b/c_d_", "a@b.fr", "null", "~", "{x}", "%", "&"),
    *("</script>", "\x00a\x1b[0m", "a\nb", "a\u2028b"),
)


@pytest.mark.parametrize("suffix", WRITERS)
def test_an_answer_comes_out_as_the_text_it_is(book, suffix):
    writer = WRITERS[suffix]
    pages = {}
    for number, text in enumerate(HOSTILE):
        body = writer.paragraph(text)
        record = writer.directive("chapter", f"c{number:03}", {}, body)
        pages[f"p{number:03}{suffix}"] = f"{writer.heading(text)}\n{record}\n{body}\n"
    contents = writer.directive("toctree", "", {}, "\n".join(name.removesuffix(suffix) for name in pages))
    pages[f"index{suffix}"] = writer.heading("Livre") + "\n" + contents
    built = book(pages, smartquotes=False, synthkit_chapter_references=False, synthkit_citation_styles=["apa"]).build()
    assert built.warnings == ""
    chapters = {chapter["id"]: chapter for chapter in json.loads(built.text("synthkit.json"))["chapters"]}
    for number, text in enumerate(HOSTILE):
        found = chapters[f"c{number:03}"]
        assert found["title"] == one_line(text)
        assert found["abstract"].replace(" ", "") == one_line(text).replace(" ", "")


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_a_book_that_was_added_to_builds_without_a_warning(tmp_path, markup, builder):
    made = Book(tmp_path).write(complete(MARKUPS[markup]))
    (tmp_path / "conf.py").write_text("language = 'fr'\nbibtex_bibfiles = ['references.bib']\n", encoding="utf-8")

    def new(*arguments):
        assert main(["new", *arguments, "--book", str(tmp_path), "--yes"]) == 0

    new("speaker", "--given", "Ève", "--family", "Élie", "--role", "# 1 : *teinturière*")
    new("event", "--title", "Le chanvre : *un* retour ?", "--date", "2026-05-05", "--city", "Dour")
    event = ("session", "--event", "le-chanvre-un-retour-2026")
    new(*event, "--title", "Teindre `tout`", "--speakers", "eve-elie", "--abstract", "::: et *puis* ?", "--start", "9h")
    new("session", "--event", "journee-lin-2025", "--title", "Filer", "--speakers", "Ève Élie", "--start", "12:31")
    new("session", "--event", "journee-lin-2025", "--kind", "break", "--title", "Goûter", "--start", "12:46")
    new("chapter", "--title", "Ce que dit le fil", "--folder", "essais", "--authors", "eve-elie")
    built = made.build(builder)
    assert built.warnings == ""
    if builder == "html":
        records = json.loads(built.text("synthkit.json"))
        assert len(records["sessions"]) == 12
        assert {"elie2026teindre", "elie2025filer"} <= {session["id"] for session in records["sessions"]}
