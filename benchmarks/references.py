"""What references cost: a work in each offered style, the pass over a whole book, a .bib read and checked.

    python benchmarks/references.py [WORKS] [ENTRIES]

Prints processor time: of ``WORKS`` (750) made-up works, and of a .bib of ``ENTRIES`` (10,000) beside bibtexparser.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

from bibtexparser.entrypoint import parse_string

from synthkit.bibliography.csl_items import Bibliography
from synthkit.bibliography.lint import entries
from synthkit.csl.style import Style

_STYLES = ("chicago-author-date-fr", "iso690-author-date-fr", "apa", "modern-language-association")
_FAMILIES = ("Weir", "Roy", "Tamis", "Duval", "Fay", "Okonkwo", "Lindqvist", "Abramova", "Berg", "Éluard", "Kaï")


def library(count: int) -> str:
    """A .bib of articles by one to three people of 1,100 names."""
    people = [f"{family}, {chr(65 + place % 26)}. {place}" for place in range(100) for family in _FAMILIES]
    return "".join(
        f"@article{{k{place},\n  author = {{{' and '.join(people[place * 7 % 1097 :][: 1 + place % 3])}}},\n"
        f"  title = {{Les roues et les cadrans, étude {place}}},\n  journaltitle = {{Revue des heures}},\n"
        f"  volume = {{{place % 40}}},\n  number = {{{place % 4}}},\n  pages = {{{place}--{place + 12}}},\n"
        f"  date = {{{1900 + place % 120}}},\n  doi = {{10.5555/h.{place}}},\n  keywords = {{a, b}}\n}}\n\n"
        for place in range(count)
    )


def seconds(act: Callable[[], object]) -> float:
    """The least processor time of three runs."""
    taken = []
    for _ in range(3):
        begin = process_time()
        act()
        taken.append(process_time() - begin)
    return min(taken)


def main(works: int = 750, count: int = 10_000) -> None:
    """Print what each costs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.bib"
        path.write_text(library(works), encoding="utf-8")
        items = Bibliography([path], "fr").references
        total = 0.0
        for name in _STYLES:
            style = Style(name, "fr")

            def whole(style: Style = style) -> None:
                style.processor.add([])
                style.processor.add(items.values())

            taken = seconds(whole)
            each = seconds(lambda style=style: [style.reference(item) for item in items.values()]) / works
            total += each
            print(f"{name}: {taken:.2f} s for {works} works, {each * 1000:.2f} ms a reference")
        print(f"a reference in four styles: {total * 1000:.2f} ms")
        text = library(count)
        path.write_text(text, encoding="utf-8")
        alone = seconds(lambda: parse_string(text))
        ours = seconds(lambda: list(entries.check(Bibliography([path], "fr"), None)))
        print(f"{count} entries read and checked: {ours:.2f} s, {ours / alone:.1f} times bibtexparser ({alone:.2f} s)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
