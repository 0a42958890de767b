"""CSL's own test-suite through the processor of a book: how many of its fixtures come out as they should.

    python benchmarks/csl_suite.py FOLDER [--failed] [KIND …]

``FOLDER`` is a copy of https://github.com/citation-style-language/test-suite. Texts are compared without their markup.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

from synthkit.csl.processor import Processor
from synthkit.csl.stylesheet import Stylesheet
from synthkit.csl.work import Cite

_SECTION = re.compile(r">>=+ ?([A-Z0-9-]+) ?=+(?:>>)?\n(.*?)\n<<=+ ?\1 ?=+<<", re.DOTALL)


def fixture(path: Path) -> dict[str, str]:
    """The sections of a fixture by name."""
    return dict(_SECTION.findall(path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")))


def outcome(sections: dict[str, str]) -> str:
    """What our processor makes of a fixture, as text."""
    processor = Processor(Stylesheet(sections["CSL"].strip().encode()))
    items = json.loads(sections["INPUT"])
    documents: list[tuple[int, list[dict[str, Any]]]] = []
    lines = []
    if sections.get("CITATIONS"):
        documents, marks = document(json.loads(sections["CITATIONS"]))
        order = dict.fromkeys(str(record["id"]) for _, records in documents for record in records)
        known = {str(item.get("id", "")): item for item in items}
        processor.add([known[key] for key in order])
        cited = processor.placed(documents)
        lines = [
            f"{mark}[{place}] {processor.plain(processor.citation(cites))}"
            for place, (mark, cites) in enumerate(zip(marks, cited, strict=True))
        ]
    else:
        processor.add(items)
        given = json.loads(sections.get("CITATION-ITEMS") or "[]")
        for records in given or [[{"id": item.get("id", "")} for item in items]]:
            cites = [Cite(processor.works[str(record["id"])], record) for record in records]
            for cite, record in zip(cites, records, strict=True):
                cite.position = ("first", "subsequent", "ibid", "ibid-with-locator")[int(record.get("position", 0))]
                cite.position = f"near/{cite.position}" if record.get("near-note") else cite.position
            lines.append(processor.plain(processor.citation(cites)))
    if sections["MODE"].strip() == "bibliography":
        lines = [processor.plain(parts) for _, parts in processor.bibliography()]
    return "\n".join(lines)


def document(steps: list[Any]) -> tuple[list[tuple[int, list[dict[str, Any]]]], list[str]]:
    """The citations as the last step leaves them, and which of them it has changed."""
    known = {step[0]["citationID"]: step[0] for step in steps}
    last = steps[-1]
    order = [*last[1], [last[0]["citationID"], last[0].get("properties", {}).get("noteIndex", 0)], *last[2]]
    found = [(int(note), known[key]["citationItems"]) for key, note in order]
    return found, [">>" if key == last[0]["citationID"] else ".." for key, _ in order]


def bare(text: str) -> str:
    """A text without markup and with single spaces; « ² » is a raised 2."""
    text = re.sub(r"</?(?:div|span|i|b|sup|sub|a|u|em|strong)\b[^<>]*>", "", text)
    text = re.sub(r"(?m)^(?:>>|\.\.)(?=\[)", "", text)
    return unicodedata.normalize("NFKC", re.sub(r"\s+", " ", unescape(text)).strip())


def main(arguments: list[str]) -> None:
    """Print the counts by kind."""
    shows = "--failed" in arguments
    folder, *kinds = [argument for argument in arguments if argument != "--failed"]
    right, all_ = Counter[str](), Counter[str]()
    for path in sorted(Path(folder).rglob("humans/*.txt")):
        kind = path.name.partition("_")[0]
        if kinds and kind not in kinds and path.stem not in kinds:
            continue
        sections = fixture(path)
        all_[kind] += 1
        try:
            found = outcome(sections)
        except Exception as error:  # what the engine doesn't survive is counted like what it gets wrong
            found = f"{type(error).__name__}: {error}"
        if bare(found) == bare(sections["RESULT"]):
            right[kind] += 1
        elif shows:
            print(f"--- {path.stem}\n{found}\n=== expected\n{sections['RESULT'].strip()}\n")
    print(*(f"{kind} {right[kind]}/{all_[kind]}" for kind in sorted(all_)), sep=", ")
    print(f"{right.total()} of {all_.total()}")


if __name__ == "__main__":
    main(sys.argv[1:])
