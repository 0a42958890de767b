"""What Zotero makes of our files and pages: its rows of the table in docs/citing.md, measured by hand.

``python tests/real/zotero_table.py FOLDER`` runs Zotero's own code in Chromium, as its connector does, and writes the
rows. FOLDER holds the repositories ``translate``, ``utilities``, ``zotero-schema`` and ``translators`` of
github.com/zotero; nothing of them is kept here.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import clients_table as table
from library import BARE, LIBRARY, WORKS
from playwright.sync_api import Page, sync_playwright

from synthkit.metadata import head_tags
from synthkit.metadata.tags import PagePlace, WorkPage, rendered
from synthkit.schema import WorkKind

START, END = "<!-- zotero: measured -->", "<!-- zotero: end -->"
TRANSLATORS = {"ris": "RIS", "bib": "BibTeX", "json": "CSL JSON", "html": "Embedded Metadata"}
#: They call others.
FURTHER = ("RDF", "DOI")
TYPES = {
    WorkKind.TALK: "presentation",
    WorkKind.PANEL: "presentation",
    WorkKind.PAPER: "conferencePaper",
    WorkKind.CHAPTER: "bookSection",
    WorkKind.PROCEEDINGS: "book",
    WorkKind.BOOK: "book",
}
_CONTAINERS = ("proceedingsTitle", "bookTitle", "publicationTitle")
_SET_UP = """async ({schema, dates, translators}) => {
  Zotero.Debug.init(0);
  Zotero.Repo.getAllTranslatorMetadata = async () => translators.map(({code, ...metadata}) => metadata);
  Zotero.Repo.getTranslatorCode = async (id) => translators.find((one) => one.translatorID === id).code;
  Zotero.Schema.init(schema);
  Zotero.Date.init(dates);
  await Zotero.Translators.init();
}"""
_RUN = """async ({id, text}) => {
  const run = text === null ? new Zotero.Translate.Web() : new Zotero.Translate.Import();
  let error = null;
  run.setHandler("error", (_, told) => { error = told; });
  if (text === null) run.setDocument(document); else run.setString(text);
  run.setTranslator(await Zotero.Translators.get(id));
  const items = await run.translate();
  if (error) throw error;
  return JSON.parse(JSON.stringify(items)).map((item) => {
    return {...item, date: Zotero.Date.strToISO(item.date ?? "") || item.date};
  });
}"""


class Zotero:
    """Zotero's translation in a page of Chromium."""

    def __init__(self, folder: Path, page: Page) -> None:
        self._page, self._texts = page, dict[str, str]()
        example = folder / "translate" / "example"
        sources = re.findall(r'<script src="([^"]+)"', (example / "index.html").read_text(encoding="utf-8"))
        self._scripts = [
            folder / "utilities" / one.partition("utilities/")[2] if "modules/utilities/" in one else example / one
            for one in sources
            if one != "index.js"
        ]
        found = {name: _translator(folder / "translators" / f"{name}.js") for name in (*TRANSLATORS.values(), *FURTHER)}
        self._ids = {name: one["translatorID"] for name, one in found.items()}
        self._settings = {
            "schema": json.loads((folder / "zotero-schema" / "schema.json").read_text(encoding="utf-8")),
            "dates": json.loads((folder / "utilities/resource/dateFormats.json").read_text(encoding="utf-8")),
            "translators": list(found.values()),
        }
        page.route("**/*", lambda route: route.fulfill(body=self._texts[route.request.url], content_type="text/html"))

    def items(self, url: str, html: str, translator: str, text: str | None) -> list[dict[str, Any]]:
        """What a translator makes of a file, or of the page with that address."""
        self._texts = {url: html}
        self._page.goto(url)
        for script in self._scripts:
            self._page.add_script_tag(path=script)
        self._page.evaluate(_SET_UP, self._settings)
        found: list[dict[str, Any]] = self._page.evaluate(_RUN, {"id": self._ids[translator], "text": text})
        return found


def _translator(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    metadata, _ = json.JSONDecoder().raw_decode(text)
    return {**metadata, "code": text}


def seen(item: dict[str, Any]) -> table.Seen:
    """An item of Zotero in the shape of the table. It has no field for the days of an event."""

    def people(*roles: str) -> list[str]:
        found = [one for one in item.get("creators", ()) if one["creatorType"] in roles]
        return [
            table.person(one.get("lastName", ""), *re.split(r",? (?=Jr\.$)", one.get("firstName", ""))) for one in found
        ]

    extra = dict(line.split(": ", 1) for line in str(item.get("extra", "")).splitlines() if ": " in line)
    kind = item["itemType"]
    return {
        "type": kind,
        "names": people("author", "presenter"),
        "others": table.in_roles({role: people(role) for role in ("chair", "contributor", "translator")}),
        "editors": people("editor"),
        "title": table.tidy(item.get("title", "")),
        "container": table.tidy(next((item[name] for name in _CONTAINERS if item.get(name)), "")),
        "event": table.tidy(item.get("meetingName") or item.get("conferenceName") or extra.get("event-title", "")),
        "event date": extra.get("event-date", ""),
        "event place": table.tidy(item.get("place", "") if kind == "presentation" else extra.get("event-place", "")),
        "date": str(item.get("date", "")).replace("/", "-"),
        "language": str(item.get("language", ""))[:2],
        "URL": item.get("url", ""),
        "DOI": item.get("DOI") or extra.get("DOI", ""),
        "ISBN": item.get("ISBN", "").replace("-", ""),
        "pages": str(item.get("pages", "")).replace("–", "-"),
        "note": table.tidy(unescape(" ".join([item.get("extra", ""), *(one["note"] for one in item["notes"])]))),
    }


def pages() -> Iterator[tuple[str, str, str]]:
    """The id, the address and the head of the page of each work."""
    for book in (LIBRARY, BARE):
        for number, work in enumerate(book.works):
            url = f"https://book.example/{number}.html"
            people = {person.id: person for person in book.persons}
            tags = rendered(head_tags(WorkPage(work, book.publication, people, PagePlace(work.url or url))))
            yield work.id, work.url or url, f'<!DOCTYPE html><meta charset="utf-8"><title>x</title>{tags}<body></body>'


def measured(zotero: Zotero) -> dict[tuple[str, str], dict[WorkKind, str]]:
    """The rows: each format, and the pages."""
    rows = {}
    wanted = {work.id: table.expected(replace(work, isbn=work.isbn.replace("-", "")), TYPES) for work in WORKS}
    with tempfile.TemporaryDirectory() as name:
        table.write_library(Path(name))
        for suffix in ("bib", "ris", "json"):
            text = (Path(name) / f"library.{suffix}").read_text(encoding="utf-8")
            items = zotero.items("https://book.example/", "<!DOCTYPE html>", TRANSLATORS[suffix], text)
            found = dict(zip(wanted, map(seen, items), strict=True))
            rows["Zotero", f".{suffix}"] = table.row({id_: table.lost(wanted[id_], found[id_]) for id_ in wanted})
    lost = {}
    for id_, url, html in pages():
        (item,) = zotero.items(url, html, TRANSLATORS["html"], None)
        lost[id_] = table.lost(wanted[id_], seen(item))
    rows["Zotero, page", ".html"] = table.row(lost)
    return rows


def main(folder: Path) -> None:
    """Measure, and write the rows into docs/citing.md."""
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        rows = measured(Zotero(folder, browser.new_page()))
        browser.close()
    table.write(rows, START, END)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
