"""What a page says costs no more than its length, and no expression of a page is run.

Pages once made a build run programs or work without end: expressions between double braces that called what Python
has, values and settings that named each other many times over, paragraphs of nothing but opening signs. The bounds
hold for harmless text too, and are tested with it: a method of a text, a few values too many, plain words.
"""

import pytest
from books import said

from synthkit.sphinx.sandbox import myst
from synthkit.sphinx.sandbox.limits import LONGEST

#: Above a page: values, and that they are wanted.
ABOVE = "---\nmyst:\n  enable_extensions: [substitution]\n  substitutions:\n{values}\n---\n\n# Filer\n\n{text}\n"
#: What calls, counts, repeats or looks into an object; each would show something.
RUNNING = [
    "laine.upper()",
    "laine['up' ~ 'per']",
    "laine._prive",
    "laine['_prive']",
    "laine|attr('upper')",
    "laine|sort(attribute='_prive')",
    "env.srcdir.exists()",
    "2 * 3",
    "2 ** 3",
    "'a' * 3",
    "'%02d'|format(1)",
    "range(3)|list",
    "laine|center(30)",
]


def page(text, **values):
    values = values or {"laine": "de la laine"}
    return ABOVE.format(values="\n".join(f"    {name}: {value!r}" for name, value in values.items()), text=text)


def test_no_expression_runs(book):
    built = book(
        {"index.md": page("\n\n".join(f"Avant {{{{ {expression} }}}} après." for expression in RUNNING))}
    ).build()
    assert [told.type for told in built.told] == ["synthkit.unsafe_expression"] * len(RUNNING)
    assert said(built.page("index").body).count("Avant après.") == len(RUNNING)


def test_no_expression_runs_in_a_file_a_page_includes(book):
    small = book(
        {
            "index.rst": "Livre\n=====\n\nUn fil.\n\n.. include:: mot.txt\n   :parser: markdown\n",
            "mot.txt": page("Un *mot* {{ a.upper() }}.", a="b"),
        }
    )
    assert "Un mot {{ a.upper() }}." in said(small.build().page("index").body)


@pytest.mark.parametrize(
    ("expression", "shown"),
    [("fibre", "le lin"), ("fibre|upper", "LE LIN"), ("env.docname", "index"), ("'a' if fibre else 'b'", "a")],
)
def test_values_are_looked_up(book, expression, shown):
    built = book({"index.md": page(f"Avant {{{{ {expression} }}}} après.", fibre="le lin")}).build()
    assert (built.warnings, f"Avant {shown} après." in said(built.page("index").body)) == ("", True)


def test_values_shown_over_and_over_end(book):
    """A value of another counts as often as it is shown: a hundred times 1,200 characters are too many."""
    text = "\n\n".join(["Avant {{ deux }}."] * 100) + "\n\naprès."
    built = book({"index.md": page(text, un="lin " * 300, deux="{{ un }}")}).build()
    assert [told.type for told in built.told] == ["synthkit.long_text"]
    words = said(built.page("index").body)
    assert 20_000 < words.count("lin") < 30_000
    assert "après." in words


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("index.md", "# Livre\n\n{}\n\nUn *mot*.\n"),
        ("index.md", "# Livre\n\n:::{{note}}\n{}\n:::\n\nUn *mot*.\n"),
        ("index.rst", "Livre\n=====\n\n{}\n\nUn *mot*.\n"),
    ],
)
@pytest.mark.parametrize("too_many", [0, 1])
def test_a_paragraph_nobody_can_read_is_plain_text(book, name, text, too_many):
    long = ("*lin* " + "mot " * LONGEST)[: LONGEST + too_many - 1] + "."
    built = book({name: text.format(long)}).build()
    line = 4 if name.endswith(".rst") or "note" in text else 3
    assert [(told.file, told.line, told.type) for told in built.told] == [(name, line, "synthkit.long_text")] * too_many
    words = said(built.page("index").body)
    assert ("*lin*" in words) == bool(too_many)
    assert "Un mot." in words


@pytest.mark.parametrize("parser", ["rst", "markdown"])
def test_a_long_paragraph_of_a_file_a_page_includes_is_plain_text(book, parser):
    small = book(
        {
            "index.rst": f"Livre\n=====\n\nUn mot.\n\n.. include:: mot.txt\n   :parser: {parser}\n",
            "mot.txt": "*lin*\n" + "un mot\n" * 5000,
        }
    )
    built = small.build()
    assert [told.type for told in built.told] == ["synthkit.long_text"]
    assert "*lin*" in said(built.page("index").body)


@pytest.mark.parametrize("setting", ["date: 2026-13-45", "a: [un, deux", "a: " + "9" * 10_000])
def test_settings_above_a_page_that_yaml_cannot_take_end_no_build(book, setting):
    built = book({"index.md": f"---\n{setting}\n---\n\n# Livre\n\nUn mot.\n"}).build()
    assert "synthkit.broken_front_matter" in {told.type for told in built.told}
    assert "Un mot." in said(built.page("index").body)


#: 60 times 100 values are 6,000.
NAMED = f"un: &un [{', '.join(['x'] * 100)}]\nfil: [{', '.join(['*un'] * 60)}]"


@pytest.mark.parametrize("settings", ["fil: " + "un " * 10_001, f"fil: [{', '.join(['x'] * 5001)}]", NAMED])
def test_settings_above_a_page_that_nobody_can_read_count_for_nothing(book, settings):
    built = book({"index.md": f"---\n{settings}\n---\n\n# Livre\n\nUn mot {{{{ a }}}}.\n"}).build()
    (first, shown) = built.told  # no page above which substitution is named: the braces stand as they are
    assert [(first.line, first.type), shown.type] == [(1, "synthkit.long_text"), "synthkit.malformed_markup"]
    assert said(built.page("index").body).startswith("Livre")


@pytest.mark.parametrize("error", [ValueError, RecursionError])
def test_settings_that_end_their_reader_are_left_to_myst(monkeypatch, error):
    def read(settings):
        raise error("le fil casse")

    monkeypatch.setattr(myst, "read_topmatter", read)
    assert not myst._is_endless("---\na: b\n---\n")


def test_a_line_of_hyphens_above_a_long_page_takes_nothing_from_it(book):
    text = "\n\n".join(["Un mot à filer."] * 3000)
    built = book({"index.md": f"---\n\n# Livre\n\n{text}\n"}).build()
    assert said(built.page("index").body).count("Un mot à filer.") == 3000
