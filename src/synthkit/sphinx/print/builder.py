"""The builder behind the PDF that needs no TeX: it writes what Typst sets (``synthkit.build.typst_runs``).

Sphinx's LaTeX builder puts the book together, so everything that prepares a book for paper runs as it is.
"""

import json
from collections.abc import Iterable, Iterator, Sequence, Set
from importlib import resources
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.latex import LaTeXBuilder

from synthkit.csl.rich_text import Segment
from synthkit.i18n import N_
from synthkit.sphinx.config import book_citation, i18n_of, publication
from synthkit.sphinx.print.writer import Writer

TEMPLATE = "print.typ"


class PrintBuilder(LaTeXBuilder):
    """Writes each document of ``latex_documents``: a file that sets it, one for each chapter, and the facts of it."""

    name = "typst"
    epilog = ""
    supported_image_types: ClassVar[list[str]] = [
        *(f"image/{kind}" for kind in ("svg+xml", "png", "jpeg", "gif", "webp")),
        "application/pdf",
    ]

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Find the documents; there are no styles to write."""
        self.init_document_data()

    def copy_assets(self) -> None:
        """Put the template beside what calls it."""
        Path(self.outdir, TEMPLATE).write_bytes((resources.files("synthkit") / "templates" / TEMPLATE).read_bytes())

    def write_documents(self, _docnames: Set[str]) -> None:
        """Write all documents."""
        for docname, target, *_rest in self.document_data:
            document = self.assemble_doctree(docname, False, appendices=self.config.latex_appendices)
            self.post_process_images(document)
            self._write_book(Path(target).stem, docname, document)

    def _write_book(self, stem: str, docname: str, document: nodes.document) -> None:
        begin = f'#import "{TEMPLATE}": *\n'
        main = [begin, f'#show: book.with(json("{stem}.json"))\n']
        works: dict[str, tuple[str, str]] = {}
        for number, chapter in enumerate(Writer(self, document).chapters(document), start=1):
            if not chapter.markup.strip():
                continue
            name = f"{stem}-{number}.typ"
            Path(self.outdir, name).write_text(begin + chapter.markup, encoding="utf-8")
            where = f"is-in-part: {str(chapter.is_in_part).lower()}"
            main.append(f'#chapter("{name}", include "{name}", {where})\n')
            works.update(dict.fromkeys(chapter.works, (name, chapter.label)))
        Path(self.outdir, f"{stem}.typ").write_text("".join(main), encoding="utf-8")
        printed: Iterator[tuple[Any, ...]] = (node.get("printed", ()) for node in document.findall(nodes.raw))
        keywords = next((of[1] for of in printed if "keywords" in of[:1]), ())
        facts = json.dumps({**self._facts(docname, keywords), "works": works}, ensure_ascii=False, indent=1)
        Path(self.outdir, f"{stem}.json").write_text(facts, encoding="utf-8")

    def finish(self) -> None:
        """Copy the pictures."""
        self.copy_image_files()

    def _facts(self, docname: str, keywords: Sequence[str]) -> dict[str, Any]:
        book, _ = publication(self.config)
        i18n = i18n_of(self.config)
        date = book.date.said(i18n) if book.date else ""
        edition = ", ".join(filter(None, (i18n(N_("Edition %s")) % book.version if book.version else "", date)))
        lines = (
            book.title,
            book.description,
            edition,
            ", ".join(filter(None, (book.publisher, book.place))),
            f"ISBN {book.isbn}" if book.isbn else "",
        )
        addresses = (f"https://doi.org/{book.doi}" if book.doi else "", book.url)
        licence = i18n(N_("Licence of the text: %s")) % book.licence if book.licence else ""
        cited = [Segment(i18n(N_("To cite this book: ")), emphasis="b"), *book_citation(book, self.config)]
        details = [
            *([Segment(line)] for line in lines if line),
            *([Segment(url, url=url)] for url in addresses if url),
            *([[Segment(licence)]] if licence else []),
            *([[Segment(book.licence_url, url=book.licence_url)]] if book.licence_url else []),
            cited,
        ]
        language = (book.language or "en").partition("_")[0].lower()
        return {
            "title": book.title,
            "authors": [str(one) for one in book.authors or book.editors],
            "names": i18n.listed([str(editor) for editor in book.editors]),
            "edition": edition,
            "description": book.description,
            "keywords": keywords,
            "identifier": f"doi:{book.doi}" if book.doi else f"urn:isbn:{book.isbn}" if book.isbn else book.url,
            "stated": {"publisher": book.publisher, "rights": book.licence, "rights_url": book.licence_url},
            "language": language,
            "details": [_plain(line) for line in details],
            "words": {
                "contents": self.get_contentsname(docname) or i18n(N_("Contents")),
                "page": "p.",
                "picture": i18n(N_("Picture")),
            },
        }


def _plain(segments: Iterable[Segment]) -> list[tuple[str, str, str]]:
    return [(one.text, one.emphasis, one.url) for one in segments]


def register(app: Sphinx) -> None:
    """Make the builder known."""
    app.add_builder(PrintBuilder)
