"""Books that are too much of one thing: lines of ten megabytes, a hundred thousand keywords, what is nested for ever.

Each has a name and is made to a size; what may be planted in it is known to ``fuzz_oracle``.
"""

from __future__ import annotations

from collections.abc import Callable

#: Characters of the one thing.
LARGE, SMALL = 10_000_000, 40_000
_HEADING = "# Titre\n\n"
_REST = "Titre\n=====\n\n"
#: Pieces a paragraph in one line is made of.
_PIECES = {
    "words": "un fil ",
    "emphasis": "**a *a ",
    "links": "[a](b) ",
    "brackets": "![",
    "code": "` `` ",
    "roles": "{cite}`a` :cite:`a` ",
    "notes": "[^a] [#a]_ ",
    "html": "<b x='",
    "quotes": '« a » ; "b" ',
    "addresses": "https://fil.example/ a@fil.example ",
    "backslashes": "\\",
    "values": "{{ a }} |a| ",
}


def _line(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def _page(text: str) -> dict[str, str]:
    return {"c.md": _HEADING + text + "\n"}


def _cited(bib: str) -> dict[str, str]:
    return {**_page("Voir {cite:p}`a`.\n\n```{bibliography}\n:all:\n```"), "references.bib": bib}


def _entry(field: str, value: str) -> dict[str, str]:
    return _cited(f"@book{{a,\n title = {{T}},\n {field} = {{{value}}}\n}}\n")


def _nested(begin: str, end: str, size: int) -> str:
    depth = size // (len(begin) + len(end))
    return begin * depth + "a" + end * depth


def _bomb(first: str, line: Callable[[int], str]) -> str:
    return "\n".join([first, *map(line, range(1, 40))])


def _aliases(indent: str) -> str:
    return _bomb(f"{indent}a0: &a0 [x]", lambda n: f"{indent}a{n}: &a{n} [" + f"*a{n - 1}, " * 9 + "]")


def _values(values: str) -> dict[str, str]:
    above = f"---\nmyst:\n  enable_extensions: [substitution]\n  substitutions:\n{values}\n---\n\n"
    return {"c.md": f"{above}{_HEADING}{{{{ a39 }}}}\n"}


def _record(option: str, value: str) -> dict[str, str]:
    return _page(f":::{{session}} fil\n:{option}: {value}\n:::")


_BOOKS: dict[str, Callable[[int], dict[str, str]]] = {
    "title": lambda size: {"c.md": f"# {_line('un fil ', size)}\n"},
    "title-rst": lambda size: {"c.rst": f"{_line('un fil ', size)}\n{'=' * size}\n"},
    "cell": lambda size: _page(f"| a |\n|---|\n| {_line('*a ', size)} |"),
    "code-block": lambda size: _page(f"```python\n{_line('a(1) ', size)}\n```"),
    "formula": lambda size: _page(f"$$\n{_line('a+', size)}\n$$"),
    "formula-nested": lambda size: _page(f"$$\n{_nested('{', '}', size)}\n$$"),
    "html-nested": lambda size: _page(_nested("<div>", "</div>", size)),
    "comment": lambda size: _page(f"<!-- {_line('a', size)} -->"),
    "abstract": lambda size: _page(f":::{{session}} fil\n\n{_line('un *fil* ', size)}\n:::"),
    "keyword": lambda size: _record("keywords", _line("un fil ", size)),
    "keywords": lambda size: _record("keywords", ", ".join(f"mot{n}" for n in range(size // 100))),
    "keywords-in-parentheses": lambda size: _record("keywords", ", ".join(f"mot{n} (a" for n in range(size // 100))),
    "speakers": lambda size: _record("speakers", ", ".join(f"zoe-{n} (fil)" for n in range(size // 1000))),
    "person": lambda size: _page(f":::{{speaker}} zoe\n:family: {_line('Zoé ', size)}\n:::"),
    "name-of-a-directive": lambda size: _page(f":::{{{_line('a', size)}}} fil\n:::"),
    "citation": lambda size: _page(f"{{cite:p}}`{_line('a,', size)}`"),
    "settings": lambda size: {"c.md": f"---\ntitle: {_line('un ', size)}\n---\n\n{_HEADING}"},
    "settings-broken": lambda size: {"c.md": f"---\na: [{_line('un, ', size)}\n---\n\n{_HEADING}"},
    "settings-nested": lambda size: {"c.md": f"---\na: {_nested('[', ']', size)}\n---\n\n{_HEADING}"},
    "settings-bomb": lambda size: {"c.md": f"---\n{_aliases('')}\n---\n\n{_HEADING}"},
    "values-bomb": lambda size: _values(
        _bomb("    a0: fil", lambda n: f"    a{n}: '" + f"{{{{ a{n - 1} }}}} " * 9 + "'")
    ),
    "values-list-bomb": lambda size: _values(_aliases("    ")),
    "quotes-nested": lambda size: _page("> " * (size // 2)),
    "lists-nested": lambda size: _page("\n".join("  " * n + "- a" for n in range(min(size // 100, 3000)))),
    "fences-nested": lambda size: _page(
        "\n".join(":" * (n + 3) + "{note}" for n in range(min(size // 100, 3000), 0, -1))
    ),
    "quotes-nested-rst": lambda size: {
        "c.rst": _REST + "\n\n".join("  " * n + "a" for n in range(min(size // 100, 3000)))
    },
    "directives-nested-rst": lambda size: {
        "c.rst": _REST + "\n\n".join("   " * n + ".. note::" for n in range(min(size // 100, 3000)))
    },
    "csv": lambda size: {"c.rst": f'{_REST}.. csv-table::\n\n   "{_line("1", size)}"\n'},
    "contents": lambda size: {
        "c.rst": f"{_REST}.. toctree::\n   :glob:\n\n   *\n\n.. contents::\n\n" + _line("a\n-\n\nb\n\n", size // 100)
    },
    "bib-title": lambda size: _entry("note", _line("un fil ", size)),
    "bib-latex": lambda size: _entry("note", _line("\\emph{a} $x$ \\'e ", size)),
    "bib-nested": lambda size: _entry("note", _nested("{", "}", size)),
    "bib-authors": lambda size: _entry("author", _line("Zoé, A and ", size) + "B, C"),
    "bib-author": lambda size: _entry("author", _line("Zoé, ", size)),
    "bib-pages": lambda size: _entry("pages", _line("2-", size)),
    "bib-address": lambda size: _entry("url", "https://fil.example/" + _line("2", size)),
    "bib-key": lambda size: _cited(f"@book{{{_line('a', size)},\n title = {{T}}\n}}\n"),
    "bib-open": lambda size: _cited(_line("@book{", size)),
    "bib-stray": lambda size: _cited(_line("} ", size)),
    "bib-joined": lambda size: _cited(f"@book{{a,\n title = {_line('{a} # ', size // 6 * 6)}{{b}}\n}}\n"),
    "bib-macros": lambda size: _cited(
        _bomb("@string{a0 = {fil}}", lambda n: f"@string{{a{n} = {' # '.join([f'a{n - 1}'] * 9)}}}")
        + "\n@book{a,\n title = a39\n}\n"
    ),
    "bib-comment": lambda size: _cited(f"@comment{{{_line('a', size)}}}\n"),
    **{f"{name}-md": lambda size, piece=piece: _page(_line(piece, size)) for name, piece in _PIECES.items()},  # type: ignore[misc]
    **{
        f"{name}-rst": lambda size, piece=piece: {"c.rst": _REST + _line(piece, size) + "\n"}
        for name, piece in _PIECES.items()
    },  # type: ignore[misc]
}
NAMES = tuple(_BOOKS)


def files(name: str, size: int) -> dict[str, bytes]:
    """The files of the book of that name."""
    book = {
        "index.rst": "Livre\n=====\n\nUn mot.\n\n.. toctree::\n\n   c\n",
        "references.bib": "",
        **_BOOKS[name](size),
    }
    return {path: text.encode() for path, text in book.items()}
