"""The builder behind the PDF that needs no TeX: it writes what Typst sets (``synthkit.build.typst_runs``).

Sphinx's LaTeX builder puts the book together, so everything that prepares a book for paper runs as it is.
"""

import json
from collections.abc import Iterable, Iterator, Sequence, Set
from importlib import resources
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder

from synthkit.csl.rich_text import Segment
from synthkit.epub.metadata import edition
from synthkit.i18n import N_
from synthkit.sphinx.config import book_citation, i18n_of, publication
from synthkit.sphinx.latex.front_matter import colophon
from synthkit.sphinx.print.markup import call, value
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

    def write_page(self, docname: str) -> Path:
        """Write what sets one document as a book of its own; the file of its facts."""
        self.docnames = set(self.env.found_docs)  # what may be linked to
        self.copy_assets()
        document = self.env.get_doctree(docname)
        for below in list(document.findall(addnodes.toctree)):
            below.parent.remove(below)
        document["docname"] = docname
        self.env.resolve_references(document, docname, self)
        self.post_process_images(document)
        self._write_book("page", docname, document)
        self.copy_image_files()
        return Path(self.outdir, "page.json")

    def _write_book(self, stem: str, docname: str, document: nodes.document) -> None:
        begin = f'#import "{TEMPLATE}": *\n'
        chapters: list[dict[str, Any]] = []
        entries: list[str] = []
        for number, chapter in enumerate(Writer(self, document).chapters(document), start=1):
            file, place = f"{stem}-{number}.typ", f"chapter:{number}"
            Path(self.outdir, file).write_text(f"{begin}{call('mark', [place])}\n{chapter.markup}", encoding="utf-8")
            labels = (place, *chapter.labels)
            chapters.append({"file": file, "labels": labels, "part": chapter.part, "opens": chapter.opens_part})
            for title, label, who in chapter.headings:
                is_part = "true" if chapter.opens_part else "false"
                entries.append(f"({is_part}, {value(label or place)}, {value(who)}, [{title}]),\n")
        printed: Iterator[tuple[Any, ...]] = (node.get("printed", ()) for node in document.findall(nodes.raw))
        keywords = next((of[1] for of in printed if "keywords" in of[:1]), ())
        facts = self._facts(docname, keywords)
        front = call("title-pages", facts.pop("front")) + f"\n#contents(\n{''.join(entries)})\n"
        Path(self.outdir, f"{stem}.typ").write_text(begin + front, encoding="utf-8")
        facts["chapters"] = chapters
        Path(self.outdir, f"{stem}.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")

    def finish(self) -> None:
        """Copy the pictures."""
        self.copy_image_files()

    def _facts(self, docname: str, keywords: Sequence[str]) -> dict[str, Any]:
        book, _ = publication(self.config)
        i18n = i18n_of(self.config)
        language = (book.language or "en").partition("_")[0].lower()
        return {
            "described": {
                "title": book.title or Path(docname).name,  # PDF/UA wants one
                "authors": [str(one) for one in book.authors or book.editors],
                "description": book.description,
                "keywords": keywords,
                "language": language,
            },
            "front": (
                i18n.listed([str(editor) for editor in book.editors]),
                edition(book, i18n),
                tuple(map(_plain, colophon(book, i18n, book_citation(book, self.config)))),
            ),
            "identifier": f"doi:{book.doi}" if book.doi else f"urn:isbn:{book.isbn}" if book.isbn else book.url,
            "stated": {"publisher": book.publisher, "rights": book.licence, "rights_url": book.licence_url},
            "book": {
                "words": {
                    "contents": self.get_contentsname(docname) or i18n(N_("Contents")),
                    "page": "p.",
                    "picture": i18n(N_("Picture")),
                },
            },
        }


def _plain(segments: Iterable[Segment]) -> tuple[tuple[str, str, str], ...]:
    return tuple((one.text, one.emphasis, one.url) for one in segments)
