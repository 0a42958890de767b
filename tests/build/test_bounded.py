"""What a page says costs no more than its length, and nothing that it says is run."""

import pytest
from books import said

#: Above a page: values, and that they are wanted.
ABOVE = "---\nmyst:\n  enable_extensions: [substitution]\n  substitutions:\n{values}\n---\n\n# Filer\n\n{text}\n"
#: What would run, or never end.
RUNNING = [
    "cycler.__init__.__globals__.os.system('touch couru')",
    "''['__cla' ~ 'ss__']",
    "''|attr('__class__')",
    "[]|sort(attribute='a.__class__')",
    "env.srcdir.joinpath('couru').write_text('x')",
    "env.app.connect('build-finished', env.app.emit)",
    "9 ** 9 ** 9",
    "'a' * 10 ** 9",
    "'a'.ljust(1000000000)",
    "'%1000000000d'|format(1)",
    "range(1000000000)|list",
    "'a'|center(1000000000)",
    "lipsum(100000)",
]

_LISTS = "\n".join(f"    a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))
#: Values that name each other, as settings of a page and as what stands between double braces.
BOMBS = [
    f"fil:\n    a0: &a0 [x]\n{_LISTS}",
    f"myst:\n  enable_extensions: [substitution]\n  substitutions:\n    a0: &a0 [x]\n{_LISTS}\n    a: *a39",
    "fil: &a [*a]",
]


def page(text, **values):
    values = values or {"laine": "de la laine"}
    return ABOVE.format(values="\n".join(f"    {name}: {value!r}" for name, value in values.items()), text=text)


def test_no_expression_runs(book, monkeypatch):
    small = book({"index.md": page("\n\n".join(f"Avant {{{{ {expression} }}}} après." for expression in RUNNING))})
    monkeypatch.chdir(small.root)
    built = small.build()
    assert [told.type for told in built.told] == ["synthkit.unsafe_expression"] * len(RUNNING)
    assert said(built.page("index").body).count("Avant après.") == len(RUNNING)
    assert not (small.root / "couru").exists()


def test_no_expression_runs_in_a_file_a_page_includes(book, monkeypatch):
    small = book(
        {
            "index.rst": "Livre\n=====\n\nUn fil.\n\n.. include:: mot.txt\n   :parser: markdown\n",
            "mot.txt": page("Un *mot* {{ cycler.__init__.__globals__.os.system('touch couru') }}.", a="b"),
        }
    )
    monkeypatch.chdir(small.root)
    built = small.build()
    assert "Un mot {{" in said(built.page("index").body)
    assert not (small.root / "couru").exists()


@pytest.mark.parametrize(
    ("expression", "shown"),
    [("fibre", "le lin"), ("fibre|upper", "LE LIN"), ("env.docname", "index"), ("'a' if fibre else 'b'", "a")],
)
def test_values_are_looked_up(book, expression, shown):
    built = book({"index.md": page(f"Avant {{{{ {expression} }}}} après.", fibre="le lin")}).build()
    assert (built.warnings, f"Avant {shown} après." in said(built.page("index").body)) == ("", True)


def test_values_that_hold_each_other_end(book):
    values = {f"v{n + 1}": f"{{{{ v{n} }}}} " * 10 for n in range(30)}
    built = book({"index.md": page("Avant {{ v30 }}\n\naprès.", v0="lin", **values)}).build()
    assert [told.type for told in built.told] == ["synthkit.long_text"]
    assert "lin lin lin" in said(built.page("index").body)
    assert "après." in said(built.page("index").body)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("index.md", "# Livre\n\n{}\n\nUn *mot*.\n"),
        ("index.md", "# Livre\n\n:::{{note}}\n{}\n:::\n\nUn *mot*.\n"),
        ("index.rst", "Livre\n=====\n\n{}\n\nUn *mot*.\n"),
    ],
)
def test_a_paragraph_nobody_can_read_is_plain_text(book, name, text):
    built = book({name: text.format("*lin* [laine](x) " * 3000)}).build()
    assert [(told.file, told.line, told.type) for told in built.told] == [
        (name, 4 if name.endswith(".rst") or "note" in text else 3, "synthkit.long_text")
    ]
    words = said(built.page("index").body)
    assert "*lin* [laine](x) *lin*" in words
    assert "Un mot." in words


@pytest.mark.parametrize(
    "setting", ["date: 2026-13-45", "a: " + "[" * 700 + "]" * 700, "a: " + "[" * 700, "a: " + "9" * 10_000]
)
def test_settings_above_a_page_that_yaml_cannot_take_end_no_build(book, setting):
    built = book({"index.md": f"---\n{setting}\n---\n\n# Livre\n\nUn mot.\n"}).build()
    assert "synthkit.broken_front_matter" in {told.type for told in built.told}
    assert "Un mot." in said(built.page("index").body)


@pytest.mark.parametrize("settings", ["fil: " + "un " * 20_000, *BOMBS])
def test_settings_above_a_page_that_nobody_can_read_count_for_nothing(book, settings):
    built = book({"index.md": f"---\n{settings}\n---\n\n# Livre\n\nUn mot {{{{ a }}}}.\n"}).build()
    assert [(told.line, told.type) for told in built.told] == [(1, "synthkit.long_text")]
    assert said(built.page("index").body).startswith("Livre")


def test_a_line_of_hyphens_above_a_long_page_takes_nothing_from_it(book):
    text = "\n\n".join(["Un mot à filer."] * 3000)
    built = book({"index.md": f"---\n\n# Livre\n\n{text}\n"}).build()
    assert said(built.page("index").body).count("Un mot à filer.") == 3000
