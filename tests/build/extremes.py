"""Books that are long: each has one thing far beyond what an editor writes, made of plain words.

Each has a name and is made to a size, which is a little or a good deal more than the bounds of the extension. The words
cost other programs no more than their length.
"""

from __future__ import annotations

from collections.abc import Callable

#: Characters of the one thing; a paragraph may have 30,000, a line of which mistakes are looked for 20,000.
LARGE, SMALL = 200_000, 40_000
_HEADING = "# Titre\n\n"
_REST = "Titre\n=====\n\n"
#: Pieces a paragraph is made of.
_PIECES = {
    "words": "un fil ",
    "emphasis": "*un* fil ",
    "addresses": "https://fil.example/ ",
    "quotes": "« a » ; b ",
}


def _line(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size].rstrip()


def _page(text: str) -> dict[str, str]:
    return {"c.md": _HEADING + text + "\n"}


def _cited(bib: str) -> dict[str, str]:
    return {**_page("Voir {cite:p}`a`.\n\n```{bibliography}\n:all:\n```"), "references.bib": bib}


def _entry(field: str, value: str) -> dict[str, str]:
    return _cited(f"@book{{a,\n title = {{T}},\n {field} = {{{value}}}\n}}\n")


def _record(option: str, value: str) -> dict[str, str]:
    return _page(f":::{{session}} fil\n:{option}: {value}\n:::")


def _settings(lines: str) -> dict[str, str]:
    return {"c.md": f"---\n{lines}\n---\n\n{_HEADING}Un {{{{ a }}}} mot.\n"}


_BOOKS: dict[str, Callable[[int], dict[str, str]]] = {
    "title": lambda size: {"c.md": f"# {_line('un fil ', size)}\n"},
    "title-rst": lambda size: {"c.rst": f"{_line('un fil ', size)}\n{'=' * size}\n"},
    "cell": lambda size: _page(f"| a |\n|---|\n| {_line('un fil ', size)} |"),
    "code-block": lambda size: _page(f"```python\n{_line('a = 1 # un fil ', size)}\n```"),
    "formula": lambda size: _page(f"$$\n{_line('a+', min(size, 20_000))}a\n$$"),
    "comment": lambda size: _page(f"<!-- {_line('un fil ', size)} -->"),
    "abstract": lambda size: _page(f":::{{session}} fil\n\n{_line('un fil ', size)}\n:::"),
    "keyword": lambda size: _record("keywords", _line("un fil ", size)),
    "keywords": lambda size: _record("keywords", ", ".join(f"mot{n}" for n in range(size // 100))),
    "speakers": lambda size: _record("speakers", ", ".join(f"zoe-{n} (fil)" for n in range(size // 1000))),
    "person": lambda size: _page(f":::{{speaker}} zoe\n:family: {_line('Zoé ', size)}\n:::"),
    "name-of-a-directive": lambda size: _page(f":::{{{_line('a', size)}}} fil\n:::"),
    "citation": lambda size: _page(f"{{cite:p}}`{_line('a,', size)}a`"),
    "settings": lambda size: _settings(f"title: {_line('un fil ', size)}"),
    "settings-values": lambda size: _settings(f"a: [{', '.join(['x'] * (size // 5))}]"),
    "values": lambda size: _settings(
        f"myst:\n  enable_extensions: [substitution]\n  substitutions:\n    a: {_line('un fil ', min(size, 20_000))}"
    ),
    "csv": lambda size: {"c.rst": f'{_REST}.. csv-table::\n\n   "{_line("un fil ", size)}"\n'},
    "contents": lambda size: {"c.rst": f"{_REST}.. contents::\n\n" + _line("a\n-\n\nb\n\n", size // 100)},
    "bib-title": lambda size: _entry("note", _line("un fil ", size)),
    "bib-authors": lambda size: _entry("author", _line("Zoé, A and ", size // 10) + " B, C"),
    "bib-pages": lambda size: _entry("pages", _line("2-", size)),
    "bib-address": lambda size: _entry("url", "https://fil.example/" + _line("2", size)),
    "bib-key": lambda size: _cited(f"@book{{{_line('a', size)},\n title = {{T}}\n}}\n"),
    "bib-macros": lambda size: _cited(
        f"@string{{fil = {{{_line('un fil ', 6000)}}}}}\n"
        f"@book{{a,\n title = {' # '.join(['fil'] * (size // 20_000))}\n}}\n"
    ),
    "bib-comment": lambda size: _cited(f"@comment{{{_line('un fil ', size)}}}\n"),
    **{f"{name}-md": lambda size, piece=piece: _page(_line(piece, size)) for name, piece in _PIECES.items()},
    **{
        f"{name}-rst": lambda size, piece=piece: {"c.rst": _REST + _line(piece, size) + "\n"}
        for name, piece in _PIECES.items()
    },
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
