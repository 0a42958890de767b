"""Random sources, made from a number: the same number is the same case for ever.

Each case is one document and the files beside it, made of ordinary building blocks: pieces of real sources, and
directives, roles and options with texts, paths, addresses, HTML and TeX that the guards refuse by name. None of these
does anything where it is not refused: the scripts would call a function nobody has, the command of TeX doesn't exist,
the files belong to the case. What is planted is known to ``fuzz_oracle``.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: What no edition may hold; it stands in the files outside the book alone.
SECRET = "zsecretz"
#: The command of TeX and the function of scripts that are tried.
CANARY = "zcanary"
_PATHS = (
    "../outside/secret.txt",
    "../outside/",
    "..",
    "/",
    "/../outside/secret.txt",
    "x/../../outside/secret.txt",
    "{outside}/secret.txt",
    "file://{outside}/secret.txt",
    "link.txt",
    "linked/secret.txt",
    "*",
    "../outside/*",
    "a" * 300,
    "images/\\zcanary{fil}.png",
    "C:\\secret.txt",
    "absent.txt",
)
_ADDRESSES = (
    "javascript:zcanary()",
    "JavaScript:zcanary()",
    "data:text/plain,fil",
    "file:///fil",
    "zut:fil",
    "//fil.example/x",
    "https://fil.example/x",
    "https://[fil",
    "http://%zz",
    "mailto:a@fil.example",
    "#fil",
    "fil.md",
)
_SCRIPTS = (
    "<script>zcanary()</script>",
    "<script src='zcanary.js'></script>",
    "<img src='fil.png' onerror='zcanary()'>",
    "<p onclick='zcanary()'>fil</p>",
    "<svg onload='zcanary()'></svg>",
    "<iframe src='zcanary.html'></iframe>",
    "<a href='javascript:zcanary()'>x</a>",
    "<style>p { color: red }</style>",
    "<form action='zcanary.html'><button>a</button></form>",
    "<!-- zcanary -->",
    "<math><mi>x</mi></math>",
    "<zut>fil</zut>",
    "<b>fil",
    "{{ zcanary }}",
)
_TEX = (
    "\\zcanary",
    "\\zcanary{fil}",
    "}\\zcanary{",
    "$\\zcanary$",
    "%\n\\zcanary{fil}",
    "\\begin{zcanary}",
    "\\frac{a}{b}",
    "\\bigskip",
)
_ODD = (
    "",
    " ",
    "\\",
    "``",
    "|",
    "*",
    "[[[",
    ":::",
    "é" * 200,
    "\u202e\u200b\ufeff",
    "\u2028",
    "𝔘𝔫𝔦",
    "%s %(x)s {0}",
    "-1",
    "0",
    "99999999999999999999",
    "1e999",
    "9:30",
    "25:99",
    "2026-13-45",
    "2026-02-30/1900-01-01",
    "0000",
    "None",
    "a, b; c <d>",
    "a <",
    "]]",
    "10.1000/x}{",
    "0000-0002-1825-009X",
    "un deux, trois\n quatre",
)
_DIRECTIVES = """
    event session speaker chapter revision programme speakers sessions catalogue state downloads changes include
    literalinclude csv-table list-table table raw image figure math code-block code parsed-literal toctree only
    bibliography footbibliography contents meta replace unicode date role default-role class container topic sidebar
    note admonition epigraph glossary productionlist hlist index rubric centered tabularcolumns highlight
    versionadded deprecated seealso compound line-block sectnum header footer title target-notes eval-rst
    py:function rst:directive js:function c:function cpp:class std:option envvar program object confval acks
    sectionauthor codeauthor default-domain restructuredtext-test-directive md-table inconnu
""".split()  # noqa: SIM905
_ROLES = """
    session speaker event chapter cite cite:p cite:t cite:ts footcite doc ref any download math raw code index
    numref eq term abbr command kbd guilabel menuselection pep rfc cve cwe envvar token keyword option program sup
    sub strong emphasis literal title-reference file samp regexp mailheader py:func inconnu
""".split()  # noqa: SIM905
_OPTIONS = """
    event kind date start end timezone speakers moderators discussants keywords room part-of position title title-by
    text slides recording doi reviewed reviewers given family particle literal variants role affiliation ror orcid
    note authors venue address city country hours organisers partners contact direction hosts proceedings-title
    publisher series url published language pages speaker keyword file encoding header-rows widths width height
    scale align alt target figclass figwidth class name label no-wrap caption linenos lineno-start emphasize-lines
    lines start-after end-before start-line end-line pyobject diff prepend append tab-width dedent code parser
    number-lines maxdepth glob reversed hidden titlesonly numbered includehidden depth local backlinks style filter
    all cited notcited list enumtype labelprefix keyprefix delim quote escape stub-columns header format sorted
    ltrim rtrim trim http-equiv open color icon link link-type img-top columns gutter margin padding
""".split()  # noqa: SIM905


@cache
def corpus() -> tuple[str, ...]:
    """Sources that people wrote: the book, the book of everything, the mistakes."""
    folders = (ROOT / "book", ROOT / "tests" / "books", ROOT / "tests" / "mistakes")
    paths = sorted(path for folder in folders for kind in ("*.md", "*.rst") for path in folder.rglob(kind))
    return tuple(text for path in paths if len(text := path.read_text(encoding="utf-8", errors="replace")) < 20_000)


def planted(random_: random.Random) -> str:
    """A piece of text that is no plain word."""
    return random_.choice(random_.choice((_PATHS, _ADDRESSES, _SCRIPTS, _TEX, _TEX, _ODD, _SCRIPTS)))


def _bytes(random_: random.Random) -> tuple[str, bytes]:
    return random_.choice((".md", ".rst")), random_.randbytes(random_.randrange(4000))


def _truncated(random_: random.Random) -> tuple[str, bytes]:
    raw = random_.choice(corpus()).encode()
    return random_.choice((".md", ".md", ".rst")), raw[: random_.randrange(len(raw) + 1)]


def _mutated(random_: random.Random) -> tuple[str, bytes]:
    lines = random_.choice(corpus()).split("\n")
    for _ in range(random_.randrange(1, 8)):
        at = random_.randrange(len(lines))
        change = random_.randrange(6)
        if change == 0:
            lines[at] = planted(random_)
        elif change == 1:
            cut = random_.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + planted(random_) + lines[at][cut:]
        elif change == 2:
            lines[at] = " " * random_.randrange(8) + lines[at]
        elif change == 3:
            lines.insert(at, random_.choice(lines))
        elif change == 4 and len(lines) > 1:
            del lines[at]
        else:
            lines[at] = lines[at][: random_.randrange(len(lines[at]) + 1)]
    return ".md", "\n".join(lines).encode("utf-8", "surrogatepass")


def _directive(random_: random.Random) -> tuple[str, bytes]:
    name, argument = random_.choice(_DIRECTIVES), random_.choice((planted(random_), f"fil{random_.randrange(9)}", ""))
    options = [(random_.choice(_OPTIONS), planted(random_).replace("\n", " ")) for _ in range(random_.randrange(5))]
    body = "\n".join(planted(random_) for _ in range(random_.randrange(4)))
    argument = argument.replace("\n", " ")
    if random_.random() < 0.5:
        fence = random_.choice((":::", "```", "::::"))
        lines = [f"# Titre {planted(random_)}", "", f"{fence}{{{name}}} {argument}"]
        lines += [f":{option}: {value}" for option, value in options]
        return ".md", "\n".join([*lines, "", body, fence if random_.random() < 0.9 else ""]).encode()
    lines = ["Titre", "=====", "", f".. {name}:: {argument}"]
    lines += [f"   :{option}: {value}" for option, value in options]
    return ".rst", "\n".join([*lines, "", *(f"   {line}" for line in body.split("\n")), ""]).encode()


def _role(random_: random.Random) -> tuple[str, bytes]:
    name, text = random_.choice(_ROLES), planted(random_).replace("\n", " ")
    target = random_.choice((text, f"{text} <{planted(random_)}>"))
    if random_.random() < 0.5:
        return ".md", f"# Titre\n\nUn {{{name}}}`{target}` mot.\n".encode()
    return (
        ".rst",
        f"Titre\n=====\n\n.. role:: brut(raw)\n   :format: html latex\n\nUn :{name}:`{target}` :brut:`{text}`\n".encode(),  # noqa: E501
    )


def _nested(random_: random.Random) -> tuple[str, bytes]:
    depth = random_.randrange(1, 6)
    sign = random_.choice(("> ", "- ", "*", "(", "`", "{", "<b>", "$", "1. ", "# ", "|"))
    if sign in ("- ", "1. "):
        return ".md", "\n".join("  " * n + sign + "a" for n in range(depth)).encode()
    fences = "\n".join(":" * (n + 3) + "{note}" for n in range(depth, 0, -1))
    rest = "".join("  " * n + "* a\n\n" for n in range(depth))
    return random_.choice(((".md", (sign * depth + "a").encode()), (".md", fences.encode()), (".rst", rest.encode())))


def _long(random_: random.Random) -> tuple[str, bytes]:
    size = random_.choice((5_000, 20_000, 40_000))
    word = random_.choice(("a ", "é ", "un fil ", "zcanary ", "1, ", "😀 "))
    text = (word * size)[:size].strip()
    kind = random_.randrange(4)
    if kind == 0:
        return ".md", f"# Titre\n\n{text}\n".encode()
    if kind == 1:
        return ".rst", f"Titre\n=====\n\n{text}\n".encode()
    return ".md", f"# Titre {text if kind == 2 else ''}\n\n:::{{session}} fil\n:keywords: {text}\n:::\n".encode()


def _front_matter(random_: random.Random) -> tuple[str, bytes]:
    keys = (
        "tocdepth",
        "orphan",
        "myst",
        "substitutions",
        "html_meta",
        "title",
        "nocomments",
        "date",
        "authors",
        "a: b",
        "?",
    )
    values = (
        "[",
        "{a: {b: c",
        "!zut x",
        "!!binary x",
        "- 1",
        "|",
        "1",
        "null",
    )
    lines = [
        f"{random_.choice(keys)}: {random_.choice((*values, planted(random_)))}" for _ in range(random_.randrange(1, 5))
    ]
    if random_.random() < 0.3:
        lines = [
            "myst:",
            f"  {random_.choice(('html_meta', 'substitutions', 'enable_extensions', 'url_schemes', 'suppress_warnings'))}:",  # noqa: E501
            f"    {random_.choice(('a', 'http-equiv=refresh', 'description lang=fr'))}: {planted(random_)!r}",
        ]
    end = "---\n" if random_.random() < 0.9 else ""
    return ".md", ("---\n" + "\n".join(lines) + f"\n{end}\n# Titre\n\nUn {{{{ a }}}} mot.\n").encode()


def _file(random_: random.Random) -> tuple[str, bytes]:
    path = random_.choice(_PATHS)
    ways = (
        (".rst", ".. {name}:: {path}\n   :literal:\n"), (".rst", ".. {name}:: html\n   :file: {path}\n"),
        (".rst", ".. {name}:: html\n   :url: {path}\n"), (".rst", ".. {name}:: {path}\n   :diff: {path}\n"),
        (".rst", ".. {name}:: fil <{path}>\n"), (".rst", ".. {name}::\n\n   {path}\n   fil <{path}>\n"),
        (".md", "```{{{name}}} {path}\n```\n"), (".md", "```{{{name}}} html\n:file: {path}\n```\n"),
        (".md", "![fil]({path})\n"), (".md", "[fil]({path})\n"), (".md", "[fil](path:{path})\n"), (".md", "{{download}}`fil <{path}>`\n"),  # noqa: E501
        (".md", "<img src='{path}'>\n"), (".md", "[fil](project:{path})\n"), (".md", "[fil](inv:{path}#a)\n"),
    )  # fmt: skip
    suffix, text = random_.choice(ways)
    name = random_.choice(
        ("include", "literalinclude", "csv-table", "raw", "image", "figure", "toctree", "bibliography")
    )
    heading = "# Titre\n\n" if suffix == ".md" else "Titre\n=====\n\n"
    return suffix, (heading + text.format(name=name, path=path)).encode()


def _link(random_: random.Random) -> tuple[str, bytes]:
    address = random_.choice(_ADDRESSES)
    ways = (
        (".md", "[a]({0}) <{0}> ![b]({0})\n\n[c]: {0}\n\n[c]\n"), (".md", "<a href='{0}'>a</a> <img src=\"{0}\">\n"),
        (".rst", "`a <{0}>`__ b_\n\n.. _b: {0}\n\n.. image:: {0}\n   :target: {0}\n"),
        (".rst", ".. toctree::\n\n   a <{0}>\n   {0}\n"), (".rst", ":download:`a <{0}>` :ref:`{0}`\n"),
        (".md", ":::{{session}} fil\n:slides: {0}\n:recording: {0}\n:::\n"),
        (".md", ":::{{event}} fil\n:url: {0}\n:date: 2026-01-01\n:::\n"), (".md", ":::{{figure}} {0}\n:target: {0}\n:::\n"),  # noqa: E501
    )  # fmt: skip
    suffix, text = random_.choice(ways)
    return suffix, (("# Titre\n\n" if suffix == ".md" else "Titre\n=====\n\n") + text.format(address)).encode()


def _markup(random_: random.Random) -> tuple[str, bytes]:
    pieces = [
        random_.choice((*_SCRIPTS, *_TEX, "mot", "<b>", "</b>", "<div>\n\n", "&amp;", "<", "-->", "\n\n"))
        for _ in range(12)
    ]
    if random_.random() < 0.3:
        text = "".join(pieces).replace("\n", "\n   ")
        kind = random_.choice(
            ("raw:: html", "raw:: latex", "raw:: html latex", "math::", "code-block:: html", "parsed-literal::")
        )
        return ".rst", f"Titre\n=====\n\n.. {kind}\n\n   {text}\n".encode()
    return ".md", (
        "# Titre "
        + random_.choice(_SCRIPTS)
        + "\n\n"
        + "".join(pieces)
        + "\n\n$$\n"
        + random_.choice(_TEX)
        + "\n$$ (a)\n"
    ).encode()


def _keywords(random_: random.Random) -> tuple[str, bytes]:
    words = ", ".join(f"mot{n}" for n in range(random_.choice((5, 500))))
    return ".md", f"# Titre\n\n:::{{session}} fil\n:keywords: {words}\n:::\n".encode()


_KINDS: tuple[Callable[[random.Random], tuple[str, bytes]], ...] = (
    _bytes, _truncated, _mutated, _mutated, _mutated, _directive, _directive, _directive, _role, _role, _nested, _long,
    _front_matter, _file, _file, _link, _markup, _markup, _keywords,
)  # fmt: skip


def document(number: int) -> tuple[str, bytes]:
    """The suffix and the bytes of a case."""
    random_ = random.Random(number)
    return random_.choice(_KINDS)(random_)


def bibliography(number: int) -> bytes:
    """References, some of them broken, for the cases of a batch."""
    random_ = random.Random(f"bib {number}")
    fields = ("author", "title", "year", "url", "doi", "journal", "publisher", "pages", "note", "keywords", "isbn")
    entries = []
    for entry in range(random_.randrange(8)):
        lines = [f"  {random_.choice(fields)} = {{{planted(random_)}}}," for _ in range(random_.randrange(6))]
        kind = random_.choice(("article", "book", "misc", "incollection", "x", "comment", "string", "preamble"))
        entries.append(f"@{kind}{{cle{entry},\n" + "\n".join(lines) + random_.choice(("\n}\n", "\n", "}}")))
    text = "\n".join(entries).encode()
    return random_.randbytes(300) if random_.random() < 0.05 else text


def batch(first: int, count: int, skip: Mapping[int, object] | frozenset[int] = frozenset()) -> dict[str, bytes]:
    """The files of a book with that many cases."""
    files = {
        "references.bib": bibliography(first),
        "index.rst": b"Livre\n=====\n\nUn mot.\n\n.. toctree::\n   :glob:\n\n   c*\n",
    }
    for number in range(first, first + count):
        if number not in skip:
            suffix, raw = document(number)
            files[f"c{number:06}{suffix}"] = raw
    return files
