"""A style of notes: each citation is a footnote, whole at first, then short, then *ibid.*, in every edition."""

import pytest
from books import PIXEL

REFERENCES = """
@book{roy, author = {Roy, Jean}, title = {Les meules}, date = {2005}, publisher = {Presses}, location = {Lille}}
@book{weir, author = {Weir, Ada}, title = {Les roues}, date = {2001}, publisher = {Presses}, location = {Lille}}
"""
PAGES = {
    "index.md": "# Un\n\n```{toctree}\nb\nc\n```\n",
    "b.md": """# Deux

Les roues {cite:p}`weir{p. 12}`. Elles tournent {cite:p}`weir{p. 12}` et[^a] tournent {cite:p}`weir{p. 14}`,
et les meules {cite:p}`{voir}roy` ; encore {cite:p}`weir{chap. 3}`. Selon {cite:t}`roy`, non.

[^a]: Une note, et {cite:p}`roy`.
""",
    "c.md": "# Références\n\nEncore {cite:p}`weir`.\n\n```{bibliography}\n```\n",
    "references.bib": REFERENCES,
}
SETTINGS = {
    "synthkit_citation_style": "presses-universitaires-de-rennes",
    "bibtex_bibfiles": ["references.bib"],
    "language": "fr",
    "synthkit_chapter_references": False,
}
#: As citeproc-js sets them.
NOTES = [
    "[1] Weir Ada, Les roues, Presses, Lille, 2001, p. 12.",
    "[2] Ibid.",
    "[3] Une note, et Roy Jean, Les meules, Presses, Lille, 2005.",
    "[4] Weir Ada, Les roues, op. cit., 2001, p. 14.",
    "[5] voir Roy Jean, Les meules, op. cit., 2005.",
    "[6] Weir Ada, Les roues, op. cit., 2001, chap. 3.",
    "[7] Roy Jean, Les meules, op. cit., 2005.",
]


def notes(text):
    lines = text.replace("\u00a0", " ").replace("\u202f", " ").replace("*", "").splitlines()
    return [line for line in lines if line.startswith("[")]


def test_citations_are_footnotes_whole_then_short_then_ibid(book):
    built = book(PAGES, **SETTINGS).build("text")
    assert notes(built.text("b.txt")) == NOTES
    text = built.text("b.txt").replace("\n", " ")
    assert (
        "Les roues[1]. Elles tournent[2] et[3] tournent[4], et les meules[5]\u202f; encore[6]. Selon Roy[7], non."
        in text
    )
    assert built.told == []


def test_each_chapter_begins_anew_unless_the_book_counts_as_one(book):
    made = book(PAGES, **SETTINGS)
    assert notes(made.build("text").text("c.txt")) == ["[1] Weir Ada, Les roues, Presses, Lille, 2001."]
    whole = book(PAGES, **SETTINGS, synthkit_chapter_numbering=False).build("text")
    assert notes(whole.text("c.txt")) == ["[1] Weir Ada, Les roues, op. cit., 2001."]


def test_numbers_an_author_gave_by_hand_are_numbers_of_the_row(book):
    pages = {**PAGES, "b.md": PAGES["b.md"].replace("[^a]", "[^1]")}
    assert notes(book(pages, **SETTINGS).build("text").text("b.txt")) == NOTES


def test_a_heading_keeps_its_citation_in_the_line(book):
    built = book({**PAGES, "b.md": "# Selon {cite:t}`weir`\n\n## Sur {cite:p}`roy`\n"}, **SETTINGS).build("text")
    assert "Selon Weir" in built.text("b.txt")
    assert notes(built.text("b.txt")) == []


def test_in_english_the_call_stands_behind_the_full_stop(book):
    settings = {**SETTINGS, "language": "en", "synthkit_citation_style": "chicago-notes-bibliography"}
    built = book(PAGES, **settings).build("text")
    assert "Les roues.[1] Elles tournent[2] et[3]" in built.text("b.txt").replace("\n", " ")


def test_a_note_leads_to_the_list_of_references_and_back_to_its_call(book):
    page = book(PAGES, **SETTINGS).build("html").text("b.html")
    assert '<a class="footnote-reference brackets" href="#citation-' in page
    assert 'href="c.html#id' in page.partition("Weir</span></a> Ada, ")[0][-140:]
    assert "<em>Ibid.</em>" in page


@pytest.mark.parametrize("builder", ["epub", "latex", "typst"])
def test_notes_are_whole_in_other_editions(book, builder):
    built = book(PAGES, **SETTINGS).build(builder)
    suffix = {"epub": "*.xhtml", "latex": "*.tex", "typst": "*.typ"}[builder]
    found = "".join(path.read_text(encoding="utf-8") for path in built.outdir.rglob(suffix))
    assert ("Ibid." in found, found.replace("~", "\u00a0").count("op.\u00a0cit.")) == (True, 4)
    calls = {"latex": r"\begin{footnote}", "typst": "#note("}
    assert builder == "epub" or found.count(calls[builder]) == 8


def test_an_edit_of_one_chapter_leaves_the_notes_of_others(book):
    made = book(PAGES, **SETTINGS)
    made.build("text")
    made.write({"b.md": PAGES["b.md"].replace("{cite:p}`weir{p. 12}`. ", "{cite:p}`roy`. ")})
    assert notes(made.build("text").text("b.txt"))[:2] == [
        "[1] Roy Jean, Les meules, Presses, Lille, 2005.",
        "[2] Weir Ada, Les roues, Presses, Lille, 2001, p. 12.",
    ]


def test_a_place_stands_in_headings_captions_and_the_author_s_notes(book):
    page = """# Un

## Selon {cite:t}`weir{p. 3}`

```{figure} a.png
:alt: Une roue

D’après {cite:t}`roy{chap. 2}`
```

Texte[^a], selon {cite:t}`weir{p. 9}`, en {cite:year}`weir`.

[^a]: Contre {cite:t}`roy{p. 5}`.
"""
    made = book({"index.md": page, "references.bib": REFERENCES}, **SETTINGS)
    (made.root / "a.png").write_bytes(PIXEL)
    text = " ".join(made.build("text").text("index.txt").replace("\u00a0", " ").replace("\u202f", " ").split())
    assert "Selon Weir (p. 3)" in text
    assert "D’après Roy (chap. 2)" in text
    assert "Texte[1], selon Weir[2], en 2001." in text
    assert "[1] Contre Roy (p. 5)." in text
    assert "[2] Weir Ada, *Les roues*, Presses, Lille, 2001, p. 9." in text
